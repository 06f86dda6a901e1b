import type { CleanupAction } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { PlannedAction } from './cleanup-plan.js';

/** A session that was taken something of. */
export interface TakenSession {
  id: string;
  /** Media that no row names any more. */
  keys: string[];
}

/** A session that is being removed. */
export interface RemovingSession {
  id: string;
  frameCount: number;
}

/**
 * Locks those of the planned sessions that are still as the plan saw them: neither changed since, nor recorded or processed
 * again. Who makes a link to one holds its row until the link is there, so that from here on all links are seen.
 */
const LOCK_UNCHANGED = `
SELECT s.id, planned.keep_shared AS "keepShared", planned.reason
  FROM unnest($1::uuid[], $2::timestamptz[], $3::boolean[], $4::text[])
         AS planned (id, updated_at, keep_shared, reason)
  JOIN session_recording s ON s.id = planned.id AND s.updated_at = planned.updated_at
 WHERE s.removing_at IS NULL AND s.status IN ('completed', 'failed')
 ORDER BY s.id FOR UPDATE OF s`;

/**
 * The locked ones that were not shared meanwhile where that exempts them: a statement of its own, which sees what has been
 * committed while the locks were waited for.
 */
const UNSHARED = `
WITH unchanged AS (
  SELECT s.id, s.video_file_path, s.raw_video_path, locked.reason
    FROM unnest($1::uuid[], $2::boolean[], $3::text[]) AS locked (id, keep_shared, reason)
    JOIN session_recording s ON s.id = locked.id
   WHERE NOT (locked.keep_shared
              AND EXISTS (SELECT FROM session_share WHERE session_id = s.id AND expires_at > now())))`;

/** What each action sets, and which media it leaves without a name. */
const ACTIONS: Readonly<Record<CleanupAction, { assignments: string; keys: string }>> = {
  // A demo that goes makes room for another one.
  remove_session: { assignments: 'removing_at = now(), demo = false', keys: `'{}'::text[]` },
  remove_video: {
    assignments: `video_file_path = NULL, video_size = NULL, raw_video_path = NULL, updated_at = now(),
      video_removed_at = now(), video_removed_reason = unchanged.reason`,
    keys: 'array_remove(ARRAY[unchanged.video_file_path, unchanged.raw_video_path], NULL)',
  },
  remove_upload: {
    assignments: 'raw_video_path = NULL, updated_at = now()',
    keys: 'array_remove(ARRAY[unchanged.raw_video_path], NULL)',
  },
};

/** The statements by which a cleanup removes something; each is guarded by what the plan has seen. */
@Injectable()
export class RemovalsRepository {
  constructor(private readonly database: DataSource) {}

  /** Takes what the action names of those sessions that have not changed since they were planned. */
  async take(
    manager: EntityManager,
    action: CleanupAction,
    planned: readonly (PlannedAction & { keepShared: boolean })[],
  ): Promise<TakenSession[]> {
    const { assignments, keys } = ACTIONS[action];
    const locked: { id: string; keepShared: boolean; reason: string }[] = await manager.query(
      LOCK_UNCHANGED,
      [
        planned.map(({ session }) => session.id),
        planned.map(({ session }) => session.updatedAt),
        planned.map(({ keepShared }) => keepShared),
        planned.map(({ reason }) => reason),
      ],
    );
    const [taken]: [TakenSession[], number] = await manager.query(
      `${UNSHARED}
       UPDATE session_recording s SET ${assignments} FROM unchanged WHERE s.id = unchanged.id
       RETURNING s.id, ${keys} AS keys`,
      [
        locked.map(({ id }) => id),
        locked.map(({ keepShared }) => keepShared),
        locked.map(({ reason }) => reason),
      ],
    );
    if (action === 'remove_session') {
      await manager.query('DELETE FROM library_entry WHERE session_id = ANY ($1::uuid[])', [
        taken.map(({ id }) => id),
      ]);
    }
    return taken;
  }

  /** Some of the sessions whose removal has begun. */
  removing(limit: number): Promise<RemovingSession[]> {
    return this.database.query(
      `SELECT id, frame_count AS "frameCount" FROM session_recording
        WHERE removing_at IS NOT NULL ORDER BY id LIMIT $1`,
      [limit],
    );
  }

  /** Frames `from` (inclusive) to `to` (exclusive) of a session whose removal has begun. */
  async removeFrames(sessionId: string, from: number, to: number): Promise<void> {
    await this.database.query(
      'DELETE FROM session_frame WHERE session_id = $1 AND frame_number >= $2 AND frame_number < $3',
      [sessionId, from, to],
    );
  }

  /** The rows of sessions whose removal has begun, with all that hangs on them. */
  async removeRows(ids: readonly string[]): Promise<void> {
    await this.database.query(
      'DELETE FROM session_recording WHERE id = ANY ($1::uuid[]) AND removing_at IS NOT NULL',
      [ids],
    );
  }
}
