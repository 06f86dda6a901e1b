import * as z from 'zod';
import { MAX_TIMESTAMP_SECONDS } from './limits.js';
import { textSchema } from './text.js';

const timestamp = z.number().min(0).max(MAX_TIMESTAMP_SECONDS);
const label = textSchema.max(200);
const kind = textSchema.trim().min(1).max(50);

/** A named moment of a session; `timestamp` is in seconds from the session's start. */
export const markerSchema = z.object({ id: z.uuid(), timestamp, label, kind }).meta({ id: 'Marker' });
/** See {@link markerSchema}. */
export type Marker = z.infer<typeof markerSchema>;

/** The kind a marker has when its maker names none. */
export const DEFAULT_MARKER_KIND = 'note';

/** The body of `POST /sessions/:id/markers`. */
export const markerCreateSchema = z
  .strictObject({ timestamp, label: label.default(''), kind: kind.default(DEFAULT_MARKER_KIND) })
  .meta({ id: 'MarkerCreate' });
/** See {@link markerCreateSchema}. */
export type MarkerCreate = z.infer<typeof markerCreateSchema>;

/** The body of `PATCH /sessions/:id/markers/:markerId`: what is absent stays. */
export const markerPatchSchema = z
  .strictObject({ timestamp: timestamp.optional(), label: label.optional(), kind: kind.optional() })
  .meta({ id: 'MarkerPatch' });
/** See {@link markerPatchSchema}. */
export type MarkerPatch = z.infer<typeof markerPatchSchema>;
