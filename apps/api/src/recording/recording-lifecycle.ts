import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { Notifications } from '../database/notifications.js';
import { TransactionRunner } from '../database/transaction-runner.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { FinaliseSession } from './finalising/finalise-session.job.js';
import { RecordingFeed } from './recording-feed.js';
import type { RecordingClient } from './recording-client.js';
import { RecordingHolds } from './recording-holds.js';
import { CLAIMED, RecordingsRepository } from './recordings.repository.js';

/** A connected client is noted several times within the grace time, but not needlessly often. */
const MAX_BEAT_MS = 5_000;
const MIN_BEAT_MS = 250;
const BEATS_PER_GRACE = 4;

/**
 * Keeps recordings whose client is connected alive, and ends those whose client has been gone for
 * RECORDING_GRACE_SECONDS. After a start the grace time begins anew: clients could not reach a server that was down.
 */
@Injectable()
export class RecordingLifecycle implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('RecordingLifecycle');
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();
  private startedAt = 0;
  private readonly beatMs: number;
  private readonly graceSeconds: number;

  constructor(
    config: Config,
    private readonly recordings: RecordingsRepository,
    private readonly sessions: SessionsRepository,
    private readonly holds: RecordingHolds,
    private readonly feed: RecordingFeed,
    private readonly notifications: Notifications,
    private readonly transactions: TransactionRunner,
    private readonly finaliser: FinaliseSession,
  ) {
    this.beatMs = Math.min(
      MAX_BEAT_MS,
      Math.max(MIN_BEAT_MS, (config.recordingGraceSeconds * 1000) / BEATS_PER_GRACE),
    );
    // A connected client must be seen between two beats, whatever is configured.
    this.graceSeconds = Math.max(config.recordingGraceSeconds, (2 * this.beatMs) / 1000);
  }

  onModuleInit(): void {
    // What is missed while nobody listens is found with the next beat.
    this.notifications.listen(CLAIMED, {
      heard: (sessionId) => this.claimed(sessionId),
      missed: () => Promise.resolve(),
    });
  }

  onApplicationBootstrap(): void {
    this.startedAt = performance.now();
    this.schedule();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.beating;
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      this.beating = this.beat()
        .catch((error: unknown) => this.logger.error(error))
        .then(() => {
          if (this.timer !== undefined) this.schedule();
        });
    }, this.beatMs);
  }

  private async beat(): Promise<void> {
    for (const client of this.feed.clients) await this.refresh(client);
    await this.tellProcessed();
    if (performance.now() - this.startedAt < this.graceSeconds * 1000) return;
    const abandoned = await this.transactions.run(async (manager) => {
      const rows = await this.recordings.abandon(manager, this.graceSeconds);
      for (const { id } of rows) await this.finaliser.enqueue(manager, id);
      return rows;
    });
    for (const { id } of abandoned) this.logger.log(`Session ${id} ends without its client`);
  }

  /** Notes the client's presence, and finds out what it holds no longer. */
  private async refresh(client: RecordingClient): Promise<void> {
    if (client.writerId === null || client.held.size === 0) return;
    const kept = await this.recordings.heartbeat(client.writerId, [...client.held]);
    for (const sessionId of client.held) {
      if (!kept.has(sessionId)) await this.holds.checkHeld(client, sessionId);
    }
  }

  /** A connection, perhaps of another server, has taken the recording: whoever held it here learns it now. */
  private async claimed(sessionId: string): Promise<void> {
    for (const client of this.feed.clients) {
      if (client.held.has(sessionId)) await this.holds.checkHeld(client, sessionId);
    }
  }

  /** Another server may have finalised what was recorded over this one. */
  private async tellProcessed(): Promise<void> {
    for (const { sessionId, status } of this.feed.sessions()) {
      if (status !== 'processing') continue;
      const row = await this.sessions.find(sessionId);
      if (!row) this.feed.forget(sessionId);
      else if (row.status !== status) this.feed.changed(row, row.status);
    }
  }
}
