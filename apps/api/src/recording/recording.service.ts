import { randomUUID } from 'node:crypto';
import {
  type Frame,
  MAX_VIDEO_CHUNK_BYTES,
  type RecordingPosition,
  type RecordingTotals,
  type Session,
  type SessionStatus,
  type StartRecording,
} from '@reclimb/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { decideAppend } from '@reclimb/recording';
import { TransactionRunner } from '../database/transaction-runner.js';
import { DomainError } from '../errors/domain-error.js';
import { Jobs } from '../jobs/jobs.js';
import { mediaKeys } from '../media/media-keys.js';
import { MediaStore } from '../media/media-store.js';
import { FramesRepository } from '../sessions/frames.repository.js';
import { sessionNotFound } from '../sessions/session-access.js';
import { toSession } from '../sessions/session.mapper.js';
import { SessionRecording } from '../sessions/session-recording.entity.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { MediaRemoval } from '../media/media-removal.js';
import { WebhookOutbox } from '../webhooks/webhook-outbox.js';
import { checkBatch, checkDecoded, timestampNotRising } from './batch-rules.js';
import { FINALISE_JOB } from './finalising/finalise-session.job.js';
import { KeyedQueue } from './keyed-queue.js';
import { decodeBatch } from './packed-batch.js';
import { type RecordingClient } from './recording-client.js';
import { RecordingFeed } from './recording-feed.js';
import { RecordingsRepository } from './recordings.repository.js';

/** Racing writers of one recording settle within a round or two; more means that something is wrong. */
const MAX_ROUNDS = 5;

/**
 * Recording a session: every message of one recording is handled in the order it came, and answered when what it
 * brought is durable. The committed row is the truth; what a message claims is held against it.
 */
@Injectable()
export class RecordingService {
  private readonly logger = new Logger('RecordingService');
  private readonly queue = new KeyedQueue();

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly frames: FramesRepository,
    private readonly recordings: RecordingsRepository,
    private readonly media: MediaStore,
    private readonly removal: MediaRemoval,
    private readonly transactions: TransactionRunner,
    private readonly jobs: Jobs,
    private readonly feed: RecordingFeed,
    private readonly webhooks: WebhookOutbox,
  ) {}

  /** Starts a recording; with an id that the caller has used before it answers how far that one is. */
  start(client: RecordingClient, start: StartRecording): Promise<RecordingPosition> {
    const sessionId = start.sessionId ?? randomUUID();
    return this.queue.run(sessionId, async () => {
      const created = await this.recordings.create(sessionId, client.caller.userId, client.writerId, start);
      const row = await this.own(client, sessionId);
      if (!created) {
        if (!declaredAlike(row, start)) {
          throw new DomainError(
            'conflict',
            'A session with this id was started with other pictures or video',
          );
        }
        await this.claim(client, row);
      } else {
        this.hold(client, sessionId);
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
    return this.queue.run(sessionId, async () => {
      const row = await this.own(client, sessionId);
      client.lost.delete(sessionId);
      await this.claim(client, row);
      this.feed.changed(row, row.status);
      const { nextFrameNumber, nextVideoOffset } = positionOf(row);
      return { nextFrameNumber, nextVideoOffset, status: row.status };
    });
  }

  /** Stores what is new of a batch. */
  appendFrames(client: RecordingClient, sessionId: string, batch: readonly Frame[]): Promise<number> {
    return this.queue.run(sessionId, () => this.storeFrames(client, sessionId, batch));
  }

  /** The same for a batch in the packed form. */
  appendPacked(client: RecordingClient, sessionId: string, packed: Uint8Array): Promise<number> {
    const frames = decodeBatch(packed);
    checkDecoded(frames);
    return this.appendFrames(client, sessionId, frames);
  }

  /** Stores what is new of a stretch of the video's bytes. */
  appendVideo(client: RecordingClient, sessionId: string, offset: number, data: Uint8Array): Promise<number> {
    return this.queue.run(sessionId, async () => {
      if (data.byteLength > MAX_VIDEO_CHUNK_BYTES) {
        throw new DomainError('payload_too_large', `Expected at most ${MAX_VIDEO_CHUNK_BYTES} bytes at once`);
      }
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const row = await this.writable(client, sessionId);
        if (row.videoMimeType === null) {
          throw new DomainError('conflict', 'This session was started without a video');
        }
        const decision = decideAppend(row.videoBytes, { start: offset, length: data.byteLength });
        if (decision.kind === 'duplicate') return decision.next;
        if (decision.kind === 'gap') throw gap({ nextVideoOffset: decision.next });
        if (!(await this.open(client, row))) continue;
        // Bytes first: after a crash in between the row still tells the old end, and they are written again.
        const key = mediaKeys.upload(sessionId);
        await this.media.writeAt(key, row.videoBytes, data.subarray(decision.skip));
        const state = await this.recordings.moveVideo(sessionId, client.caller.userId, client.writerId, {
          expected: row.videoBytes,
          next: decision.next,
          rawVideoPath: key,
        });
        if (!state) continue;
        this.feed.moved(sessionId, state);
        return state.videoBytes;
      }
      throw tooManyRounds();
    });
  }

  /** Ends the recording when all of it has arrived; asked again, it answers the same session. */
  stop(client: RecordingClient, sessionId: string, totals: RecordingTotals): Promise<Session> {
    return this.queue.run(sessionId, async () => {
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const row = await this.own(client, sessionId);
        if (row.frameCount !== totals.frameCount || row.videoBytes !== totals.videoBytes) {
          const { nextFrameNumber, nextVideoOffset } = positionOf(row);
          throw gap({ nextFrameNumber, nextVideoOffset });
        }
        if (row.status !== 'recording') return toSession(row);
        this.refuseLost(client, sessionId);
        const finished = await this.transactions.run(async (manager) => {
          const done = await this.recordings.finish(manager, sessionId, client.caller.userId, totals);
          if (done) await this.jobs.add(manager, FINALISE_JOB, { sessionId }, { jobKey: sessionId });
          return done;
        });
        if (!finished) continue;
        this.letGo(client, sessionId);
        const ended = await this.own(client, sessionId);
        this.feed.changed(ended, ended.status);
        return toSession(ended);
      }
      throw tooManyRounds();
    });
  }

  /** Throws a recording away: the session and its data are gone. */
  cancel(client: RecordingClient, sessionId: string): Promise<void> {
    return this.queue.run(sessionId, async () => {
      const row = await this.own(client, sessionId);
      this.refuseLost(client, sessionId);
      const gone = await this.transactions.run(async (manager) => {
        const done = await this.recordings.cancel(manager, sessionId, client.caller.userId);
        if (!done) return false;
        await this.removal.enqueue(manager, [sessionId]);
        await this.webhooks.announce(manager, 'session.deleted', [row], { permanent: true });
        return true;
      });
      if (!gone) throw notRecording(row.status);
      this.letGo(client, sessionId);
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

  /** Runs `task` when everything that came before it for this recording is done. */
  inOrder<T>(sessionId: string, task: () => Promise<T>): Promise<T> {
    return this.queue.run(sessionId, task);
  }

  /** The session, when it is the caller's and this connection may write to it. */
  async writable(client: RecordingClient, sessionId: string): Promise<SessionRecording> {
    this.refuseLost(client, sessionId);
    const row = await this.own(client, sessionId);
    if (row.status === 'recording' && client.writerId !== null && row.writerId !== client.writerId) {
      if (client.held.has(sessionId)) {
        // Another server's connection resumed it: this one learns it now.
        this.lose(client, sessionId);
        this.refuseLost(client, sessionId);
      }
      await this.claim(client, row);
    }
    return row;
  }

  /** The connection's recording was resumed by another one. */
  lose(client: RecordingClient, sessionId: string): void {
    client.held.delete(sessionId);
    client.lost.add(sessionId);
    this.feed.takenOver(client, sessionId);
  }

  private async storeFrames(
    client: RecordingClient,
    sessionId: string,
    batch: readonly Frame[],
  ): Promise<number> {
    // The usual case costs one statement: a connection that holds the recording sends what comes next.
    const skeleton = this.feed.skeletonOf(sessionId);
    const [first] = batch;
    if (first && skeleton !== undefined && client.held.has(sessionId)) {
      checkBatch(batch, skeleton);
      const state = await this.frames.append({ sessionId, ...writerOf(client), frames: batch });
      if (state) {
        this.feed.moved(sessionId, state);
        return state.frameCount;
      }
    }
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const row = await this.writable(client, sessionId);
      checkBatch(batch, row.skeleton);
      if (!first) return row.frameCount;
      const decision = decideAppend(row.frameCount, { start: first.frameNumber, length: batch.length });
      if (decision.kind === 'duplicate') return decision.next;
      if (decision.kind === 'gap') throw gap({ nextFrameNumber: decision.next });
      const fresh = batch.slice(decision.skip);
      if (row.lastTimestamp !== null && (fresh[0] as Frame).timestamp <= row.lastTimestamp) {
        throw timestampNotRising(decision.skip, row.lastTimestamp);
      }
      if (!(await this.open(client, row))) continue;
      const state = await this.frames.append({ sessionId, ...writerOf(client), frames: fresh });
      if (!state) continue;
      this.feed.moved(sessionId, state);
      return state.frameCount;
    }
    throw tooManyRounds();
  }

  /** Makes sure that the session takes data; false when it changed meanwhile and must be read again. */
  private async open(client: RecordingClient, row: SessionRecording): Promise<boolean> {
    if (row.status === 'recording') return true;
    if (!row.interrupted || (row.videoBytes > 0 && row.rawVideoPath === null)) throw notRecording(row.status);
    if (!(await this.recordings.reopen(row.id, client.caller.userId, client.writerId))) return false;
    this.hold(client, row.id);
    this.feed.changed(row, 'recording');
    return true;
  }

  private async own(client: RecordingClient, sessionId: string): Promise<SessionRecording> {
    const row = await this.sessions.find(sessionId);
    if (row?.userId !== client.caller.userId) throw sessionNotFound();
    return row;
  }

  private async claim(client: RecordingClient, row: SessionRecording): Promise<void> {
    if (client.writerId === null || row.status !== 'recording') return;
    if (await this.recordings.claim(row.id, client.caller.userId, client.writerId)) this.hold(client, row.id);
  }

  private hold(client: RecordingClient, sessionId: string): void {
    if (client.writerId === null) return;
    client.lost.delete(sessionId);
    client.held.add(sessionId);
    const before = this.feed.hold(client, sessionId);
    if (before && before !== client && before.held.has(sessionId)) this.lose(before, sessionId);
  }

  private letGo(client: RecordingClient, sessionId: string): void {
    client.held.delete(sessionId);
  }

  private refuseLost(client: RecordingClient, sessionId: string): void {
    if (client.lost.has(sessionId)) {
      throw new DomainError(
        'conflict',
        'Another connection has taken this recording over; resume it to go on',
      );
    }
  }
}

const writerOf = (client: RecordingClient) => ({ userId: client.caller.userId, writerId: client.writerId });

/** The refusal of data that lies beyond what is stored. */
export const gap = (details: { nextFrameNumber?: number; nextVideoOffset?: number }) =>
  new DomainError('gap', 'Something before this has not arrived; go on from the next position', { details });

const notRecording = (status: SessionStatus) =>
  new DomainError('conflict', `The session is not being recorded any more: it is ${status}`);

const tooManyRounds = () =>
  new DomainError('unavailable', 'The recording is being changed by others, try again');

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
