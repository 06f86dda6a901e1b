import { randomUUID } from 'node:crypto';
import type {
  RecordingPosition,
  RecordingTotals,
  Session,
  SessionStatus,
  StartRecording,
} from '@reclimb/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { TransactionRunner } from '../database/transaction-runner.js';
import { DomainError } from '../errors/domain-error.js';
import { Jobs } from '../jobs/jobs.js';
import { StorageLimits } from '../limits/storage-limits.js';
import { MediaRemoval } from '../media/media-removal.js';
import { toSession } from '../sessions/session.mapper.js';
import { SessionRecording } from '../sessions/session-recording.entity.js';
import { WebhookOutbox } from '../webhooks/webhook-outbox.js';
import { FINALISE_JOB } from './finalising/finalise-session.job.js';
import { type RecordingClient } from './recording-client.js';
import { RecordingFeed } from './recording-feed.js';
import { RecordingHolds } from './recording-holds.js';
import { gap, notRecording, settled } from './recording-refusals.js';
import { RecordingsRepository } from './recordings.repository.js';

/** Recordings begin, go on after a break, and end. The committed row is the truth: what a message claims is held against it. */
@Injectable()
export class RecordingService {
  private readonly logger = new Logger('RecordingService');

  constructor(
    private readonly holds: RecordingHolds,
    private readonly recordings: RecordingsRepository,
    private readonly removal: MediaRemoval,
    private readonly transactions: TransactionRunner,
    private readonly jobs: Jobs,
    private readonly feed: RecordingFeed,
    private readonly webhooks: WebhookOutbox,
    private readonly limits: StorageLimits,
  ) {}

  /** Starts a recording; with an id that the caller has used before it answers how far that one is. */
  start(client: RecordingClient, start: StartRecording): Promise<RecordingPosition> {
    const sessionId = start.sessionId ?? randomUUID();
    return this.holds.inOrder(sessionId, async () => {
      // A repeated start of what is there already needs no more room.
      const { userId } = client.caller;
      const created =
        !(await this.holds.exists(sessionId)) &&
        (await this.transactions.run(async (manager) => {
          await this.limits.mayStart(manager, userId);
          return this.recordings.create(manager, sessionId, userId, client.writerId, start);
        }));
      const row = await this.holds.own(client, sessionId);
      if (!created) {
        if (!declaredAlike(row, start)) {
          throw new DomainError(
            'conflict',
            'A session with this id was started with other pictures or video',
          );
        }
        await this.holds.claim(client, row);
      } else {
        this.holds.hold(client, sessionId);
      }
      this.feed.changed(row, row.status);
      return positionOf(row);
    });
  }

  /** Takes the recording over for this connection. */
  resume(
    client: RecordingClient,
    sessionId: string,
  ): Promise<{ nextFrameNumber: number; nextVideoOffset: number; status: SessionStatus }> {
    return this.holds.inOrder(sessionId, async () => {
      const row = await this.holds.own(client, sessionId);
      client.lost.delete(sessionId);
      await this.holds.claim(client, row);
      this.feed.changed(row, row.status);
      const { nextFrameNumber, nextVideoOffset } = positionOf(row);
      return { nextFrameNumber, nextVideoOffset, status: row.status };
    });
  }

  /** Ends the recording when all of it has arrived; asked again, it answers the same session. */
  stop(client: RecordingClient, sessionId: string, totals: RecordingTotals): Promise<Session> {
    return this.holds.inOrder(sessionId, () =>
      settled(async () => {
        const row = await this.holds.own(client, sessionId);
        if (row.frameCount !== totals.frameCount || row.videoBytes !== totals.videoBytes) {
          const { nextFrameNumber, nextVideoOffset } = positionOf(row);
          throw gap({ nextFrameNumber, nextVideoOffset });
        }
        if (row.status !== 'recording' && (!row.interrupted || row.removingAt !== null)) {
          return toSession(row);
        }
        this.holds.refuseLost(client, sessionId);
        const finished = await this.transactions.run(async (manager) => {
          const done = await this.recordings.finish(manager, sessionId, client.caller.userId, totals);
          if (done) await this.jobs.add(manager, FINALISE_JOB, { sessionId }, { jobKey: sessionId });
          return done;
        });
        if (!finished) return undefined;
        this.holds.letGo(client, sessionId);
        this.limits.forget(sessionId);
        const ended = await this.holds.own(client, sessionId);
        this.feed.changed(ended, ended.status);
        return toSession(ended);
      }),
    );
  }

  /** Throws a recording away: the session and its data are gone. */
  cancel(client: RecordingClient, sessionId: string): Promise<void> {
    return this.holds.inOrder(sessionId, async () => {
      const row = await this.holds.own(client, sessionId);
      this.holds.refuseLost(client, sessionId);
      const gone = await this.transactions.run(async (manager) => {
        const done = await this.recordings.cancel(manager, sessionId, client.caller.userId);
        if (!done) return false;
        await this.removal.enqueue(manager, [sessionId]);
        await this.webhooks.announce(manager, 'session.deleted', [row], { permanent: true });
        return true;
      });
      if (!gone) throw notRecording(row.status);
      this.holds.letGo(client, sessionId);
      this.limits.forget(sessionId);
      this.feed.forget(sessionId);
    });
  }

  /** The connection is gone: from now on the grace time runs. */
  async leave(client: RecordingClient): Promise<void> {
    this.feed.left(client);
    if (client.writerId === null || client.held.size === 0) return;
    try {
      await this.recordings.heartbeat(client.writerId, [...client.held]);
    } catch (error) {
      // Then it runs from the last heartbeat, some seconds earlier.
      this.logger.warn(`The end of a connection could not be noted: ${String(error)}`);
    }
  }
}

const positionOf = (row: SessionRecording): RecordingPosition => ({
  sessionId: row.id,
  nextFrameNumber: row.frameCount,
  nextVideoOffset: row.videoBytes,
});

/** Whether a repeated start means the same recording; texts may have been edited meanwhile. */
function declaredAlike(row: SessionRecording, start: StartRecording): boolean {
  return (
    row.skeleton === start.skeleton &&
    row.imageWidth === start.imageWidth &&
    row.imageHeight === start.imageHeight &&
    row.videoMimeType === (start.video?.mimeType ?? null) &&
    row.videoWidth === (start.video?.width ?? null) &&
    row.videoHeight === (start.video?.height ?? null)
  );
}
