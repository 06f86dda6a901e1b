import { Injectable } from '@nestjs/common';
import { type Caller } from '../accounts/caller.js';
import { AuditLog } from '../audit/audit-log.js';
import { DomainError } from '../errors/domain-error.js';
import { SessionRecording } from './session-recording.entity.js';
import { type OwnerFilter, SessionsRepository } from './sessions.repository.js';

/** What somebody wants of a session. */
export type SessionPurpose =
  /** Its metadata: name, owner, sizes. */
  | 'metadata'
  /** Its frames, video, images and markers. */
  | 'content'
  | 'change'
  | 'delete';

/** What an administrator may do with the sessions of others. */
const FOR_ADMINISTRATORS: ReadonlySet<SessionPurpose> = new Set<SessionPurpose>(['metadata', 'delete']);

/** As what a look into somebody else's session stands in the audit log. */
const LOOKS: Readonly<Partial<Record<SessionPurpose, 'session_read' | 'session_opened'>>> = {
  metadata: 'session_read',
  content: 'session_opened',
};

/** A session as a line of the audit log is about it. */
export const aboutSession = ({ id, name, userId }: Pick<SessionRecording, 'id' | 'name' | 'userId'>) => ({
  userId,
  session: { id, name },
});

/** The refusal of a session that is not there, or not for the caller: the two look the same. */
export const sessionNotFound = () => new DomainError('not_found', 'There is no such session');

/** The one place that decides who sees which session. */
@Injectable()
export class SessionAccess {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The session, when the caller may have it for this purpose. Whoever looks at somebody else's stands in the audit log
   * by then; what changes or deletes one writes its own line.
   *
   * @throws DomainError `not_found` when it is absent or somebody else's; `forbidden` when an administrator, who knows
   *   that it is there, wants more of it than an administrator may.
   */
  async require(caller: Caller, sessionId: string, purpose: SessionPurpose): Promise<SessionRecording> {
    const row = await this.sessions.find(sessionId);
    if (!row) throw sessionNotFound();
    if (row.userId === caller.userId) return row;
    if (caller.role !== 'admin') throw sessionNotFound();
    if (FOR_ADMINISTRATORS.has(purpose)) {
      const look = LOOKS[purpose];
      if (look) await this.audit.look(caller, look, [aboutSession(row)]);
      return row;
    }
    throw new DomainError(
      'forbidden',
      'An administrator sees the metadata of a session, not the session itself',
    );
  }

  /** Whose sessions the caller may list (`metadata`) or delete. */
  ownerFilter(caller: Caller, purpose: SessionPurpose): OwnerFilter {
    return caller.role === 'admin' && FOR_ADMINISTRATORS.has(purpose) ? null : caller.userId;
  }
}
