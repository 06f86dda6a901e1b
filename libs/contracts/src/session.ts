import * as z from 'zod';
import { SKELETONS } from './frame.js';
import {
  MAX_SESSION_DESCRIPTION_LENGTH,
  MAX_SESSION_NAME_LENGTH,
  MAX_TAG_LENGTH,
  MAX_TAGS,
} from './limits.js';
import { textSchema } from './text.js';

/** `recording` → `processing` → `completed`, or `failed` (with a `failureReason`). */
export const SESSION_STATUSES = ['recording', 'processing', 'completed', 'failed'] as const;
/** One of {@link SESSION_STATUSES}. */
export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** A session's id; a client that starts a recording may make it. */
export const sessionIdSchema = z.uuid();
/** A session's name, without the spaces around it. */
export const sessionNameSchema = textSchema.trim().min(1).max(MAX_SESSION_NAME_LENGTH);
/** What a session's owner writes about it; may be empty. */
export const sessionDescriptionSchema = textSchema.max(MAX_SESSION_DESCRIPTION_LENGTH);
/** A session's tags, each without the spaces around it. */
export const sessionTagsSchema = z.array(textSchema.trim().min(1).max(MAX_TAG_LENGTH)).max(MAX_TAGS);

/** The session's video once it is ready to be served. `url` is a path on this server. */
export const sessionVideoSchema = z
  .object({
    mimeType: z.string(),
    sizeBytes: z.int(),
    width: z.int(),
    height: z.int(),
    url: z.string(),
  })
  .meta({ id: 'SessionVideo' });
/** See {@link sessionVideoSchema}. */
export type SessionVideo = z.infer<typeof sessionVideoSchema>;

/**
 * Why a video that was there is not: it was older than videos are kept, the disk was full, or its file had disappeared from
 * the media store and an administrator had the session forget it.
 */
export const VIDEO_REMOVAL_REASONS = ['video_age', 'disk_pressure', 'missing'] as const;
/** One of {@link VIDEO_REMOVAL_REASONS}. */
export type VideoRemovalReason = (typeof VIDEO_REMOVAL_REASONS)[number];

/** One recording's metadata, as REST and sockets tell it. Times are ISO 8601 in UTC, `duration` is in seconds. */
export const sessionSchema = z
  .object({
    id: sessionIdSchema,
    name: z.string(),
    description: z.string(),
    status: z.enum(SESSION_STATUSES),
    /** Only with status `failed`: what went wrong, in words for people. */
    failureReason: z.string().optional(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    duration: z.number(),
    frameCount: z.int(),
    skeleton: z.enum(SKELETONS),
    model: z.string(),
    imageWidth: z.int(),
    imageHeight: z.int(),
    video: sessionVideoSchema.nullable(),
    /** Only when there was a video and it has been removed: when, and why. */
    videoRemoved: z.object({ at: z.iso.datetime(), reason: z.enum(VIDEO_REMOVAL_REASONS) }).optional(),
    thumbnailUrl: z.string().nullable(),
    /** The media store's key, never a path of the server's disk. */
    videoFilePath: z.string().nullable(),
    owner: z.object({ id: z.uuid(), name: z.string() }),
    tags: z.array(z.string()),
    pinned: z.boolean(),
    deletedAt: z.iso.datetime().nullable(),
    /** Whether the session was finalised without its client's `stop_recording`. */
    interrupted: z.boolean(),
  })
  .meta({ id: 'Session' });
/** See {@link sessionSchema}. */
export type Session = z.infer<typeof sessionSchema>;

/** A page of the library; `nextCursor` is null on the last one. */
export const sessionPageSchema = z
  .object({ items: z.array(sessionSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'SessionPage' });
/** See {@link sessionPageSchema}. */
export type SessionPage = z.infer<typeof sessionPageSchema>;

/** Orders of the library; `-` in front is descending. */
export const SESSION_SORTS = ['createdAt', '-createdAt', 'name', '-name', 'duration', '-duration'] as const;
/** One of {@link SESSION_SORTS}. */
export type SessionSort = (typeof SESSION_SORTS)[number];

const booleanText = z.enum(['true', 'false']).transform((text) => text === 'true');

/** The query of `GET /sessions`. `from` and `to` bound `createdAt` (inclusive, exclusive). */
export const sessionQuerySchema = z.strictObject({
  limit: z.coerce.number().pipe(z.int().min(1).max(100)).default(24),
  cursor: z.string().max(500).optional(),
  q: textSchema.max(200).optional(),
  status: z.enum(SESSION_STATUSES).optional(),
  tag: textSchema.max(MAX_TAG_LENGTH).optional(),
  pinned: booleanText.optional(),
  deleted: booleanText.optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** `me` leaves out what an administrator sees of others. */
  owner: z.enum(['me']).optional(),
  sort: z.enum(SESSION_SORTS).default('-createdAt'),
});
/** See {@link sessionQuerySchema}. */
export type SessionQuery = z.infer<typeof sessionQuerySchema>;

/** The body of `PATCH /sessions/:id`: what is absent stays. */
export const sessionPatchSchema = z
  .strictObject({
    name: sessionNameSchema.optional(),
    description: sessionDescriptionSchema.optional(),
    tags: sessionTagsSchema.optional(),
    pinned: z.boolean().optional(),
  })
  .meta({ id: 'SessionPatch' });
/** See {@link sessionPatchSchema}. */
export type SessionPatch = z.infer<typeof sessionPatchSchema>;

/** One keyframe image of a session; `url` is a path on this server. */
export const keyframeSchema = z
  .object({ frameNumber: z.int(), timestamp: z.number(), url: z.string() })
  .meta({ id: 'Keyframe' });
/** See {@link keyframeSchema}. */
export type Keyframe = z.infer<typeof keyframeSchema>;

/**
 * The body of `POST /sessions/bulk`: one action on many sessions, all or nothing. `delete` moves to the trash, `purge`
 * removes for good; `tag` and `untag` name their `tags`.
 */
export const sessionBulkSchema = z
  .discriminatedUnion('action', [
    z.strictObject({
      action: z.enum(['delete', 'restore', 'purge', 'pin', 'unpin']),
      ids: z.array(sessionIdSchema).min(1).max(500),
    }),
    z.strictObject({
      action: z.enum(['tag', 'untag']),
      ids: z.array(sessionIdSchema).min(1).max(500),
      tags: sessionTagsSchema.min(1),
    }),
  ])
  .meta({ id: 'SessionBulk' });
/** See {@link sessionBulkSchema}. */
export type SessionBulk = z.infer<typeof sessionBulkSchema>;

/** What `POST /sessions/bulk` answers: how many sessions the action was carried out on. */
export const sessionBulkResultSchema = z.object({ updated: z.int() }).meta({ id: 'SessionBulkResult' });
/** See {@link sessionBulkResultSchema}. */
export type SessionBulkResult = z.infer<typeof sessionBulkResultSchema>;

/** The query of `DELETE /sessions/:id`: without `permanent` the session moves to the trash. */
export const sessionDeleteQuerySchema = z.strictObject({ permanent: booleanText.optional() });
/** See {@link sessionDeleteQuerySchema}. */
export type SessionDeleteQuery = z.infer<typeof sessionDeleteQuerySchema>;
