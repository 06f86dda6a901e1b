import type { Frame, RecordingLimit, RecordingLimits } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Config } from '../config/config.js';
import { DomainError, type ErrorDetails } from '../errors/domain-error.js';
import { countedBytes, extraBytes, FRAME_BYTES } from '../sessions/frame-size.js';

/** Room is granted in pieces, so that not every batch asks the database. */
const LEASE_BYTES = 16 * 1024 * 1024;
/** Recordings that share the last of the room get a part of it each. */
const LEASE_SHARE = 4;
/** A lease that nobody uses is no longer held: a live recording uses its own several times a second. */
const LEASE_MS = 60_000;
/** Room is made by people. */
const RETRY_SECONDS = 60;

/** Videos as they are served and as they came, frames with all who are in them, and key pictures. */
const STORED_BYTES = `coalesce(sum(
  coalesce(video_size, 0) + CASE WHEN raw_video_path IS NULL THEN 0 ELSE video_bytes END + frame_count * ${FRAME_BYTES}::bigint
  + extra_bytes
), 0)::float8`;

/** Where the room is that is left, and how much: the tightest of the limits. Infinity where nothing limits. */
interface Room {
  readonly bytes: number;
  readonly limit: RecordingLimit;
}

/** Room that a session was granted and has not used yet. */
interface Lease {
  readonly userId: string;
  readonly bytes: number;
  readonly until: number;
}

/** Quotas: how much a user, a session and all together may store, and how many recordings a user may make at once. */
@Injectable()
export class StorageLimits {
  private readonly leases = new Map<string, Lease>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
  ) {}

  /**
   * Before a session is made, in the transaction that makes it: of starts at the same moment, on any server, each sees those
   * before it. Throws `quota_exceeded` when there is no room for another recording.
   */
  async mayStart(manager: EntityManager, userId: string): Promise<void> {
    const { recordingsPerUser } = this.config.limits;
    if (recordingsPerUser > 0) {
      await lockUser(manager, userId);
      const [{ count }] = (await manager.query(
        `SELECT count(*)::int AS count FROM session_recording WHERE status = 'recording' AND user_id = $1`,
        [userId],
      )) as [{ count: number }];
      if (count >= recordingsPerUser) {
        const message = `You are making ${count} recordings already; end one of them first`;
        throw exceeded(message, { limit: 'recordings' });
      }
    }
    await this.mayStore(userId, 1, manager);
  }

  /** Before so many bytes are stored at once. Throws `quota_exceeded` when there is no room for them. */
  async mayStore(userId: string, bytes: number, manager = this.dataSource.manager): Promise<void> {
    const room = await this.roomLeft(manager, null, userId);
    if (room.bytes < bytes) throw noRoom(room.limit);
  }

  /**
   * After a whole session was stored, in the transaction that stores it. Throws `quota_exceeded` when it is larger or longer
   * than a session may be, or when there was no room for it.
   *
   * @param duration in seconds
   */
  async mayKeep(manager: EntityManager, sessionId: string, userId: string, duration: number): Promise<void> {
    const { sessionSeconds } = this.config.limits;
    if (duration > sessionSeconds) throw tooLong(sessionSeconds);
    await lockUser(manager, userId);
    const room = await this.roomLeft(manager, sessionId, userId);
    if (room.bytes < 0) throw this.noMore(room.limit);
  }

  /** What a client should know before it records. */
  async of(userId: string): Promise<RecordingLimits> {
    const { sessionSeconds, sessionBytes } = this.config.limits;
    const { bytes } = await this.roomLeft(this.dataSource.manager, null, userId);
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
    const begin = frames[0]?.frameNumber ?? 0;
    const late = frames.find(({ timestamp }) => timestamp > sessionSeconds);
    if (late) throw tooLong(sessionSeconds, { endFrameNumber: late.frameNumber });
    const short = await this.lease(sessionId, userId, frames.length * FRAME_BYTES + extraBytes(frames));
    if (!short) return;
    throw this.noMore(short.limit, { endFrameNumber: begin + fitting(frames, short.bytes) });
  }

  /**
   * Before so many bytes of a session's video are stored, from `offset` on. Throws `quota_exceeded` when there is no room
   * for them; `endVideoOffset` tells how far it would reach.
   */
  async demandVideo(sessionId: string, userId: string, offset: number, bytes: number): Promise<void> {
    const short = await this.lease(sessionId, userId, bytes);
    if (short) throw this.noMore(short.limit, { endVideoOffset: offset + short.bytes });
  }

  /** Before a key picture of so many bytes is stored. Throws `quota_exceeded` when there is no room for it. */
  async demandPicture(sessionId: string, userId: string, bytes: number): Promise<void> {
    const short = await this.lease(sessionId, userId, bytes);
    if (short) throw this.noMore(short.limit);
  }

  /** The session is not recorded here any more. */
  forget(sessionId: string): void {
    this.leases.delete(sessionId);
  }

  /** Takes so many bytes of the session's lease, and asks for a new one when that is used up; else what there is. */
  private async lease(sessionId: string, userId: string, bytes: number): Promise<Room | null> {
    const now = performance.now();
    const known = this.leases.get(sessionId);
    let lease = known && known.until > now ? known.bytes : 0;
    if (lease < bytes) {
      const { manager } = this.dataSource;
      const room = await this.roomLeft(manager, sessionId, userId, this.held(sessionId, now));
      if (room.bytes < bytes) return { ...room, bytes: Math.max(0, room.bytes) };
      lease = Math.max(bytes, Math.min(LEASE_BYTES, room.bytes / LEASE_SHARE));
    }
    this.leases.set(sessionId, { userId, bytes: lease - bytes, until: now + LEASE_MS });
    return null;
  }

  /** What other sessions here may still store without asking; what has run out is forgotten. */
  private held(exceptSessionId: string, now: number): readonly Lease[] {
    const held: Lease[] = [];
    for (const [sessionId, lease] of this.leases) {
      if (lease.until <= now) this.leases.delete(sessionId);
      else if (sessionId !== exceptSessionId) held.push(lease);
    }
    return held;
  }

  private noMore(limit: RecordingLimit, end: ErrorDetails = {}): DomainError {
    if (limit !== 'session_bytes') return noRoom(limit, end);
    const { sessionBytes } = this.config.limits;
    return exceeded(`A session takes at most ${sessionBytes} bytes here`, { limit, ...end });
  }

  private async roomLeft(
    manager: EntityManager,
    sessionId: string | null,
    userId: string,
    held: readonly Lease[] = [],
  ): Promise<Room> {
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
      const [{ bytes }] = (await manager.query(
        `SELECT ${STORED_BYTES} AS bytes FROM session_recording WHERE ${where}`,
        [value],
      )) as [{ bytes: number }];
      const room = most - bytes - heldWithin(limit, userId, held);
      if (room < left.bytes) left = { bytes: room, limit };
    }
    return left;
  }
}

/** Of transactions that ask for the same user's room, one waits for the other. */
const lockUser = (manager: EntityManager, userId: string) =>
  manager.query('SELECT FROM user_account WHERE id = $1 FOR NO KEY UPDATE', [userId]);

/** How much of what others hold counts towards this limit. */
function heldWithin(limit: RecordingLimit, userId: string, held: readonly Lease[]): number {
  if (limit === 'session_bytes') return 0;
  const counted = limit === 'user_bytes' ? held.filter((lease) => lease.userId === userId) : held;
  return counted.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** How many of these frames fit into so many bytes. */
function fitting(frames: readonly Frame[], bytes: number): number {
  let left = bytes;
  const first = frames.findIndex((frame) => (left -= countedBytes(frame)) < 0);
  return first < 0 ? frames.length : first;
}

const finite = (bytes: number) => (bytes === Infinity ? null : bytes);

const exceeded = (message: string, details: ErrorDetails & { limit: RecordingLimit }) =>
  new DomainError('quota_exceeded', message, { details: { retryAfter: RETRY_SECONDS, ...details } });

const tooLong = (sessionSeconds: number, end: ErrorDetails = {}) =>
  exceeded(`A session lasts at most ${sessionSeconds} s here`, { limit: 'session_seconds', ...end });

const noRoom = (limit: RecordingLimit, end: ErrorDetails = {}) =>
  exceeded('The room for recordings is used up; delete some that you no longer need, for good', {
    limit,
    ...end,
  });
