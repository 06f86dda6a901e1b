import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';

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

/** What is asked for. */
export interface Demand {
  readonly bytes: number;
  /** The timestamp that the session reaches with it. */
  readonly until: number;
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
        throw exceeded(`You are making ${count} recordings already; end one of them first`);
      }
    }
    await this.mayStore(userId, 1);
  }

  /** Before so many bytes are stored at once. Throws `quota_exceeded` when there is no room for them. */
  async mayStore(userId: string, bytes: number): Promise<void> {
    if ((await this.roomLeft(null, userId)) < bytes) throw noRoom();
  }

  /** Before more of a session is stored. Throws `quota_exceeded` when it would reach beyond a limit. */
  async demand(sessionId: string, userId: string, { bytes, until }: Demand): Promise<void> {
    const { sessionSeconds } = this.config.limits;
    if (until > sessionSeconds) throw exceeded(`A session lasts at most ${sessionSeconds} s here`);
    let lease = this.leases.get(sessionId) ?? 0;
    if (lease < bytes) {
      const left = await this.roomLeft(sessionId, userId);
      if (left < bytes) throw noRoom();
      lease = Math.max(bytes, Math.min(LEASE_BYTES, left / LEASE_SHARE));
    }
    if (this.leases.size >= MAX_LEASES) this.leases.clear();
    this.leases.set(sessionId, lease - bytes);
  }

  /** The session is not recorded here any more. */
  forget(sessionId: string): void {
    this.leases.delete(sessionId);
  }

  /** Bytes that may still be stored, Infinity where nothing limits them. */
  private async roomLeft(sessionId: string | null, userId: string): Promise<number> {
    const { sessionBytes, userBytes, totalBytes } = this.config.limits;
    const limits: readonly (readonly [limit: number, where: string, value: string | null])[] = [
      [sessionId === null ? Infinity : sessionBytes, 'id = $1', sessionId],
      [userBytes, 'user_id = $1', userId],
      [totalBytes, '$1::text IS NULL', null],
    ];
    let left = Infinity;
    for (const [limit, where, value] of limits) {
      if (limit === Infinity) continue;
      const [{ bytes }] = (await this.dataSource.query(
        `SELECT ${STORED_BYTES} AS bytes FROM session_recording WHERE ${where}`,
        [value],
      )) as [{ bytes: number }];
      left = Math.min(left, limit - bytes);
    }
    return left;
  }
}

const exceeded = (message: string) =>
  new DomainError('quota_exceeded', message, { details: { retryAfter: RETRY_SECONDS } });

const noRoom = () =>
  exceeded('The room for recordings is used up; delete some that you no longer need, for good');
