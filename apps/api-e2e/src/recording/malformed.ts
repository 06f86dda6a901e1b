import { randomUUID } from 'node:crypto';
import {
  creditSchema,
  emptySchema,
  keyframeUploadSchema,
  poseFramesSchema,
  recordingMarkerSchema,
  seekSchema,
  sessionReferenceSchema,
  setSpeedSchema,
  shortPoses,
  shortPosesSchema,
  startRecordingSchema,
  stepSchema,
  stopRecordingSchema,
  videoChunkSchema,
} from '@reclimb/contracts';
import { encodeFrames } from '@reclimb/pose';
import { type Chance, rubbish, spoilt } from '../chance.js';
import { takeOf } from './take.js';

/** The little of a zod schema that is needed here. */
interface Schema {
  safeParse(value: unknown): { success: boolean };
}

/** A message of an event as it should be, and what the server holds it against. */
interface Model {
  readonly schema: Schema;
  readonly valid: readonly unknown[];
}

const take = takeOf('A climb', 3, new Uint8Array(1));
const sessionId = randomUUID();
const { frames } = take;

/** Every event of the contract that a client sends, by namespace. */
export const EVENTS: Readonly<Record<'/recording' | '/replay', Readonly<Record<string, Model>>>> = {
  '/recording': {
    start_recording: {
      schema: startRecordingSchema,
      valid: [{ ...take.start, description: 'x', tags: ['a', 'b'] }],
    },
    pose_frames: {
      schema: poseFramesSchema,
      valid: [
        { sessionId, frames },
        { sessionId, packed: Buffer.from(encodeFrames(frames)) },
      ],
    },
    poses: { schema: shortPosesSchema, valid: [Buffer.from(shortPoses(sessionId, encodeFrames(frames)))] },
    video_chunk: { schema: videoChunkSchema, valid: [{ sessionId, offset: 0, data: Buffer.alloc(20, 1) }] },
    keyframe: {
      schema: keyframeUploadSchema,
      valid: [{ sessionId, frameNumber: 0, image: Buffer.alloc(20, 1) }],
    },
    marker: { schema: recordingMarkerSchema, valid: [{ sessionId, timestamp: 1.5, label: 'a', kind: 'b' }] },
    resume_recording: { schema: sessionReferenceSchema, valid: [{ sessionId }] },
    stop_recording: { schema: stopRecordingSchema, valid: [{ sessionId, frameCount: 3, videoBytes: 20 }] },
    cancel_recording: { schema: sessionReferenceSchema, valid: [{ sessionId }] },
  },
  '/replay': {
    play: { schema: emptySchema, valid: [{}] },
    pause: { schema: emptySchema, valid: [{}] },
    seek: { schema: seekSchema, valid: [{ timestamp: 0.5 }, { frameNumber: 2 }] },
    set_speed: { schema: setSpeedSchema, valid: [{ speed: 2 }] },
    step: { schema: stepSchema, valid: [{ frames: -1 }] },
    credit: { schema: creditSchema, valid: [{ frames: 30 }] },
  },
};

/** A payload that the contract refuses, made from a right one or from nothing; as it arrives: JSON and bytes. */
export function malformed({ schema, valid }: Model, chance: Chance): unknown {
  for (;;) {
    const payload = chance.below(8) === 0 ? rubbish(chance, 3) : spoilt(chance.of(valid), chance);
    if (!accepts(schema, payload)) return payload;
  }
}

/** A schema may itself trip over a value: then it does not accept it. */
function accepts(schema: Schema, payload: unknown): boolean {
  try {
    return schema.safeParse(payload).success;
  } catch {
    return false;
  }
}

/** Bytes that claim to be packed frames: right ones that were damaged, or noise. */
export function damagedFrames(chance: Chance): Buffer {
  if (chance.below(3) === 0) return chance.bytes(200);
  const packed = Buffer.from(encodeFrames(frames));
  const damaged = Buffer.from(packed.subarray(0, chance.below(packed.length + 1)));
  // A byte may be replaced by what it was.
  do {
    for (let times = 1 + chance.below(5); times > 0 && damaged.length > 0; times--) {
      damaged[chance.below(damaged.length)] = chance.below(256);
    }
  } while (damaged.equals(packed));
  return damaged;
}
