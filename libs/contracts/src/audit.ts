import * as z from 'zod';
import { sessionIdSchema } from './session.js';
import { textSchema } from './text.js';

/**
 * What an administrator did that concerns others. Looks (`sessions_listed`, `session_read`, `session_opened`) stand in the
 * log once an hour for each administrator and thing, everything else each time.
 */
export const AUDIT_KINDS = [
  /** Sessions of this user stood in a list: the library, the recordings in progress, a cleanup's plan or log. */
  'sessions_listed',
  /** A session's metadata: name, notes, tags, sizes. */
  'session_read',
  /** The climb itself: poses, video, pictures, markers. No administrator may at present. */
  'session_opened',
  'session_trashed',
  'session_deleted',
  'user_added',
  'user_changed',
  'user_deleted',
  'user_restored',
  'reset_link_made',
  'retention_changed',
  'cleanup_started',
  'media_repaired',
] as const;
/** One of {@link AUDIT_KINDS}. */
export type AuditKind = (typeof AUDIT_KINDS)[number];

const person = z.object({ id: z.uuid(), name: z.string() });

/** One line of the log of what administrators did. Nothing changes a line; it goes when it is older than the log is kept. */
export const auditEntrySchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    kind: z.enum(AUDIT_KINDS),
    /** Who did it, by the name of that time. */
    actor: person,
    /** Whom it concerns; null for what concerns nobody alone, and when the account is gone. */
    subject: person.nullable(),
    /** The session by the name of that time; null when it was not about one. It may be gone. */
    session: z.object({ id: sessionIdSchema, name: z.string() }).nullable(),
    /** More of what was done, in words for people; may be empty. */
    detail: z.string(),
  })
  .meta({ id: 'AuditEntry' });
/** See {@link auditEntrySchema}. */
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const pageQuery = {
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(50),
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,17}$/, 'Not a cursor of this list')
    .optional(),
};

/** The query of `GET /admin/audit`; `q` is part of a name, an address or a session's name. */
export const auditQuerySchema = z.strictObject({
  ...pageQuery,
  kind: z.enum(AUDIT_KINDS).optional().describe('Only what is of this kind.'),
  q: textSchema.max(200).optional().describe("Part of a name, an address or a session's name."),
  from: z.iso.datetime({ offset: true }).optional().describe('Not before; ISO 8601.'),
  to: z.iso.datetime({ offset: true }).optional().describe('Before; ISO 8601.'),
});
/** See {@link auditQuerySchema}. */
export type AuditQuery = z.infer<typeof auditQuerySchema>;

/** The query of `GET /auth/me/looks`. */
export const looksQuerySchema = z.strictObject(pageQuery);
/** See {@link looksQuerySchema}. */
export type LooksQuery = z.infer<typeof looksQuerySchema>;

/** A page of the log, newest first. */
export const auditPageSchema = z
  .object({
    items: z.array(auditEntrySchema),
    nextCursor: z.string().nullable(),
    /** For how many days a line is kept. */
    keptDays: z.int(),
  })
  .meta({ id: 'AuditPage' });
/** See {@link auditPageSchema}. */
export type AuditPage = z.infer<typeof auditPageSchema>;
