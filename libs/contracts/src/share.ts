import * as z from 'zod';
import { DEFAULT_SHARE_HOURS, MAX_SHARE_HOURS } from './limits.js';
import { markerSchema } from './marker.js';
import { sessionSchema } from './session.js';

/** The body of `POST /sessions/:id/shares`. Without `includeVideo` only the skeleton can be seen: no picture at all. */
export const newShareSchema = z
  .strictObject({
    expiresInHours: z.int().min(1).max(MAX_SHARE_HOURS).default(DEFAULT_SHARE_HOURS),
    includeVideo: z.boolean().default(true),
  })
  .meta({ id: 'NewShare' });
/** See {@link newShareSchema}. */
export type NewShare = z.infer<typeof newShareSchema>;

/** A link to a session, without its token. Times are ISO 8601 in UTC. */
export const shareSchema = z
  .object({
    id: z.uuid(),
    includeVideo: z.boolean(),
    createdAt: z.iso.datetime(),
    /** The link leads nowhere from then on; it is listed for another 30 days. */
    expiresAt: z.iso.datetime(),
    /** How often the link was opened; the owner's own looks are not counted. */
    viewCount: z.int(),
    lastViewedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Share' });
/** See {@link shareSchema}. */
export type Share = z.infer<typeof shareSchema>;

/** A new link with its token, which is told this once. `url` and `embedUrl` are paths of pages on this server. */
export const createdShareSchema = shareSchema
  .extend({ token: z.string(), url: z.string(), embedUrl: z.string() })
  .meta({ id: 'CreatedShare' });
/** See {@link createdShareSchema}. */
export type CreatedShare = z.infer<typeof createdShareSchema>;

/** What the viewer of a link is told of the session: what it takes to play it, and its name. */
export const sharedSessionSchema = sessionSchema
  .pick({
    name: true,
    status: true,
    duration: true,
    frameCount: true,
    skeleton: true,
    imageWidth: true,
    imageHeight: true,
    video: true,
  })
  .meta({ id: 'SharedSession' });
/** See {@link sharedSessionSchema}. */
export type SharedSession = z.infer<typeof sharedSessionSchema>;

/** What `GET /shared/:token` answers. */
export const sharedLinkSchema = z
  .object({ session: sharedSessionSchema, markers: z.array(markerSchema), expiresAt: z.iso.datetime() })
  .meta({ id: 'SharedLink' });
/** See {@link sharedLinkSchema}. */
export type SharedLink = z.infer<typeof sharedLinkSchema>;
