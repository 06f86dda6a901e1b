import type { SessionBulk, SessionPatch } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager, type SelectQueryBuilder } from 'typeorm';
import { type PreparedStatement, queryPrepared } from '../database/prepared-statement.js';
import { SessionRecording } from './session-recording.entity.js';

/** Whose sessions: one user's, or everybody's (null). */
export type OwnerFilter = string | null;

const BULK_ASSIGNMENT: Readonly<Record<Exclude<SessionBulk['action'], 'purge'>, string>> = {
  delete: 'deleted_at = coalesce(deleted_at, now())',
  restore: 'deleted_at = NULL',
  pin: 'pinned = true',
  unpin: 'pinned = false',
  tag: `tags = tags || ARRAY(
    SELECT tag FROM unnest($2::text[]) WITH ORDINALITY AS given (tag, place) WHERE tag <> ALL (tags) ORDER BY place)`,
  untag: `tags = ARRAY(
    SELECT tag FROM unnest(tags) WITH ORDINALITY AS had (tag, place) WHERE tag <> ALL ($2::text[]) ORDER BY place)`,
};

const OWNER: PreparedStatement = {
  name: 'owner_of_session',
  text: 'SELECT user_id AS "userId" FROM session_recording WHERE id = $1 AND removing_at IS NULL',
};

/** Rows of session_recording, each with its user. What a cleanup has begun to remove is not there any more. */
@Injectable()
export class SessionsRepository {
  constructor(private readonly database: DataSource) {}

  /** One session, or null. */
  find(id: string, manager: EntityManager = this.database.manager): Promise<SessionRecording | null> {
    return this.rows(manager).andWhere('s.id = :id', { id }).getOne();
  }

  /** Whose session it is; null when there is none. Costs a fraction of {@link find}. */
  async ownerOf(id: string): Promise<string | null> {
    const [row] = await queryPrepared<{ userId: string }>(this.database.manager, OWNER, [id]);
    return row?.userId ?? null;
  }

  /** The caller's demo session, or null. */
  findDemo(userId: string): Promise<SessionRecording | null> {
    return this.rows().andWhere('s.user_id = :userId AND s.demo', { userId }).getOne();
  }

  /** Ids of a user's sessions, the trash included, in the order of their creation, from after `place` on. */
  async idsOf(
    userId: string,
    place: Pick<SessionRecording, 'createdAt' | 'id'> | null,
    limit: number,
  ): Promise<Pick<SessionRecording, 'createdAt' | 'id'>[]> {
    return this.database.query(
      `SELECT id, created_at AS "createdAt" FROM session_recording
        WHERE user_id = $1 AND removing_at IS NULL
          AND ($2::timestamptz IS NULL OR (created_at, id) > ($2, $3::uuid))
        ORDER BY created_at, id LIMIT $4`,
      [userId, place?.createdAt ?? null, place?.id ?? null, limit],
    );
  }

  /** These sessions, in no particular order; ids of none are left out. */
  findAll(
    ids: readonly string[],
    manager: EntityManager = this.database.manager,
  ): Promise<SessionRecording[]> {
    return this.rows(manager).andWhere('s.id = ANY (:ids)', { ids }).getMany();
  }

  /** Changes what the patch names; answers whether there was such a session of this user. */
  async patch(id: string, userId: string, patch: SessionPatch): Promise<boolean> {
    const result = await this.database
      .createQueryBuilder()
      .update(SessionRecording)
      .set({ ...definedOf(patch), updatedAt: () => 'now()' })
      .where('id = :id AND user_id = :userId AND removing_at IS NULL', { id, userId })
      .execute();
    return result.affected === 1;
  }

  /**
   * Carries out one action on those of the sessions that belong to `owner`; answers the ids that were found.
   * Not for `purge`.
   */
  async act(
    manager: EntityManager,
    owner: OwnerFilter,
    action: keyof typeof BULK_ASSIGNMENT,
    ids: readonly string[],
    tags: readonly string[] = [],
  ): Promise<{ id: string; tags: string[] }[]> {
    const takesTags = action === 'tag' || action === 'untag';
    const [rows]: [{ id: string; tags: string[] }[], number] = await manager.query(
      `UPDATE session_recording SET ${BULK_ASSIGNMENT[action]}, updated_at = now()
        WHERE id = ANY ($1::uuid[]) AND ($${takesTags ? 3 : 2}::uuid IS NULL OR user_id = $${takesTags ? 3 : 2})
          AND removing_at IS NULL
        RETURNING id, tags`,
      takesTags ? [ids, tags, owner] : [ids, owner],
    );
    return rows;
  }

  /** Locks those of the sessions that the action moves into the trash or out of it; the others lie there already. */
  async lockMoving(
    manager: EntityManager,
    action: 'delete' | 'restore',
    ids: readonly string[],
  ): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM session_recording
        WHERE id = ANY ($1::uuid[]) AND (deleted_at IS NULL) = $2 AND removing_at IS NULL ORDER BY id FOR UPDATE`,
      [ids, action === 'delete'],
    );
    return rows.map((row) => row.id);
  }

  /** Removes sessions with their frames and markers; answers the ids that were there. */
  async remove(manager: EntityManager, owner: OwnerFilter, ids: readonly string[]): Promise<string[]> {
    const [rows]: [{ id: string }[], number] = await manager.query(
      `DELETE FROM session_recording
        WHERE id = ANY ($1::uuid[]) AND ($2::uuid IS NULL OR user_id = $2) RETURNING id`,
      [ids, owner],
    );
    return rows.map((row) => row.id);
  }

  private rows(manager: EntityManager = this.database.manager): SelectQueryBuilder<SessionRecording> {
    return manager
      .createQueryBuilder(SessionRecording, 's')
      .innerJoinAndSelect('s.user', 'u')
      .where('s.removing_at IS NULL');
  }
}

function definedOf<T extends object>(patch: T): Partial<T> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<T>;
}
