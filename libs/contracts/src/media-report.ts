import * as z from 'zod';
import { sessionIdSchema } from './session.js';

/** A media key: never a path of the server's disk. */
const mediaKeySchema = z
  .string()
  .max(300)
  .regex(/^sessions\/[0-9a-f-]{36}(\/[\w-]+(\.\w+)?)+$/, 'Expected a media key');

/** A stored file that no session names. */
export const orphanedFileSchema = z
  .object({ key: z.string(), sizeBytes: z.int(), modifiedAt: z.iso.datetime() })
  .meta({ id: 'OrphanedFile' });
/** See {@link orphanedFileSchema}. */
export type OrphanedFile = z.infer<typeof orphanedFileSchema>;

/** A file that a session names and that is not there. */
export const missingFileSchema = z
  .object({
    key: z.string(),
    sessionId: sessionIdSchema,
    sessionName: z.string(),
    owner: z.object({ id: z.uuid(), name: z.string() }),
  })
  .meta({ id: 'MissingFile' });
/** See {@link missingFileSchema}. */
export type MissingFile = z.infer<typeof missingFileSchema>;

/** Most entries of one list of a report. */
export const MAX_REPORTED_FILES = 1000;

/** What `GET /admin/media/report` answers: of each list at most {@link MAX_REPORTED_FILES}, with the totals of all. */
export const mediaReportSchema = z
  .object({
    files: z.int(),
    orphans: z.object({ items: z.array(orphanedFileSchema), total: z.int(), bytes: z.int() }),
    missing: z.object({ items: z.array(missingFileSchema), total: z.int() }),
  })
  .meta({ id: 'MediaReport' });
/** See {@link mediaReportSchema}. */
export type MediaReport = z.infer<typeof mediaReportSchema>;

/**
 * The body of `POST /admin/media/repairs`: orphaned files to be removed, and missing files that sessions shall no longer
 * name. Each is looked at again first.
 */
export const mediaRepairSchema = z
  .strictObject({
    orphans: z.array(mediaKeySchema).max(MAX_REPORTED_FILES).default([]),
    missing: z.array(mediaKeySchema).max(MAX_REPORTED_FILES).default([]),
  })
  .meta({ id: 'MediaRepair' });
/** See {@link mediaRepairSchema}. */
export type MediaRepair = z.infer<typeof mediaRepairSchema>;

/** What was done; the rest was no longer, or not yet, what the request took it for. */
export const mediaRepairResultSchema = z
  .object({ removedFiles: z.int(), removedBytes: z.int(), forgottenFiles: z.int() })
  .meta({ id: 'MediaRepairResult' });
/** See {@link mediaRepairResultSchema}. */
export type MediaRepairResult = z.infer<typeof mediaRepairResultSchema>;
