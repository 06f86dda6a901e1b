import type { AuditEntry, AuditQuery } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Lines of the audit log as they are told. */
@Injectable()
export class AuditRepository {
  constructor(private readonly database: DataSource) {}

  /** Newest first, from before the cursor on. `subjectId`: only what others did that concerns this user. */
  async page(query: AuditQuery, subjectId: string | null): Promise<AuditEntry[]> {
    const { limit, cursor, kind, q, from, to } = query;
    const rows: (Omit<AuditEntry, 'at'> & { at: Date })[] = await this.database.query(
      `SELECT e.id::text AS id, e.at, e.kind, e.detail,
              json_build_object('id', e.actor_id, 'name', e.actor_name) AS actor,
              CASE WHEN u.id IS NOT NULL THEN json_build_object('id', u.id, 'name', u.name) END AS subject,
              CASE WHEN e.session_id IS NOT NULL
                THEN json_build_object('id', e.session_id, 'name', e.session_name) END AS session
         FROM audit_entry AS e LEFT JOIN user_account AS u ON u.id = e.subject_id
        WHERE ($1::uuid IS NULL OR e.subject_id = $1 AND e.actor_id <> $1)
          AND ($2::bigint IS NULL OR e.id < $2)
          AND ($3::text IS NULL OR e.kind = $3)
          AND ($4::text IS NULL OR position(lower($4) IN lower(concat_ws(E'\\n',
                e.actor_name, u.name, u.email, e.session_name, e.detail))) > 0)
          AND ($5::timestamptz IS NULL OR e.at >= $5)
          AND ($6::timestamptz IS NULL OR e.at < $6)
        ORDER BY e.id DESC LIMIT $7`,
      [subjectId, cursor ?? null, kind ?? null, q ?? null, from ?? null, to ?? null, limit],
    );
    return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
  }

  /** Forgets what is older. */
  async forget(days: number): Promise<void> {
    await this.database.query('DELETE FROM audit_entry WHERE at < now() - make_interval(days => $1)', [days]);
  }
}
