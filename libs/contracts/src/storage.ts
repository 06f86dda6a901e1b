import * as z from 'zod';

/**
 * What is stored, by kind, in bytes. `poses` are the database's rows; how they divide among sessions is estimated by their
 * frames.
 */
export const storedBytesSchema = z.object({
  videos: z.int(),
  /** Uploads that are kept as they came. */
  uploads: z.int(),
  /** Keyframes and thumbnails. */
  images: z.int(),
  poses: z.int(),
});
/** See {@link storedBytesSchema}. */
export type StoredBytes = z.infer<typeof storedBytesSchema>;

const share = { sessions: z.int(), bytes: storedBytesSchema };

/** What `GET /admin/storage` answers. */
export const storageSchema = z
  .object({
    sessions: z.int(),
    /** Of these in the trash. */
    trashed: z.int(),
    frames: z.int(),
    bytes: storedBytesSchema,
    /** Room that is left in the media store. */
    freeBytes: z.int(),
    /** All of the database, with its indexes and logs. */
    databaseBytes: z.int(),
    /** The most first. */
    byUser: z.array(z.object({ user: z.object({ id: z.uuid(), name: z.string() }), ...share })),
    /** Newest first: sessions made less than `toDays` ago, and at least `fromDays`. The last has no end. */
    byAge: z.array(z.object({ fromDays: z.int(), toDays: z.int().nullable(), ...share })),
    /** One sample a day, oldest first; today's is the last one taken. */
    growth: z.array(z.object({ day: z.iso.date(), ...share, freeBytes: z.int() })),
  })
  .meta({ id: 'Storage' });
/** See {@link storageSchema}. */
export type Storage = z.infer<typeof storageSchema>;
