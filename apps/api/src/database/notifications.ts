import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type PoolClient } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { connectionPool } from './connection-pool.js';

/** Pause between tries when PostgreSQL was gone. */
const RETRY_MS = 1000;

/** Who hears of a channel. When either fails, PostgreSQL is asked anew, and `missed` follows when it answers. */
export interface NotificationListener {
  /** Somebody announced this. */
  heard(payload: string): Promise<void>;
  /** The connection was made, for the first time or anew: things may have been announced while nobody listened. */
  missed(): Promise<void>;
}

/** What servers on one database tell each other at once (LISTEN, NOTIFY), over one connection of this process. */
@Injectable()
export class Notifications implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Notifications');
  private readonly listeners = new Map<string, NotificationListener>();
  private client: PoolClient | undefined;
  private retry: NodeJS.Timeout | undefined;
  private ended = false;

  constructor(private readonly dataSource: DataSource) {}

  /** Says who hears of a channel; before the application is up. Throws when the channel is taken. */
  listen(channel: string, listener: NotificationListener): void {
    if (this.listeners.has(channel)) throw new Error(`Invariant: one listener for ${channel}`);
    this.listeners.set(channel, listener);
  }

  /** Announces something on all servers, this one too, when the manager's transaction commits. */
  async announce(manager: EntityManager, channel: string, payload: string): Promise<void> {
    await manager.query('SELECT pg_notify($1, $2)', [channel, payload]);
  }

  onApplicationBootstrap(): Promise<void> {
    return this.open();
  }

  onModuleDestroy(): void {
    this.ended = true;
    clearTimeout(this.retry);
    this.letGo();
  }

  private async open(): Promise<void> {
    if (this.ended || this.client) return;
    try {
      const client = await connectionPool(this.dataSource).connect();
      this.client = client;
      client.on('notification', this.onNotification);
      client.once('end', () => this.client === client && this.openLater('the connection ended'));
      for (const channel of this.listeners.keys()) await client.query(`LISTEN ${channel}`);
      for (const listener of this.listeners.values()) await listener.missed();
    } catch (error) {
      this.openLater(error);
    }
  }

  private readonly onNotification = ({ channel, payload = '' }: { channel: string; payload?: string }) => {
    this.listeners
      .get(channel)
      ?.heard(payload)
      .catch((error: unknown) => this.openLater(error));
  };

  private openLater(why: unknown): void {
    this.letGo();
    if (this.ended) return;
    this.logger.warn(`Other servers are not heard of for now: ${String(why)}`);
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.open(), RETRY_MS);
  }

  private letGo(): void {
    const { client } = this;
    this.client = undefined;
    client?.off('notification', this.onNotification);
    // Closed, not handed back: it would go on listening in the pool.
    client?.release(true);
  }
}
