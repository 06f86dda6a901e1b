import type { Frame, RecordingLimit, RecordingLimits } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import { DomainError, type ErrorDetails } from '../errors/domain-error.js';

/** What a frame takes in the database: an hour of 17 keypoints at 30 pictures a second is about 60 MB. */
export const FRAME_BYTES = 560;
/** Room is granted in pieces, so that not every batch asks the database. */
const LEASE_BYTES = 16 * 1024 * 1024;
/** Recordings that share the last of the room get a part of it each. */
const LEASE_SHARE = 4;
/** Sessions whose lease is remembered; a forgotten one is asked for anew. */
const MAX_LEASES = 10_000;
/** Room is made by people. */
const RETRY_SECONDS = 60;

/** Videos as they are served and as they came, and frames. Pictures are not worth counting. */
const STORED_BYTES = `coalesce(sum(
  coalesce(video_size, 0) + CASE WHEN raw_video_path IS NULL THEN 0 ELSE video_bytes END + frame_count * ${FRAME_BYTES}::bigint
), 0)::float8`;

/** Where the room is that is left, and how much: the tightest of the limits. Infinity where nothing limits. */
interface Room {
  readonly bytes: number;
  readonly limit: RecordingLimit;
}

/** Quotas: how much a user, a session and all together may store, and how many recordings a user may make at once. */
@Injectable()
export class StorageLimits {
  private readonly leases = new Map<string, number>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
  ) {}

  /** Before a session is made. Throws `quota_exceeded` when there is no room for another recording. */
  async mayStart(userId: string): Promise<void> {
    const { recordingsPerUser } = this.config.limits;
    if (recordingsPerUser > 0) {
      const [{ count }] = (await this.dataSource.query(
        `SELECT count(*)::int AS count FROM session_recording WHERE status = 'recording' AND user_id = $1`,
        [userId],
      )) as [{ count: number }];
      if (count >= recordingsPerUser) {
        const message = `You are making ${count} recordings already; end one of them first`;
        throw exceeded(message, { limit: 'recordings' });
      }
    }
    await this.mayStore(userId, 1);
  }

  /** Before so many bytes are stored at once. Throws `quota_exceeded` when there is no room for them. */
  async mayStore(userId: string, bytes: number): Promise<void> {
    const room = await this.roomLeft(null, userId);
    if (room.bytes < bytes) throw noRoom(room.limit);
  }

  /** What a client should know before it records. */
  async of(userId: string): Promise<RecordingLimits> {
    const { sessionSeconds, sessionBytes } = this.config.limits;
    const { bytes } = await this.roomLeft(null, userId);
    return {
      sessionSeconds,
      sessionBytes: finite(sessionBytes),
      frameBytes: FRAME_BYTES,
      roomBytes: finite(Math.max(0, bytes)),
    };
  }

  /**
   * Before these frames of a session are stored, which follow each other. Throws `quota_exceeded` when they reach beyond
   * a limit; `endFrameNumber` tells where a batch would have to end that does not.
   */
  async demandFrames(sessionId: string, userId: string, frames: readonly Frame[]): Promise<void> {
    const { sessionSeconds } = this.config.limits;
    const end = (frames[0]?.frameNumber ?? 0) + frames.length;
    const late = frames.find(({ timestamp }) => timestamp > sessionSeconds);
    if (late) throw tooLong(sessionSeconds, late.frameNumber);
    const short = await this.lease(sessionId, userId, frames.length * FRAME_BYTES);
    if (!short) return;
    const missing = frames.length - Math.floor(short.bytes / FRAME_BYTES);
    throw this.noMore(short.limit, { endFrameNumber: end - missing });
  }

  /**
   * Before so many bytes of a session's video are stored, from `offset` on. Throws `quota_exceeded` when there is no room
   * for them; `endVideoOffset` tells how far it would reach.
   */
  async demandVideo(sessionId: string, userId: string, offset: number, bytes: number): Promise<void> {
    const short = await this.lease(sessionId, userId, bytes);
    if (short) throw this.noMore(short.limit, { endVideoOffset: offset + short.bytes });
  }

  /** The session is not recorded here any more. */
  forget(sessionId: string): void {
    this.leases.delete(sessionId);
  }

  /** Takes so many bytes of the session's lease, and asks for a new one when that is used up; else what there is. */
  private async lease(sessionId: string, userId: string, bytes: number): Promise<Room | null> {
    let lease = this.leases.get(sessionId) ?? 0;
    if (lease < bytes) {
      const room = await this.roomLeft(sessionId, userId);
      if (room.bytes < bytes) return { ...room, bytes: Math.max(0, room.bytes) };
      lease = Math.max(bytes, Math.min(LEASE_BYTES, room.bytes / LEASE_SHARE));
    }
    if (this.leases.size >= MAX_LEASES) this.leases.clear();
    this.leases.set(sessionId, lease - bytes);
    return null;
  }

  private noMore(limit: RecordingLimit, end: ErrorDetails): DomainError {
    if (limit !== 'session_bytes') return noRoom(limit, end);
    const { sessionBytes } = this.config.limits;
    return exceeded(`A session takes at most ${sessionBytes} bytes here`, { limit, ...end });
  }

  private async roomLeft(sessionId: string | null, userId: string): Promise<Room> {
    const { sessionBytes, userBytes, totalBytes } = this.config.limits;
    const limits: readonly (readonly [
      limit: RecordingLimit,
      most: number,
      where: string,
      value: string | null,
    ])[] = [
      ['session_bytes', sessionId === null ? Infinity : sessionBytes, 'id = $1', sessionId],
      ['user_bytes', userBytes, 'user_id = $1', userId],
      ['total_bytes', totalBytes, '$1::text IS NULL', null],
    ];
    let left: Room = { bytes: Infinity, limit: 'total_bytes' };
    for (const [limit, most, where, value] of limits) {
      if (most === Infinity) continue;
      const [{ bytes }] = (await this.dataSource.query(
        `SELECT ${STORED_BYTES} AS bytes FROM session_recording WHERE ${where}`,
        [value],
      )) as [{ bytes: number }];
      if (most - bytes < left.bytes) left = { bytes: most - bytes, limit };
    }
    return left;
  }
}

const finite = (bytes: number) => (bytes === Infinity ? null : bytes);

const exceeded = (message: string, details: ErrorDetails & { limit: RecordingLimit }) =>
  new DomainError('quota_exceeded', message, { details: { retryAfter: RETRY_SECONDS, ...details } });

const tooLong = (sessionSeconds: number, endFrameNumber: number) =>
  exceeded(`A session lasts at most ${sessionSeconds} s here`, { limit: 'session_seconds', endFrameNumber });

const noRoom = (limit: RecordingLimit, end: ErrorDetails = {}) =>
  exceeded('The room for recordings is used up; delete some that you no longer need, for good', {
    limit,
    ...end,
  });
