import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type PoolClient } from 'pg';
import { type Namespace, type Socket } from 'socket.io';
import { DataSource, type EntityManager } from 'typeorm';
import { connectionPool } from '../database/connection-pool.js';
import { AccountsRepository } from './accounts.repository.js';
import { type Caller } from './caller.js';

const CHANNEL = 'reclimb_access_ended';
/** Pause between tries when PostgreSQL was gone. */
const RETRY_MS = 1000;

/**
 * Closes the sockets of a login, a token or an account that is no longer good, on every server at once. REST requests
 * ask the database each time; a socket was let in once and must be put out.
 */
@Injectable()
export class AccessRevocation implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('AccessRevocation');
  private readonly namespaces = new Set<Namespace>();
  private client: PoolClient | undefined;
  private retry: NodeJS.Timeout | undefined;
  private ended = false;
  /** Grows with each revocation heard of. */
  private heard = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountsRepository,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.listen();
  }

  onModuleDestroy(): void {
    this.ended = true;
    clearTimeout(this.retry);
    this.letGo();
  }

  /** To be called in the transaction that ends something of this user's access. */
  async announce(manager: EntityManager, userId: string): Promise<void> {
    await manager.query('SELECT pg_notify($1, $2)', [CHANNEL, userId]);
  }

  /** To be kept in `socket.data.mark` before a socket's caller is looked up; see {@link watch}. */
  mark(): number {
    return this.heard;
  }

  /** Watches the sockets of a namespace; of one that it watches already nothing changes. */
  watch(namespace: Namespace): void {
    if (this.namespaces.has(namespace)) return;
    this.namespaces.add(namespace);
    namespace.on('connection', (socket: Socket) => {
      const { caller, mark } = socket.data as { caller?: Caller; mark?: number };
      // Something was revoked while this socket was on its way in.
      if (caller && mark !== this.heard) void this.check(caller.userId);
    });
  }

  private async listen(): Promise<void> {
    if (this.ended || this.client) return;
    try {
      const client = await connectionPool(this.dataSource).connect();
      this.client = client;
      client.on('notification', this.onNotification);
      client.once('end', () => {
        if (this.client !== client) return;
        this.letGo();
        this.listenLater('the connection ended');
      });
      await client.query(`LISTEN ${CHANNEL}`);
      // What was announced while nobody listened.
      await this.check();
    } catch (error) {
      this.letGo();
      this.listenLater(error);
    }
  }

  private readonly onNotification = ({ payload }: { payload?: string | undefined }): void => {
    this.heard++;
    void this.check(payload);
  };

  /** Puts out the sockets of this user (or of all) that would not be let in now. */
  private async check(userId?: string): Promise<void> {
    const sockets = [...this.namespaces]
      .flatMap((namespace) => [...namespace.sockets.values()])
      .flatMap((socket) => {
        const { caller } = socket.data as { caller?: Caller };
        return caller && (userId === undefined || caller.userId === userId) ? { socket, caller } : [];
      });
    if (sockets.length === 0) return;
    try {
      const valid = await this.accounts.validCredentials(sockets.map(({ caller }) => caller.credentialId));
      for (const { socket, caller } of sockets) {
        if (!valid.has(caller.credentialId)) socket.disconnect(true);
      }
    } catch (error) {
      // Then all are checked when the database answers again.
      this.letGo();
      this.listenLater(error);
    }
  }

  private listenLater(why: unknown): void {
    if (this.ended) return;
    this.logger.warn(`Revoked access is not heard of for now: ${String(why)}`);
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.listen(), RETRY_MS);
  }

  private letGo(): void {
    const { client } = this;
    this.client = undefined;
    client?.off('notification', this.onNotification);
    // Closed, not handed back: it would go on listening in the pool.
    client?.release(true);
  }
}
