import type { Frame } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { TransactionRunner } from '../database/transaction-runner.js';
import { DomainError } from '../errors/domain-error.js';
import { Jobs } from '../jobs/jobs.js';
import { StorageLimits } from '../limits/storage-limits.js';
import { FINALISE_JOB } from './finalising/finalise-session.job.js';
import { type RecordingClient } from './recording-client.js';
import { RecordingFeed } from './recording-feed.js';
import { RecordingHolds } from './recording-holds.js';
import { RecordingsRepository } from './recordings.repository.js';

/** Keeps recordings within their limits: one that reaches beyond ends with what is stored, and its client is told why. */
@Injectable()
export class RecordingBounds {
  constructor(
    private readonly limits: StorageLimits,
    private readonly holds: RecordingHolds,
    private readonly recordings: RecordingsRepository,
    private readonly transactions: TransactionRunner,
    private readonly jobs: Jobs,
    private readonly feed: RecordingFeed,
  ) {}

  /** Before these frames are stored. Throws `quota_exceeded`. */
  admitFrames(client: RecordingClient, sessionId: string, frames: readonly Frame[]): Promise<void> {
    return this.admit(client, sessionId, this.limits.demandFrames(sessionId, client.caller.userId, frames));
  }

  /** Before so many bytes of video are stored from `offset` on. Throws `quota_exceeded`. */
  admitVideo(client: RecordingClient, sessionId: string, offset: number, bytes: number): Promise<void> {
    const { userId } = client.caller;
    return this.admit(client, sessionId, this.limits.demandVideo(sessionId, userId, offset, bytes));
  }

  /** Before a key picture of so many bytes is stored. Throws `quota_exceeded`. */
  admitPicture(client: RecordingClient, sessionId: string, bytes: number): Promise<void> {
    return this.admit(client, sessionId, this.limits.demandPicture(sessionId, client.caller.userId, bytes));
  }

  private async admit(client: RecordingClient, sessionId: string, demand: Promise<void>): Promise<void> {
    try {
      await demand;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'quota_exceeded') await this.end(client, sessionId);
      throw error;
    }
  }

  /** As when the client is gone for good: should there be room again, what it still has is taken. */
  private async end(client: RecordingClient, sessionId: string): Promise<void> {
    const { status } = await this.holds.writable(client, sessionId);
    if (status !== 'recording') return;
    const ended = await this.transactions.run(async (manager) => {
      const done = await this.recordings.interrupt(manager, sessionId, client.caller.userId);
      if (done) await this.jobs.add(manager, FINALISE_JOB, { sessionId }, { jobKey: sessionId });
      return done;
    });
    if (!ended) return;
    this.holds.letGo(client, sessionId);
    this.limits.forget(sessionId);
    const row = await this.holds.own(client, sessionId);
    this.feed.changed(row, row.status);
  }
}
