import type { AuditEntry, AuditKind } from '@reclimb/contracts';

/** What was done, in the order in which it is offered as a filter. */
export const KIND_TEXT: Readonly<Record<AuditKind, string>> = {
  session_read: 'Looked at a session’s details',
  session_opened: 'Looked at a climb',
  sessions_listed: 'Saw sessions in a list',
  session_trashed: 'Put a session in the trash',
  session_deleted: 'Deleted a session',
  user_added: 'Added a user',
  user_changed: 'Changed a user',
  user_deleted: 'Asked for a user’s deletion',
  user_restored: 'Kept a user after all',
  reset_link_made: 'Made a link for a password',
  retention_changed: 'Changed the rules of cleaning up',
  cleanup_started: 'Cleaned up',
  media_repaired: 'Repaired the media store',
};

/** The same to whom it concerns. */
const TO_OWNER: Readonly<Partial<Record<AuditKind, string>>> = {
  session_read: 'looked at the details of a session of yours',
  session_opened: 'looked at a climb of yours',
  sessions_listed: 'saw sessions of yours in a list',
  session_trashed: 'put a session of yours in the trash',
  session_deleted: 'deleted a session of yours',
  user_added: 'made your account',
  user_changed: 'changed your account',
  user_deleted: 'asked for the deletion of your account',
  user_restored: 'kept your account after all',
  reset_link_made: 'made a link by which you choose a password',
};

/** What was done, in a sentence to whom it concerns: `Ann looked at …`. */
export function lookText({ actor, kind, session, detail }: AuditEntry): string {
  const what = `${actor.name} ${TO_OWNER[kind] ?? KIND_TEXT[kind]}`;
  const more = [...(session ? [`“${session.name}”`] : []), ...(detail === '' ? [] : [detail])];
  return more.length === 0 ? what : `${what}: ${more.join(', ')}`;
}
