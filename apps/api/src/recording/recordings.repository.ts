import type { StartRecording } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { type CommittedRow, type CommittedState, committedState } from '../sessions/frame-append.js';

/** Where servers tell each other that a connection has taken a recording: its id. */
export const CLAIMED = 'reclimb_recording_claimed';

/** Of a session that has ended: its video cannot be made anew. */
const UPLOAD_GONE = `(video_bytes > 0 AND raw_video_path IS NULL)`;

/** A recording whose client is gone. */
export interface AbandonedRecording {
  id: string;
}

/** The statements that move a recording: each is guarded by the state it expects, so that racing ones cannot both win. */
@Injectable()
export class RecordingsRepository {
  constructor(private readonly database: DataSource) {}

  /** Makes the session; false when its id is taken. */
  async create(
    manager: EntityManager,
    id: string,
    userId: string,
    writerId: string | null,
    start: StartRecording,
  ): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO session_recording
         (id, user_id, name, description, status, skeleton, model, image_width, image_height,
          video_mime_type, video_width, video_height, tags, writer_id)
       VALUES ($1, $2, $3, $4, 'recording', $5, $6, $7, $8, $9, $10, $11, $12, $13)
       ON CONFLICT (id) DO NOTHING RETURNING id`,
      [
        id,
        userId,
        start.name,
        start.description ?? '',
        start.skeleton,
        start.model,
        start.imageWidth,
        start.imageHeight,
        start.video?.mimeType ?? null,
        start.video?.width ?? null,
        start.video?.height ?? null,
        [...new Set(start.tags ?? [])],
        writerId,
      ],
    );
    return rows.length === 1;
  }

  /**
   * Makes `writerId` the connection that may write, and announces it on {@link CLAIMED}. False when the session is not
   * being recorded.
   */
  async claim(id: string, userId: string, writerId: string): Promise<boolean> {
    const rows: unknown[] = await this.database.query(
      `WITH claimed AS (
         UPDATE session_recording SET writer_id = $3, last_activity_at = now()
          WHERE id = $1 AND user_id = $2 AND status = 'recording'
         RETURNING id)
       SELECT pg_notify($4, id::text) FROM claimed`,
      [id, userId, writerId, CLAIMED],
    );
    return rows.length === 1;
  }

  /** Moves the end of the durable video from `expected` to `next`; null when it does not stand at `expected`. */
  async moveVideo(
    id: string,
    userId: string,
    writerId: string | null,
    move: { expected: number; next: number; rawVideoPath: string },
  ): Promise<CommittedState | null> {
    const [rows]: [CommittedRow[], number] = await this.database.query(
      `UPDATE session_recording
          SET video_bytes = $5, raw_video_path = $6, last_activity_at = now(), updated_at = now()
        WHERE id = $1 AND user_id = $2 AND status = 'recording'
          AND ($3::uuid IS NULL OR writer_id = $3) AND video_bytes = $4
        RETURNING frame_count, video_bytes, duration`,
      [id, userId, writerId, move.expected, move.next, move.rawVideoPath],
    );
    const [row] = rows;
    return row ? committedState(row) : null;
  }

  /**
   * Opens an interrupted session again for a client that came back after the grace time with more. Only while nothing
   * of what it had sent has been dropped.
   */
  async reopen(id: string, userId: string, writerId: string | null): Promise<boolean> {
    return this.changed(
      `UPDATE session_recording
          SET status = 'recording', interrupted = false, failure_reason = NULL, writer_id = $3,
              last_activity_at = now(), updated_at = now()
        WHERE id = $1 AND user_id = $2 AND status <> 'recording' AND interrupted AND removing_at IS NULL
          AND NOT ${UPLOAD_GONE}`,
      [id, userId, writerId],
    );
  }

  /**
   * Ends a recording whose totals are these; false when they are not, or it has ended by its client's word. One that was
   * ended without that word is finalised anew (what came late may have been a picture) unless its upload is gone.
   */
  async finish(
    manager: EntityManager,
    id: string,
    userId: string,
    totals: { frameCount: number; videoBytes: number },
  ): Promise<boolean> {
    return this.changed(
      `UPDATE session_recording
          SET status = CASE WHEN ${UPLOAD_GONE} THEN status ELSE 'processing' END,
              failure_reason = CASE WHEN ${UPLOAD_GONE} THEN failure_reason END,
              interrupted = false, writer_id = NULL, last_activity_at = now(), updated_at = now()
        WHERE id = $1 AND user_id = $2 AND (status = 'recording' OR interrupted) AND removing_at IS NULL
          AND frame_count = $3 AND video_bytes = $4`,
      [id, userId, totals.frameCount, totals.videoBytes],
      manager,
    );
  }

  /** Ends a recording with what is stored of it; false when it has ended. */
  async interrupt(manager: EntityManager, id: string, userId: string): Promise<boolean> {
    return this.changed(
      `UPDATE session_recording
          SET status = 'processing', interrupted = true, writer_id = NULL, updated_at = now()
        WHERE id = $1 AND user_id = $2 AND status = 'recording'`,
      [id, userId],
      manager,
    );
  }

  /** Removes a recording in progress, or one that was ended because its client was gone: that one's word counts. */
  async cancel(manager: EntityManager, id: string, userId: string): Promise<boolean> {
    return this.changed(
      `DELETE FROM session_recording WHERE id = $1 AND user_id = $2 AND (status = 'recording' OR interrupted)`,
      [id, userId],
      manager,
    );
  }

  /** Notes that this connection's client is there; answers the recordings it still holds. */
  async heartbeat(writerId: string, ids: readonly string[]): Promise<Set<string>> {
    const [rows]: [{ id: string }[], number] = await this.database.query(
      `UPDATE session_recording SET last_activity_at = now()
        WHERE id = ANY ($2::uuid[]) AND writer_id = $1 AND status = 'recording' RETURNING id`,
      [writerId, ids],
    );
    return new Set(rows.map((row) => row.id));
  }

  /**
   * Ends the recordings that nobody has been active on for `graceSeconds`. Several servers may do it at once: a row goes
   * to one of them.
   */
  async abandon(manager: EntityManager, graceSeconds: number): Promise<AbandonedRecording[]> {
    const [rows]: [AbandonedRecording[], number] = await manager.query(
      `UPDATE session_recording
          SET status = 'processing', interrupted = true, writer_id = NULL, updated_at = now()
        WHERE id IN (
          SELECT id FROM session_recording
           WHERE status = 'recording' AND last_activity_at < now() - make_interval(secs => $1)
           ORDER BY last_activity_at LIMIT 100 FOR UPDATE SKIP LOCKED)
        RETURNING id`,
      [graceSeconds],
    );
    return rows;
  }

  private async changed(
    statement: string,
    values: readonly unknown[],
    manager: EntityManager = this.database.manager,
  ): Promise<boolean> {
    const [, count]: [unknown, number] = await manager.query(statement, [...values]);
    return count === 1;
  }
}
