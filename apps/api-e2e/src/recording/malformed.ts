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

/** Chance that can be repeated: the numbers of one seed. */
export class Chance {
  constructor(private state: number) {}

  /** 0 inclusive … `end` exclusive, whole. */
  below(end: number): number {
    // Marsaglia's xorshift.
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % end;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  bytes(most: number): Buffer {
    return Buffer.from(Array.from({ length: this.below(most + 1) }, () => this.below(256)));
  }
}

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
  const cut = packed.subarray(0, chance.below(packed.length + 1));
  for (let times = 1 + chance.below(5); times > 0 && cut.length > 0; times--) {
    cut[chance.below(cut.length)] = chance.below(256);
  }
  return cut;
}

/** A copy of a value in which one thing, anywhere, is wrong. */
function spoilt(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value) && value.length > 0 && chance.below(4) > 0) {
    const copy: unknown[] = [...(value as unknown[])];
    const at = chance.below(copy.length);
    if (chance.below(4) === 0) copy.splice(at, 1);
    else copy[at] = spoilt(copy[at], chance);
    return copy;
  }
  if (isRecord(value) && chance.below(6) > 0) {
    const copy: Record<string, unknown> = { ...value };
    const names = Object.keys(copy);
    if (names.length === 0 || chance.below(5) === 0) {
      copy[chance.of(['extra', 'SessionId', 'toString', ''])] = rubbish(chance, 1);
      return copy;
    }
    const name = chance.of(names);
    if (chance.below(4) === 0) delete copy[name];
    else copy[name] = spoilt(copy[name], chance);
    return copy;
  }
  return rubbish(chance, 2);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);
}

function rubbish(chance: Chance, depth: number): unknown {
  switch (chance.below(depth > 0 ? 11 : 9)) {
    case 0:
      return null;
    case 1:
      return chance.of([0, -1, 0.5, -0, 1e308, -1e308, 2 ** 53, 4_294_967_296, 1e-320]);
    case 2:
      return chance.of([
        '',
        'NaN',
        '../../etc/passwd',
        "'; DROP TABLE session_recording; --",
        '\u0000',
        '💥',
        'true',
      ]);
    case 3:
      return 'x'.repeat(chance.below(5_000));
    case 4:
      return chance.bytes(64);
    case 5:
      return chance.below(2) === 0;
    case 6:
      return randomUUID();
    case 7:
      return [];
    case 8:
      return {};
    case 9:
      return Array.from({ length: chance.below(5) }, () => rubbish(chance, depth - 1));
    default:
      return { [chance.of(['sessionId', 'frames', 'a', 'length', 'toString'])]: rubbish(chance, depth - 1) };
  }
}
