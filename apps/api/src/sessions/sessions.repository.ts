import type { SessionBulk, SessionPatch, SessionQuery, SessionSort } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager, type SelectQueryBuilder } from 'typeorm';
import { SessionRecording } from './session-recording.entity.js';
import { decodeCursor, encodeCursor } from './session-cursor.js';

/** Whose sessions: one user's, or everybody's (null). */
export type OwnerFilter = string | null;

/** A page of rows and the cursor of the next one. */
export interface SessionRowPage {
  rows: SessionRecording[];
  nextCursor: string | null;
}

/** What each order of the library compares; with the id behind it every order is total. */
const SORT_COLUMN = {
  createdAt: 's.created_at',
  name: 'lower(s.name)',
  duration: 's.duration',
} as const;

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

/** Rows of session_recording, each with its user. */
@Injectable()
export class SessionsRepository {
  constructor(private readonly database: DataSource) {}

  /** One session, or null. */
  find(id: string, manager: EntityManager = this.database.manager): Promise<SessionRecording | null> {
    return this.rows(manager).where('s.id = :id', { id }).getOne();
  }

  /** The caller's demo session, or null. */
  findDemo(userId: string): Promise<SessionRecording | null> {
    return this.rows().where('s.user_id = :userId AND s.demo', { userId }).getOne();
  }

  /** A page of the library in the asked order. Throws `validation_failed` for a foreign cursor. */
  async list(owner: OwnerFilter, query: SessionQuery): Promise<SessionRowPage> {
    const rows = this.rows();
    if (owner !== null) rows.andWhere('s.user_id = :owner', { owner });
    rows.andWhere(query.deleted === true ? 's.deleted_at IS NOT NULL' : 's.deleted_at IS NULL');
    if (query.status !== undefined) rows.andWhere('s.status = :status', { status: query.status });
    if (query.tag !== undefined) rows.andWhere(':tag = ANY (s.tags)', { tag: query.tag });
    if (query.pinned !== undefined) rows.andWhere('s.pinned = :pinned', { pinned: query.pinned });
    if (query.from !== undefined) rows.andWhere('s.created_at >= :from', { from: query.from });
    if (query.to !== undefined) rows.andWhere('s.created_at < :to', { to: query.to });
    const words = query.q?.trim();
    if (words) {
      const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
      rows.andWhere(
        `(s.name ILIKE :pattern OR s.description ILIKE :pattern
          OR EXISTS (SELECT 1 FROM unnest(s.tags) AS tag WHERE tag ILIKE :pattern))`,
        { pattern },
      );
    }

    const descending = query.sort.startsWith('-');
    const column = SORT_COLUMN[query.sort.replace('-', '') as keyof typeof SORT_COLUMN];
    const direction = descending ? 'DESC' : 'ASC';
    if (query.cursor !== undefined) {
      const place = decodeCursor(query.sort, query.cursor);
      rows.andWhere(`(${column}, s.id) ${descending ? '<' : '>'} (:key, :placeId)`, {
        key: place.key,
        placeId: place.id,
      });
    }
    // One more than asked tells whether there is a next page.
    const { entities, raw } = await rows
      .addSelect(column, 'sort_key')
      .orderBy('sort_key', direction)
      .addOrderBy('s.id', direction)
      .limit(query.limit + 1)
      .getRawAndEntities<{ sort_key: string | number | Date }>();
    const page = entities.slice(0, query.limit);
    const last = page.at(-1);
    const lastKey = raw[page.length - 1]?.sort_key;
    const more = entities.length > query.limit && last !== undefined && lastKey !== undefined;
    return { rows: page, nextCursor: more ? cursorOf(query.sort, lastKey, last.id) : null };
  }

  /** Changes what the patch names; answers whether there was such a session of this user. */
  async patch(id: string, userId: string, patch: SessionPatch): Promise<boolean> {
    const result = await this.database
      .createQueryBuilder()
      .update(SessionRecording)
      .set({ ...definedOf(patch), updatedAt: () => 'now()' })
      .where('id = :id AND user_id = :userId', { id, userId })
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
        RETURNING id, tags`,
      takesTags ? [ids, tags, owner] : [ids, owner],
    );
    return rows;
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
    return manager.createQueryBuilder(SessionRecording, 's').innerJoinAndSelect('s.user', 'u');
  }
}

function cursorOf(sort: SessionSort, key: string | number | Date, id: string): string {
  return encodeCursor(sort, { key: key instanceof Date ? key.toISOString() : key, id });
}

function definedOf<T extends object>(patch: T): Partial<T> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<T>;
}
