import * as z from 'zod';
import { accountSchema, loginSchema } from './account.js';
import { SESSION_STATUSES, sessionIdSchema } from './session.js';
import { shareSchema } from './share.js';
import { tokenSchema } from './token.js';
import { webhookSchema } from './webhook.js';

/** What the JSON files of an account's export call themselves. */
export const ACCOUNT_ARCHIVE_FORMAT = 'reclimb-account';
/** The version that is written. */
export const ACCOUNT_ARCHIVE_VERSION = 1;

const heading = { format: z.literal(ACCOUNT_ARCHIVE_FORMAT), version: z.literal(ACCOUNT_ARCHIVE_VERSION) };

/** The names of the files in an account's export. */
export const ACCOUNT_ARCHIVE_FILES = {
  account: 'account.json',
  /** What administrators looked at and changed, a line each, newest first. */
  looks: 'looks.ndjson',
  /** Each is a `zip` export of one session, and can be imported as it is. */
  session: (name: string, id: string) => `sessions/${name} ${id}.zip`,
  /** The upload of a session of which no video could be made (yet), as it came. */
  upload: (name: string, id: string) => `uploads/${name} ${id}.bin`,
  /** What is where, and what is not whole. After the sessions, because only then is it known. */
  sessions: 'sessions.json',
  /** Sizes and sums of all the others. */
  manifest: 'manifest.json',
} as const;

/** `account.json`: the account and what belongs to it beside its sessions. Nothing secret is in it. */
export const archivedAccountSchema = z.strictObject({
  ...heading,
  exportedAt: z.iso.datetime(),
  account: accountSchema,
  logins: z.array(loginSchema),
  tokens: z.array(tokenSchema),
  webhooks: z.array(webhookSchema),
});
/** See {@link archivedAccountSchema}. */
export type ArchivedAccount = z.infer<typeof archivedAccountSchema>;

/** `sessions.json`: every session, the trash included, in the order of their creation. */
export const archivedSessionsSchema = z.strictObject({
  ...heading,
  sessions: z.array(
    z.strictObject({
      id: sessionIdSchema,
      name: z.string(),
      status: z.enum(SESSION_STATUSES),
      deletedAt: z.iso.datetime().nullable(),
      /** The session's own archive within this one. */
      file: z.string(),
      upload: z.string().nullable(),
      shares: z.array(shareSchema),
      /** Why not all of it is there, in words for people; null when it is. */
      incomplete: z.string().nullable(),
    }),
  ),
});
/** See {@link archivedSessionsSchema}. */
export type ArchivedSessions = z.infer<typeof archivedSessionsSchema>;

/** Where an account's export is: being sent, sent whole, or broken off. */
export const ACCOUNT_EXPORT_STATES = ['running', 'completed', 'broken'] as const;

/** The newest export of an account. */
export const accountExportSchema = z
  .object({
    state: z.enum(ACCOUNT_EXPORT_STATES),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    /** How many sessions have been sent, of how many there were at the start. */
    sessionsDone: z.int(),
    sessionsTotal: z.int(),
    /** How many bytes have been sent. */
    bytes: z.int(),
  })
  .meta({ id: 'AccountExport' });
/** See {@link accountExportSchema}. */
export type AccountExport = z.infer<typeof accountExportSchema>;

/** What `GET /auth/me/export/status` answers; null when there was none. */
export const accountExportStatusSchema = z
  .object({ export: accountExportSchema.nullable() })
  .meta({ id: 'AccountExportStatus' });
/** See {@link accountExportStatusSchema}. */
export type AccountExportStatus = z.infer<typeof accountExportStatusSchema>;
