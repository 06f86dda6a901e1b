import { randomBytes } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import * as z from 'zod';
import { TransactionRunner } from '../../database/transaction-runner.js';
import { DomainError } from '../../errors/domain-error.js';
import { Jobs } from '../../jobs/jobs.js';
import { mediaKeys } from '../../media/media-keys.js';
import { MediaStore } from '../../media/media-store.js';
import { FramesRepository, toFrame } from '../../sessions/frames.repository.js';
import { SessionRecording } from '../../sessions/session-recording.entity.js';
import { SessionsRepository } from '../../sessions/sessions.repository.js';
import { WebhookOutbox } from '../../webhooks/webhook-outbox.js';
import { RecordingFeed } from '../recording-feed.js';
import { containerOf, type RemuxReport } from './remux.js';
import { UnprocessableVideo } from './remux-error.js';
import { Remuxer } from './remuxer.js';
import { thumbnailOfPicture, thumbnailOfPoses } from './thumbnail.js';
import { UploadRetention } from './upload-retention.js';

export const FINALISE_JOB = 'finalise-session';
/** How soon a session is tried again that could not be finalised because the media store is full or out of order. */
const RETRY_MS = 5_000;
const payloadSchema = z.object({ sessionId: z.uuid() });

interface FinishedVideo {
  key: string;
  size: number;
  report: RemuxReport;
}

/**
 * Turns what was recorded into a session to be watched: a seekable video, a thumbnail, a duration. May run any number of
 * times; the raw upload stays until the row names a verified video.
 */
@Injectable()
export class FinaliseSession implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger('FinaliseSession');

  constructor(
    private readonly database: DataSource,
    private readonly transactions: TransactionRunner,
    private readonly jobs: Jobs,
    private readonly sessions: SessionsRepository,
    private readonly frames: FramesRepository,
    private readonly media: MediaStore,
    private readonly remuxer: Remuxer,
    private readonly uploads: UploadRetention,
    private readonly feed: RecordingFeed,
    private readonly webhooks: WebhookOutbox,
  ) {}

  onModuleInit(): void {
    this.jobs.register(FINALISE_JOB, (payload, abort) =>
      this.attempt(payloadSchema.parse(payload).sessionId, abort),
    );
  }

  /** Sessions whose job gave up while the store or the database was out of order get another one. */
  async onApplicationBootstrap(): Promise<void> {
    const stuck: { id: string }[] = await this.database.query(
      `SELECT id FROM session_recording WHERE status = 'processing'`,
    );
    for (const { id } of stuck) await this.enqueue(this.database.manager, id);
  }

  /** Queues the job, in the transaction that sets the session to `processing`; `runAt`: not before. */
  enqueue(manager: EntityManager, sessionId: string, runAt?: Date): Promise<void> {
    return this.jobs.add(
      manager,
      FINALISE_JOB,
      { sessionId },
      { jobKey: sessionId, ...(runAt && { runAt }) },
    );
  }

  /** The job: however long the store is full or out of order, the session is finalised soon after that is over. */
  private async attempt(sessionId: string, abort: AbortSignal): Promise<void> {
    try {
      await this.finalise(sessionId, abort);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.logger.warn(`Session ${sessionId} is finalised later: ${error.message}`);
      await this.enqueue(this.database.manager, sessionId, new Date(Date.now() + RETRY_MS));
    }
  }

  /** Finalises a session that is to be. Throws errors that may pass, such as `storage_full`. */
  async finalise(sessionId: string, abort: AbortSignal): Promise<void> {
    const row = await this.sessions.find(sessionId);
    if (row?.status !== 'processing') return this.uploads.removeUnnamed(row);
    try {
      const video = row.videoBytes > 0 ? await this.finishVideo(row, abort) : null;
      const thumbnailPath = await this.makeThumbnail(row);
      await this.complete(row, video, thumbnailPath);
    } catch (error) {
      // Another server was faster, and has removed the upload meanwhile.
      if ((await this.sessions.find(sessionId))?.status !== 'processing') {
        return this.removeIfDeleted(sessionId);
      }
      if (!(error instanceof UnprocessableVideo)) throw error;
      this.logger.warn(`Session ${sessionId} cannot be finalised: ${error.message}`);
      await this.fail(row, error.message, await this.makeThumbnail(row));
    }
    const ended = await this.sessions.find(sessionId);
    if (ended) this.feed.changed(ended, ended.status);
  }

  private async finishVideo(row: SessionRecording, abort: AbortSignal): Promise<FinishedVideo> {
    const raw = row.rawVideoPath;
    const found = raw === null ? null : await this.media.stat(raw);
    if (raw === null || !found || found.size < row.videoBytes) {
      throw new UnprocessableVideo('The uploaded video is not there any more');
    }
    return this.media.withFile(raw, async (from) => {
      const key = mediaKeys.video(row.id, randomBytes(4).toString('hex'), await containerOf(from));
      // Never cut the upload itself: its client may be back, and what lies beyond the row's end acknowledged by now.
      const task = { from, bytes: row.videoBytes };
      const report = await this.media.putFile(key, (to) => this.remuxer.remux({ ...task, to }, abort));
      const stored = await this.media.stat(key);
      if (!stored) {
        throw new DomainError('unavailable', 'The finished video has vanished from the media store');
      }
      return { key, size: stored.size, report };
    });
  }

  /** From the keyframe in the middle; without keyframes, from the body in the middle; null when nobody was found there. */
  private async makeThumbnail(row: SessionRecording): Promise<string | null> {
    const key = mediaKeys.thumbnail(row.id);
    const keyframes = await this.frames.keyframes(row.id);
    const middle = keyframes[Math.floor(keyframes.length / 2)];
    const bytes = middle && (await this.readAll(middle.imagePath));
    const thumbnail = bytes ? await thumbnailOfPicture(bytes) : await this.drawThumbnail(row);
    if (thumbnail === null) return null;
    await this.media.put(key, thumbnail);
    return key;
  }

  private async drawThumbnail(row: SessionRecording): Promise<Buffer | null> {
    // Some seconds around the middle: a frame in which nobody was found makes no picture.
    const first = Math.max(0, Math.floor(row.frameCount / 2) - 75);
    const around = (await this.frames.read(row.id, { first, last: first + 150 }, 150)).map(toFrame);
    const middle = Math.floor(around.length / 2);
    const frame =
      around.slice(middle).find(({ poses }) => poses.length > 0) ??
      around.slice(0, middle).findLast(({ poses }) => poses.length > 0);
    if (!frame) return null;
    return thumbnailOfPoses(frame, row.skeleton, { width: row.imageWidth, height: row.imageHeight });
  }

  private async readAll(key: string): Promise<Buffer | undefined> {
    if ((await this.media.stat(key)) === null) return undefined;
    const chunks: Buffer[] = [];
    for await (const chunk of await this.media.read(key)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  private async complete(
    row: SessionRecording,
    video: FinishedVideo | null,
    thumbnailPath: string | null,
  ): Promise<void> {
    // An interrupted session keeps its upload: its client may come back and send the rest. And nothing that was recorded
    // is thrown away because this server does not understand it.
    const soundLeftOut = video?.report.soundLeftOut ?? false;
    if (soundLeftOut) {
      this.logger.warn(`Session ${row.id} has sound of an unknown kind: its upload is kept`);
    }
    const completed = await this.transactions.run(async (manager) => {
      const [, count]: [unknown, number] = await manager.query(
        `UPDATE session_recording
          SET status = 'completed', duration = $4, video_file_path = $5, video_size = $6, thumbnail_path = $7,
              raw_video_path = CASE WHEN interrupted OR $8 THEN raw_video_path END, updated_at = now()
        WHERE id = $1 AND status = 'processing' AND frame_count = $2 AND video_bytes = $3`,
        [
          row.id,
          row.frameCount,
          row.videoBytes,
          row.lastTimestamp ?? video?.report.duration ?? 0,
          video?.key ?? null,
          video?.size ?? null,
          thumbnailPath,
          soundLeftOut,
        ],
      );
      // Not the row that was read before: its client may have stopped it meanwhile.
      const now = count === 1 ? await this.sessions.find(row.id, manager) : null;
      if (!now) return null;
      if (video && now.interrupted && !soundLeftOut) await this.uploads.keepForLateReturn(manager, row.id);
      await this.webhooks.announce(manager, 'session.completed', [now]);
      return now;
    });
    if (!completed) {
      // Opened again, finalised by another server, or deleted meanwhile: this result is of no use.
      if (video) await this.media.remove(video.key);
      return this.removeIfDeleted(row.id);
    }
    if (row.videoFilePath !== null) await this.media.remove(row.videoFilePath);
    if (completed.rawVideoPath === null && row.rawVideoPath !== null) {
      await this.media.remove(row.rawVideoPath);
    }
  }

  private async fail(row: SessionRecording, reason: string, thumbnailPath: string | null): Promise<void> {
    const [, count]: [unknown, number] = await this.database.query(
      `UPDATE session_recording
          SET status = 'failed', failure_reason = $4, duration = coalesce(last_timestamp, 0), thumbnail_path = $5,
              updated_at = now()
        WHERE id = $1 AND status = 'processing' AND frame_count = $2 AND video_bytes = $3`,
      [row.id, row.frameCount, row.videoBytes, reason, thumbnailPath],
    );
    if (count === 0) await this.removeIfDeleted(row.id);
  }

  /** What was made for a session that has been deleted meanwhile would stay for ever. */
  private async removeIfDeleted(sessionId: string): Promise<void> {
    if (!(await this.sessions.find(sessionId))) await this.media.removeAll(mediaKeys.session(sessionId));
  }
}
