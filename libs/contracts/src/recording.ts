import * as z from 'zod';
import { binarySchema } from './binary.js';
import type { Ack } from './errors.js';
import { frameSchema, SKELETONS } from './frame.js';
import { MAX_FRAMES_PER_BATCH } from './limits.js';
import { markerPatchSchema } from './marker.js';
import {
  SESSION_STATUSES,
  type Session,
  type SessionStatus,
  sessionDescriptionSchema,
  sessionIdSchema,
  sessionNameSchema,
  sessionTagsSchema,
} from './session.js';
import { textSchema } from './text.js';

/** The Socket.IO namespace a climb is recorded over. */
export const RECORDING_NAMESPACE = '/recording';

const dimension = z.int().min(1).max(16_384);
const byteOffset = z.int().min(0);

/** What a recording is declared as; over REST the body of `POST /sessions`. */
export const startRecordingSchema = z
  .strictObject({
    sessionId: sessionIdSchema.optional(),
    name: sessionNameSchema,
    description: sessionDescriptionSchema.optional(),
    skeleton: z.enum(SKELETONS),
    model: textSchema.trim().min(1).max(100),
    imageWidth: dimension,
    imageHeight: dimension,
    video: z
      .strictObject({
        mimeType: textSchema
          .max(200)
          .regex(/^video\/(mp4|webm)\s*(;.*)?$/i, 'Expected video/mp4 or video/webm, with or without codecs'),
        width: dimension,
        height: dimension,
      })
      .optional(),
    tags: sessionTagsSchema.optional(),
  })
  .meta({ id: 'StartRecording' });
/** See {@link startRecordingSchema}. */
export type StartRecording = z.infer<typeof startRecordingSchema>;

/**
 * A batch of frames, as JSON or in the packed form of `@reclimb/pose` (`encodeFrames`). Exactly one of the two.
 */
export const poseFramesSchema = z
  .strictObject({
    sessionId: sessionIdSchema,
    frames: z.array(frameSchema).max(MAX_FRAMES_PER_BATCH).optional(),
    packed: binarySchema.optional(),
  })
  .refine((batch) => (batch.frames === undefined) !== (batch.packed === undefined), {
    message: 'Expected either frames or packed',
    path: ['frames'],
  });
/** See {@link poseFramesSchema}. */
export type PoseFrames = z.infer<typeof poseFramesSchema>;

/** A UUID as bytes. */
const ID_BYTES = 16;

/**
 * The short form of a batch, the payload of `poses`: 16 bytes of the session's id, then the packed frames. The id as text and
 * the JSON around it would be a fifth of a live batch.
 */
export const shortPosesSchema = binarySchema.transform((bytes, context) => {
  const sessionId = sessionIdSchema.safeParse(uuidText(bytes.subarray(0, ID_BYTES)));
  if (sessionId.success) return { sessionId: sessionId.data, packed: bytes.subarray(ID_BYTES) };
  context.addIssue({
    code: 'custom',
    message: `Expected the ${ID_BYTES} bytes of a session's id, then packed frames`,
  });
  return z.NEVER;
});

/** Writes the short form of a batch ({@link shortPosesSchema}); `sessionId` is a UUID. */
export function shortPoses(sessionId: string, packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const digits = sessionId.replaceAll('-', '');
  const bytes = new Uint8Array(ID_BYTES + packed.length);
  for (let at = 0; at < ID_BYTES; at++) bytes[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  bytes.set(packed, ID_BYTES);
  return bytes;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function uuidText(bytes: Uint8Array): string {
  let text = '';
  for (const [at, byte] of bytes.entries()) {
    text += (at === 4 || at === 6 || at === 8 || at === 10 ? '-' : '') + HEX[byte];
  }
  return text;
}

/** The next bytes of the video, beginning at `offset` of the whole. */
export const videoChunkSchema = z.strictObject({
  sessionId: sessionIdSchema,
  offset: byteOffset,
  data: binarySchema,
});
/** See {@link videoChunkSchema}. */
export type VideoChunk = z.infer<typeof videoChunkSchema>;

/** A picture (JPEG or WebP, at most 1 MiB) of a frame that is already stored. */
export const keyframeUploadSchema = z.strictObject({
  sessionId: sessionIdSchema,
  frameNumber: z.int().min(0).max(0x7fff_ffff),
  image: binarySchema,
});
/** See {@link keyframeUploadSchema}. */
export type KeyframeUpload = z.infer<typeof keyframeUploadSchema>;

/** A marker set while recording: the payload of `marker`. */
export const recordingMarkerSchema = markerPatchSchema
  .required({ timestamp: true })
  .extend({ sessionId: sessionIdSchema });
/** See {@link recordingMarkerSchema}. */
export type RecordingMarker = z.infer<typeof recordingMarkerSchema>;

/** Names one session: the payload of `resume_recording` and `cancel_recording`. */
export const sessionReferenceSchema = z.strictObject({ sessionId: sessionIdSchema });
/** See {@link sessionReferenceSchema}. */
export type SessionReference = z.infer<typeof sessionReferenceSchema>;

/** How much the client has sent in all: the session ends only when all of it has arrived. */
export const recordingTotalsSchema = z
  .strictObject({ frameCount: z.int().min(0), videoBytes: byteOffset })
  .meta({ id: 'RecordingTotals' });
/** See {@link recordingTotalsSchema}. */
export type RecordingTotals = z.infer<typeof recordingTotalsSchema>;

/** The payload of `stop_recording`. */
export const stopRecordingSchema = recordingTotalsSchema.extend({ sessionId: sessionIdSchema });
/** See {@link stopRecordingSchema}. */
export type StopRecording = z.infer<typeof stopRecordingSchema>;

/** Where the server's committed state ends: the frame and the video byte it takes next. */
export const recordingPositionSchema = z
  .object({ sessionId: sessionIdSchema, nextFrameNumber: z.int(), nextVideoOffset: z.int() })
  .meta({ id: 'RecordingPosition' });
/** See {@link recordingPositionSchema}. */
export type RecordingPosition = z.infer<typeof recordingPositionSchema>;

/** Tells the recording's client how it stands: at most once a second and on every change of status. */
export const recordingStatusSchema = z.object({
  sessionId: sessionIdSchema,
  status: z.enum(SESSION_STATUSES),
  frameCount: z.int(),
  videoBytes: z.int(),
  duration: z.number(),
});
/** See {@link recordingStatusSchema}. */
export type RecordingStatus = z.infer<typeof recordingStatusSchema>;

/** Bytes on their way out: Socket.IO takes both forms. */
type Binary = ArrayBuffer | Uint8Array;

/** Events from the recording client, each acknowledged (types for a Socket.IO client or server). */
export interface RecordingClientEvents {
  start_recording(payload: StartRecording, ack: (answer: Ack<RecordingPosition>) => void): void;
  pose_frames(
    payload: { sessionId: string; frames?: PoseFrames['frames']; packed?: Binary },
    ack: (answer: Ack<{ nextFrameNumber: number }>) => void,
  ): void;
  /** The same in the short form that {@link shortPoses} writes. */
  poses(payload: Binary, ack: (answer: Ack<{ nextFrameNumber: number }>) => void): void;
  video_chunk(
    payload: { sessionId: string; offset: number; data: Binary },
    ack: (answer: Ack<{ nextVideoOffset: number }>) => void,
  ): void;
  keyframe(
    payload: { sessionId: string; frameNumber: number; image: Binary },
    ack: (answer: Ack<{ frameNumber: number }>) => void,
  ): void;
  marker(payload: RecordingMarker, ack: (answer: Ack<{ markerId: string }>) => void): void;
  resume_recording(
    payload: SessionReference,
    ack: (answer: Ack<{ nextFrameNumber: number; nextVideoOffset: number; status: SessionStatus }>) => void,
  ): void;
  stop_recording(payload: StopRecording, ack: (answer: Ack<Session>) => void): void;
  cancel_recording(payload: SessionReference, ack: (answer: Ack<Record<string, never>>) => void): void;
}

/** Events to the recording client. */
export interface RecordingServerEvents {
  recording_status(payload: RecordingStatus): void;
  recording_taken_over(payload: { sessionId: string }): void;
}
