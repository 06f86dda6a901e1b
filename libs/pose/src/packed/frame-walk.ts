import type { BinaryCoder } from './range-coder.js';
import { PackedFramesError } from './packed-frames-error.js';
import {
  MAX_FRAME_NUMBER,
  MAX_FRAMES,
  MAX_KEYPOINTS,
  MAX_KEYPOINTS_PER_BATCH,
  MAX_MICROSECONDS,
  MAX_POSES,
  type GridFrame,
  type GridPose,
} from './grid.js';
import { codeBigInteger, codeUnsigned } from './plain-numbers.js';
import { FLAG, type PoseModels } from './pose-models.js';
import { PoseWalk, type PoseMemory } from './pose-walk.js';

/** Microseconds between two frames until the first interval is known: 30 frames a second. */
const FIRST_INTERVAL = 33_333;

const malformed = (what: string): never => {
  throw new PackedFramesError('malformed', what);
};

/** The number of frames, with which a batch begins. */
export function codeFrameCount(coder: BinaryCoder, value: number): number {
  const count = coder.direct(value, 12);
  if (count > MAX_FRAMES) malformed(`A batch holds at most ${MAX_FRAMES} frames`);
  return count;
}

/**
 * The order of everything in a batch, for both directions: writing, `frames` are the frames to write; reading, it is
 * undefined, and the frames that were read come back. See docs/packed-frames.md.
 */
export class FrameWalk {
  /** The latest pose of everybody in the batch: the nameless by their place in the list. */
  private readonly bySlot: (PoseMemory | undefined)[] = [];
  private readonly byId = new Map<number, PoseMemory>();
  private readonly idAtSlot: (number | undefined)[] = [];
  private readonly poseWalk: PoseWalk;
  private number = -1;
  private microseconds = 0;
  private interval = FIRST_INTERVAL;
  private poseCount = 1;
  private keypointTotal = 0;
  private keypointCount = 17;

  constructor(
    private readonly coder: BinaryCoder,
    private readonly models: PoseModels,
  ) {
    this.poseWalk = new PoseWalk(coder, models);
  }

  /** Writes `frames`, or reads what there is; answers the batch either way. */
  walk(frames?: readonly GridFrame[]): GridFrame[] {
    const count = codeFrameCount(this.coder, frames?.length ?? 0);
    const exact = this.coder.direct(frames?.some((frame) => frame.correction !== 0n) ? 1 : 0, 1) === 1;
    const result: GridFrame[] = [];
    for (let i = 0; i < count; i++) result.push(this.frame(frames?.[i], i === 0, exact));
    return result;
  }

  private frame(input: GridFrame | undefined, first: boolean, exact: boolean): GridFrame {
    this.codeNumber(input, first);
    this.codeTime(input, first);
    const correction = exact ? codeBigInteger(this.coder, input?.correction ?? 0n) : 0n;
    const count =
      this.poseCount +
      this.models.poseCount.code(this.coder, (input?.poses.length ?? 0) - this.poseCount, 0, 0);
    if (count < 0 || count > MAX_POSES) malformed(`A frame holds at most ${MAX_POSES} poses`);
    this.poseCount = count;
    const poses: GridPose[] = [];
    for (let slot = 0; slot < count; slot++) poses.push(this.pose(input?.poses[slot], slot));
    return { frameNumber: this.number, microseconds: this.microseconds, correction, poses };
  }

  private codeNumber(input: GridFrame | undefined, first: boolean): void {
    const step = (input?.frameNumber ?? 0) - this.number;
    const next = !first && this.flag(FLAG.nextNumber, step === 1);
    this.number += next ? 1 : 1 + codeUnsigned(this.coder, step - 1);
    if (this.number > MAX_FRAME_NUMBER) malformed('A frame number is too large');
  }

  private codeTime(input: GridFrame | undefined, first: boolean): void {
    const wanted = (input?.microseconds ?? 0) - this.microseconds;
    const change = wanted - this.interval;
    if (!first && this.flag(FLAG.nearInterval, Math.abs(change) < 2 ** 17)) {
      this.interval += this.models.interval.code(this.coder, change, 0, 0);
    } else {
      const elapsed = codeUnsigned(this.coder, wanted);
      if (!first) this.interval = elapsed;
      else this.microseconds = elapsed;
    }
    if (!first) this.microseconds += this.interval;
    if (this.interval < 0 || this.microseconds > MAX_MICROSECONDS) malformed('A timestamp is out of range');
  }

  private pose(input: GridPose | undefined, slot: number): GridPose {
    const id = this.codeId(input, slot);
    const same = this.flag(FLAG.sameKeypointCount, input?.scores.length === this.keypointCount);
    if (!same) {
      this.keypointCount = this.coder.direct(input?.scores.length ?? 0, 6);
      if (this.keypointCount < 1 || this.keypointCount > MAX_KEYPOINTS) {
        malformed(`A pose has 1 to ${MAX_KEYPOINTS} keypoints`);
      }
    }
    this.keypointTotal += this.keypointCount;
    if (this.keypointTotal > MAX_KEYPOINTS_PER_BATCH) {
      malformed(`A batch holds at most ${MAX_KEYPOINTS_PER_BATCH} keypoints`);
    }
    const remembered = id === undefined ? this.bySlot[slot] : this.byId.get(id);
    const known = remembered?.pose.scores.length === this.keypointCount ? remembered : undefined;
    const memory = this.poseWalk.walk(this.keypointCount, known, input);
    if (id === undefined) this.bySlot[slot] = memory;
    else this.byId.set(id, memory);
    return id === undefined ? memory.pose : { ...memory.pose, id };
  }

  private codeId(input: GridPose | undefined, slot: number): number | undefined {
    if (!this.flag(FLAG.hasId, input?.id !== undefined)) return undefined;
    const last = this.idAtSlot[slot];
    if (last !== undefined && this.flag(FLAG.sameId, input?.id === last)) return last;
    const id = this.codeNewId(input?.id ?? 0);
    this.idAtSlot[slot] = id;
    return id;
  }

  private codeNewId(input: number): number {
    const negative = this.coder.direct(input < 0 ? 1 : 0, 1) === 1;
    const size = codeUnsigned(this.coder, Math.abs(input));
    if (size > Number.MAX_SAFE_INTEGER) malformed('An id is too large');
    return negative && size > 0 ? -size : size;
  }

  private flag(context: number, value: boolean): boolean {
    return this.models.flags.bit(this.coder, context, value ? 1 : 0) === 1;
  }
}
