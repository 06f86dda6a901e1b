import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { queryPrepared } from '../database/prepared-statement.js';
import {
  APPEND,
  APPEND_TOGETHER,
  appendTogetherValues,
  appendValues,
  type CommittedRow,
  type CommittedState,
  committedState,
  type FrameAppend,
} from './frame-append.js';
import { FRAME_COLUMNS, type FrameRow, READ_FRAMES } from './frame-row.js';

export { type FrameRow, frameText, toFrame } from './frame-row.js';

/** The largest frame number there can be: PostgreSQL's `integer`. */
export const MAX_FRAME_NUMBER = 0x7fff_ffff;

/** Where a session's frames begin and end. */
export interface FrameBounds {
  first: number;
  /** Inclusive. */
  last: number;
}

/** The frames of recordings, in bulk: written by batch, read by key. */
@Injectable()
export class FramesRepository {
  constructor(private readonly database: DataSource) {}

  /** Appends a batch; null when the recording does not stand where the batch begins (or may not be written). */
  async append(
    batch: FrameAppend,
    manager: EntityManager = this.database.manager,
  ): Promise<CommittedState | null> {
    const values = appendValues(batch);
    if (values === null) return null;
    const [row] = await queryPrepared<CommittedRow>(manager, APPEND, values);
    return row ? committedState(row) : null;
  }

  /**
   * Appends a batch each of several recordings in one transaction; answers in their order. Null also for a recording whose
   * row somebody else has locked: this never waits for one. No recording may come twice, no batch be empty.
   */
  async appendTogether(batches: readonly FrameAppend[]): Promise<(CommittedState | null)[]> {
    const rows = await queryPrepared<CommittedRow & { place: string }>(
      this.database.manager,
      APPEND_TOGETHER,
      appendTogetherValues(batches),
    );
    const states = new Array<CommittedState | null>(batches.length).fill(null);
    for (const row of rows) states[Number(row.place) - 1] = committedState(row);
    return states;
  }

  /** Frames `first` … at most `last` (inclusive), ascending, no more than `limit`. */
  read(sessionId: string, { first, last }: FrameBounds, limit: number): Promise<FrameRow[]> {
    return this.database.query(READ_FRAMES, [sessionId, first, last, limit]);
  }

  /** Every `stride`-th frame (numbers that are multiples of it) of the bounds, ascending, no more than `limit`. */
  readStrided(
    sessionId: string,
    { first, last }: FrameBounds,
    stride: number,
    limit: number,
  ): Promise<FrameRow[]> {
    if (stride === 1) return this.read(sessionId, { first, last }, limit);
    // Numbers have no gaps, so the wanted ones are known: each is one look-up, however far apart they are.
    const numbers: number[] = [];
    for (let n = multipleFrom(first, stride); n <= last && numbers.length < limit; n += stride) {
      numbers.push(n);
    }
    return this.database.query(
      `SELECT ${FRAME_COLUMNS} FROM session_frame
        WHERE session_id = $1 AND frame_number = ANY ($2::int[]) ORDER BY frame_number`,
      [sessionId, numbers],
    );
  }

  /** The numbers of the frames with `from` ≤ timestamp ≤ `to`, or null when there is none. */
  async boundsOf(
    sessionId: string,
    from: number | undefined,
    to: number | undefined,
  ): Promise<FrameBounds | null> {
    const [row]: { first: number | null; last: number | null }[] = await this.database.query(
      `SELECT (SELECT frame_number FROM session_frame
                WHERE session_id = $1 AND "timestamp" >= $2 ORDER BY "timestamp" LIMIT 1) AS first,
              (SELECT frame_number FROM session_frame
                WHERE session_id = $1 AND "timestamp" <= $3 ORDER BY "timestamp" DESC LIMIT 1) AS last`,
      [sessionId, from ?? 0, to ?? Number.MAX_VALUE],
    );
    if (!row || row.first === null || row.last === null || row.first > row.last) return null;
    return { first: row.first, last: row.last };
  }

  /** The frame that is on at `timestamp`: the last one that is not later, else the first. Null in an empty session. */
  async frameAt(
    sessionId: string,
    timestamp: number,
  ): Promise<{ frameNumber: number; timestamp: number } | null> {
    const [row] = await this.database.query(
      `(SELECT frame_number AS "frameNumber", "timestamp" FROM session_frame
         WHERE session_id = $1 AND "timestamp" <= $2 ORDER BY "timestamp" DESC LIMIT 1)
       UNION ALL
       (SELECT frame_number, "timestamp" FROM session_frame
         WHERE session_id = $1 ORDER BY frame_number LIMIT 1)
       LIMIT 1`,
      [sessionId, timestamp],
    );
    return row ?? null;
  }

  /** The timestamp of one frame, or null when it is not stored. */
  async timestampOf(sessionId: string, frameNumber: number): Promise<number | null> {
    const [row]: { timestamp: number }[] = await this.database.query(
      `SELECT "timestamp" FROM session_frame WHERE session_id = $1 AND frame_number = $2`,
      [sessionId, frameNumber],
    );
    return row?.timestamp ?? null;
  }

  /** The frames that have a keyframe image, ascending. */
  keyframes(sessionId: string): Promise<{ frameNumber: number; timestamp: number; imagePath: string }[]> {
    return this.database.query(
      `SELECT frame_number AS "frameNumber", "timestamp", image_path AS "imagePath" FROM session_frame
        WHERE session_id = $1 AND image_path IS NOT NULL ORDER BY frame_number`,
      [sessionId],
    );
  }

  /** The media key of one frame's keyframe image; undefined when the frame is not stored. */
  async imagePathOf(sessionId: string, frameNumber: number): Promise<string | null | undefined> {
    const [row]: { image_path: string | null }[] = await this.database.query(
      `SELECT image_path FROM session_frame WHERE session_id = $1 AND frame_number = $2`,
      [sessionId, frameNumber],
    );
    return row?.image_path;
  }

  /** Notes a keyframe's media key at its frame, and its bytes at the session; first the session, as all who lock both. */
  async setImagePath(
    sessionId: string,
    frameNumber: number,
    imagePath: string,
    bytes: number,
  ): Promise<boolean> {
    const [, count]: [unknown, number] = await this.database.query(
      `WITH counted AS (
         UPDATE session_recording SET extra_bytes = extra_bytes + $4::bigint WHERE id = $1 RETURNING id)
       UPDATE session_frame SET image_path = $3 FROM counted
        WHERE session_id = counted.id AND frame_number = $2`,
      [sessionId, frameNumber, imagePath, bytes],
    );
    return count === 1;
  }
}

/** The first multiple of `stride` that is not below `first`. */
export const multipleFrom = (first: number, stride: number) => Math.ceil(first / stride) * stride;
