import { Injectable } from '@nestjs/common';
import { type User, type UserPatch, type UserQuery } from '@reclimb/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { IS_BLOCKED, UserAccountEntity } from '../accounts/user-account.entity.js';

/** A row of `user_account` with what belongs to it elsewhere. */
export interface UserRow {
  id: string;
  email: string;
  name: string;
  role: User['role'];
  created_at: Date;
  disabled_at: Date | null;
  delete_after: Date | null;
  deletion_by: User['deletionBy'];
  last_seen_at: Date | null;
  session_count: number;
}

const USERS = `
SELECT u.id, u.email, u.name, u.role, u.created_at, u.disabled_at, u.delete_after, u.deletion_by,
       (SELECT max(l.last_seen_at) FROM login AS l WHERE l.user_id = u.id) AS last_seen_at,
       (SELECT count(*)::int FROM library_entry AS e WHERE e.user_id = u.id) AS session_count
  FROM user_account AS u`;

/** Accounts as administrators see and change them. */
@Injectable()
export class UsersRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** In the order of their addresses, from after `cursor` on; one more than `limit` when there are more. */
  page({ limit, cursor, q }: UserQuery): Promise<UserRow[]> {
    return this.manager.query(
      `${USERS}
        WHERE ($1::text IS NULL OR u.email > $1)
          AND ($2::text IS NULL OR position(lower($2) IN lower(u.name || E'\\n' || u.email)) > 0)
        ORDER BY u.email LIMIT $3`,
      [cursor ?? null, q ?? null, limit + 1],
    );
  }

  async find(id: string, manager = this.manager): Promise<UserRow | null> {
    const rows: UserRow[] = await manager.query(`${USERS} WHERE u.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Changes what the patch names, in a transaction that keeps others from changing accounts. */
  async patch(
    manager: EntityManager,
    id: string,
    { disabled, ...fields }: UserPatch,
  ): Promise<UserRow | null> {
    const disabledAt =
      disabled === undefined ? {} : { disabledAt: disabled ? () => 'coalesce(disabled_at, now())' : null };
    const values = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const change = { ...values, ...disabledAt };
    if (Object.keys(change).length > 0) {
      await manager.createQueryBuilder().update(UserAccountEntity).set(change).where({ id }).execute();
    }
    return this.find(id, manager);
  }

  /** Notes when the account is to be deleted, and by whose wish; null for both: not at all. */
  async setDeletion(
    manager: EntityManager,
    id: string,
    deletion: { deleteAfter: Date; deletionBy: User['deletionBy'] } | null,
  ): Promise<void> {
    const { deleteAfter, deletionBy } = deletion ?? { deleteAfter: null, deletionBy: null };
    await manager.update(UserAccountEntity, { id }, { deleteAfter, deletionBy });
  }

  /** Whether there is still an administrator who can log in and stays. */
  async hasAdministrator(manager: EntityManager): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM user_account AS u WHERE u.role = 'admin' AND u.delete_after IS NULL AND NOT ${IS_BLOCKED} LIMIT 1`,
    );
    return rows.length > 0;
  }

  /** Locks an account whose time has come; false when it has not, or was put off. */
  async isDue(manager: EntityManager, id: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      'SELECT 1 FROM user_account WHERE id = $1 AND delete_after <= now() FOR UPDATE',
      [id],
    );
    return rows.length > 0;
  }

  /** Some of the sessions of an account. */
  async someSessions(manager: EntityManager, id: string, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(
      'SELECT id FROM session_recording WHERE user_id = $1 LIMIT $2',
      [id, limit],
    );
    return rows.map((row) => row.id);
  }

  async remove(manager: EntityManager, id: string): Promise<void> {
    await manager.delete(UserAccountEntity, { id });
  }
}
