import * as z from 'zod';
import { SKELETONS } from './frame.js';
import { MAX_TIMESTAMP_SECONDS } from './limits.js';
import { markerCreateSchema } from './marker.js';
import { startRecordingSchema } from './recording.js';
import { sessionDescriptionSchema, sessionNameSchema, sessionTagsSchema } from './session.js';

/** What the JSON files of a `zip` export call themselves. */
export const ARCHIVE_FORMAT = 'reclimb-session';
/** The version that is written and read. */
export const ARCHIVE_VERSION = 1;

const heading = { format: z.literal(ARCHIVE_FORMAT), version: z.literal(ARCHIVE_VERSION) };
const { model, imageWidth, imageHeight, video } = startRecordingSchema.shape;

/** The names of the files in a `zip` export. The video and the pictures are there when the session has them. */
export const ARCHIVE_FILES = {
  session: 'session.json',
  frames: 'frames.ndjson',
  markers: 'markers.json',
  thumbnail: 'thumbnail.webp',
  video: (container: 'mp4' | 'webm') => `video.${container}`,
  keyframe: (frameNumber: number, extension: 'jpg' | 'webp') => `keyframes/${frameNumber}.${extension}`,
  /** Sizes and sums of all the others; the last one, because sums are known only at the end. */
  manifest: 'manifest.json',
} as const;

/** `session.json`: what a session is beside its frames, markers and media. */
export const archiveSessionSchema = z.strictObject({
  ...heading,
  /** In the library it came from; the imported session gets its own. */
  id: z.uuid(),
  name: sessionNameSchema,
  description: sessionDescriptionSchema,
  createdAt: z.iso.datetime(),
  duration: z
    .number()
    .min(0)
    .max(MAX_TIMESTAMP_SECONDS * 2),
  frameCount: z.int().min(0).max(0x7fff_ffff),
  skeleton: z.enum(SKELETONS),
  model,
  imageWidth,
  imageHeight,
  tags: sessionTagsSchema,
  pinned: z.boolean(),
  interrupted: z.boolean(),
  video: video.unwrap().nullable(),
});
/** See {@link archiveSessionSchema}. */
export type ArchiveSession = z.infer<typeof archiveSessionSchema>;

/** `markers.json`, by time. */
export const archiveMarkersSchema = z.array(markerCreateSchema).max(100_000);
/** See {@link archiveMarkersSchema}. */
export type ArchiveMarkers = z.infer<typeof archiveMarkersSchema>;

/** `manifest.json`: every other file of the archive with its size in bytes and its SHA-256 in lower-case hexadecimal. */
export const archiveManifestSchema = z.strictObject({
  ...heading,
  files: z
    .array(
      z.strictObject({
        path: z.string().min(1).max(200),
        sizeBytes: z.int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(100_000),
});
/** See {@link archiveManifestSchema}. */
export type ArchiveManifest = z.infer<typeof archiveManifestSchema>;
