import * as z from 'zod';

const DAYS = z.int().min(1, 'Expected at least one day').max(36_500, 'Expected at most 36,500 days');

/** What a rule leaves alone. */
const exemptions = {
  /** Whether pinned sessions are exempt. */
  keepPinned: z.boolean(),
  /** Whether sessions with a link that still works are exempt. */
  keepShared: z.boolean(),
};

const ageRule = z.strictObject({ enabled: z.boolean(), days: DAYS, ...exemptions });

/**
 * What is cleaned up when: the body of `PUT /admin/retention`, which replaces all of it. A rule that is not enabled does
 * nothing.
 */
export const retentionSchema = z
  .strictObject({
    /** The daily run. Without it the rules are carried out only by hand. */
    schedule: z.strictObject({
      enabled: z.boolean(),
      /** Hour of the day in UTC, 0…23. */
      hour: z.int().min(0).max(23),
    }),
    /** Sessions that were made so many days ago are removed with all that belongs to them. */
    sessions: ageRule,
    /** Sessions that were made so many days ago lose their video; poses, markers and pictures stay. */
    videos: ageRule,
    /** What has been in the trash for so many days is removed. */
    trash: ageRule,
    /**
     * What has been left behind, untouched for so many days: failed sessions and interrupted ones without a frame or a
     * video are removed; other interrupted ones lose the upload that was kept for a client that might come back.
     */
    leftovers: ageRule,
    /**
     * With less free space than this the oldest videos go, those in the trash first, until there is enough. Looked at every
     * hour while the daily run is enabled.
     */
    diskPressure: z.strictObject({
      enabled: z.boolean(),
      /** Bytes. */
      minFreeBytes: z.int().min(0),
      ...exemptions,
    }),
  })
  .meta({ id: 'Retention' });
/** See {@link retentionSchema}. */
export type Retention = z.infer<typeof retentionSchema>;

const ageRuleOff = (days: number) => ({ enabled: false, days, keepPinned: true, keepShared: true });

/** What holds before an administrator decides anything: nothing is ever removed. The figures are proposals. */
export const DEFAULT_RETENTION: Retention = {
  schedule: { enabled: false, hour: 3 },
  sessions: ageRuleOff(365),
  videos: ageRuleOff(90),
  trash: ageRuleOff(30),
  leftovers: ageRuleOff(14),
  diskPressure: { enabled: false, minFreeBytes: 10_000_000_000, keepPinned: true, keepShared: true },
};

/** What `GET` and `PUT /admin/retention` answer. `updatedAt` is null until somebody has decided something. */
export const storedRetentionSchema = z
  .object({
    retention: retentionSchema,
    updatedAt: z.iso.datetime().nullable(),
    updatedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    /** When the next daily run begins; null when it is off. */
    nextRunAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'StoredRetention' });
/** See {@link storedRetentionSchema}. */
export type StoredRetention = z.infer<typeof storedRetentionSchema>;
