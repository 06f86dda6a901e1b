import type { AuditKind } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../accounts/caller.js';

/** Looks are noted once an hour for each administrator and thing: a page that asks again and again is one look. */
type Look = Extract<AuditKind, 'sessions_listed' | 'session_read' | 'session_opened'>;

/** What a line is about, as far as it is about somebody or something. */
export interface AuditSubject {
  readonly userId?: string;
  readonly session?: { readonly id: string; readonly name: string };
}

type Actor = Pick<Caller, 'userId' | 'name'>;

const INSERT = `
INSERT INTO audit_entry (kind, actor_id, actor_name, detail, hour, subject_id, session_id, session_name)
SELECT $1, $2, $3, $4, CASE WHEN $5 THEN date_trunc('hour', now(), 'UTC') END, subject_id, session_id, session_name
  FROM unnest($6::uuid[], $7::uuid[], $8::text[]) AS about (subject_id, session_id, session_name)`;

/** Notes what administrators do that concerns others. Nothing in the server changes a line, and the database refuses to. */
@Injectable()
export class AuditLog {
  constructor(private readonly database: DataSource) {}

  /** To be called in the transaction that does it, so that neither is without the other. */
  async note(
    manager: EntityManager,
    actor: Actor,
    kind: Exclude<AuditKind, Look>,
    about: readonly AuditSubject[],
    detail = '',
  ): Promise<void> {
    if (about.length > 0) await manager.query(INSERT, parameters(actor, kind, about, detail, false));
  }

  /** To be awaited before what is looked at is told. What is the looker's own is left out. */
  async look(actor: Actor, kind: Look, about: readonly AuditSubject[]): Promise<void> {
    const others = about.filter(({ userId }) => userId !== actor.userId);
    if (others.length === 0) return;
    await this.database.query(`${INSERT} ON CONFLICT DO NOTHING`, parameters(actor, kind, others, '', true));
  }

  /** The same for a list of sessions: a line an owner. */
  async listed(actor: Actor, ownerIds: Iterable<string>): Promise<void> {
    const about = [...new Set(ownerIds)].sort().map((userId) => ({ userId }));
    await this.look(actor, 'sessions_listed', about);
  }
}

function parameters(
  actor: Actor,
  kind: AuditKind,
  about: readonly AuditSubject[],
  detail: string,
  isLook: boolean,
): unknown[] {
  return [
    ...[kind, actor.userId, actor.name, detail, isLook],
    about.map(({ userId }) => userId ?? null),
    about.map(({ session }) => session?.id ?? null),
    about.map(({ session }) => session?.name ?? null),
  ];
}
