import * as z from 'zod';
import { retentionSchema } from './retention.js';
import { sessionIdSchema } from './session.js';

/** What is done to a session: it goes, its video goes, or only the upload that was kept beside the video. */
export const CLEANUP_ACTIONS = ['remove_session', 'remove_video', 'remove_upload'] as const;
/** One of {@link CLEANUP_ACTIONS}. */
export type CleanupAction = (typeof CLEANUP_ACTIONS)[number];

/** Which rule of the retention asks for it. */
export const CLEANUP_REASONS = ['session_age', 'video_age', 'trash', 'leftover', 'disk_pressure'] as const;
/** One of {@link CLEANUP_REASONS}. */
export type CleanupReason = (typeof CLEANUP_REASONS)[number];

const person = z.object({ id: z.uuid(), name: z.string() });

/** One session that a cleanup takes something of. */
export const cleanupItemSchema = z
  .object({
    sessionId: sessionIdSchema,
    sessionName: z.string(),
    owner: person,
    createdAt: z.iso.datetime(),
    action: z.enum(CLEANUP_ACTIONS),
    reason: z.enum(CLEANUP_REASONS),
    /** Room that this makes in the media store. */
    bytes: z.int(),
  })
  .meta({ id: 'CleanupItem' });
/** See {@link cleanupItemSchema}. */
export type CleanupItem = z.infer<typeof cleanupItemSchema>;

/** How many sessions go, how many lose their video or upload, and how much room that makes in the media store. */
export const cleanupTotalsSchema = z.object({ sessions: z.int(), videos: z.int(), bytes: z.int() });
/** See {@link cleanupTotalsSchema}. */
export type CleanupTotals = z.infer<typeof cleanupTotalsSchema>;

/** Where a run is: `needs_confirmation` has removed nothing and waits for an administrator. */
export const CLEANUP_RUN_STATUSES = [
  'queued',
  'running',
  'completed',
  'needs_confirmation',
  'failed',
] as const;
/** One of {@link CLEANUP_RUN_STATUSES}. */
export type CleanupRunStatus = (typeof CLEANUP_RUN_STATUSES)[number];

/** One cleanup, as the log keeps it. */
export const cleanupRunSchema = z
  .object({
    id: z.uuid(),
    trigger: z.enum(['schedule', 'manual']),
    /** Null for the schedule, and when the account is gone. */
    startedBy: person.nullable(),
    status: z.enum(CLEANUP_RUN_STATUSES),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    /** The rules that it followed. */
    retention: retentionSchema,
    planned: cleanupTotalsSchema,
    removed: cleanupTotalsSchema,
    /** Sessions that changed between plan and execution, and were left alone. */
    skipped: z.int(),
    /** Only with `needs_confirmation`: what the next call has to repeat. */
    confirmation: z.string().nullable(),
    /** What went wrong, in words for people. */
    message: z.string().nullable(),
  })
  .meta({ id: 'CleanupRun' });
/** See {@link cleanupRunSchema}. */
export type CleanupRun = z.infer<typeof cleanupRunSchema>;

/**
 * The body of `POST /admin/cleanup`. A dry run changes nothing. `confirmation` is that of a plan which would remove more
 * than half of everything.
 */
export const cleanupRequestSchema = z
  .strictObject({ dryRun: z.boolean().default(true), confirmation: z.string().max(100).optional() })
  .meta({ id: 'CleanupRequest' });
/** See {@link cleanupRequestSchema}. */
export type CleanupRequest = z.infer<typeof cleanupRequestSchema>;

/** What `POST /admin/cleanup` answers: the plan, and the run that carries it out or waits for a confirmation. */
export const cleanupAnswerSchema = z
  .object({
    /** All that would go, in the order in which it goes. */
    items: z.array(cleanupItemSchema),
    totals: cleanupTotalsSchema,
    /** What there is now; of the media only videos and uploads are counted. */
    everything: z.object({ sessions: z.int(), videoBytes: z.int() }),
    /** Set when more than half of the sessions or of the bytes would go: the next call has to repeat it. */
    confirmation: z.string().nullable(),
    /** Null for a dry run. */
    run: cleanupRunSchema.nullable(),
  })
  .meta({ id: 'CleanupAnswer' });
/** See {@link cleanupAnswerSchema}. */
export type CleanupAnswer = z.infer<typeof cleanupAnswerSchema>;

const pageQuery = {
  limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(50),
  cursor: z.string().max(500).optional(),
};

/** The query of `GET /admin/cleanup/runs` and of a run's deletions. */
export const cleanupPageQuerySchema = z.strictObject(pageQuery);
/** See {@link cleanupPageQuerySchema}. */
export type CleanupPageQuery = z.infer<typeof cleanupPageQuerySchema>;

/** A page of the runs, newest first. */
export const cleanupRunPageSchema = z
  .object({ items: z.array(cleanupRunSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'CleanupRunPage' });
/** See {@link cleanupRunPageSchema}. */
export type CleanupRunPage = z.infer<typeof cleanupRunPageSchema>;

/** One entry of a run's log. The owner is null when the account is gone. */
export const cleanupDeletionSchema = z
  .object({
    sessionId: sessionIdSchema,
    sessionName: z.string(),
    owner: person.nullable(),
    action: z.enum(CLEANUP_ACTIONS),
    reason: z.enum(CLEANUP_REASONS),
    bytes: z.int(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'CleanupDeletion' });
/** See {@link cleanupDeletionSchema}. */
export type CleanupDeletion = z.infer<typeof cleanupDeletionSchema>;

/** A page of a run's log, in the order in which it was carried out. */
export const cleanupDeletionPageSchema = z
  .object({ items: z.array(cleanupDeletionSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'CleanupDeletionPage' });
/** See {@link cleanupDeletionPageSchema}. */
export type CleanupDeletionPage = z.infer<typeof cleanupDeletionPageSchema>;
