import type { Frame, Keypoint, Pose } from '../frame.js';
import { PackedFramesError } from './packed-frames-error.js';

/**
 * Steps of x and y in a picture's width or height. 1/6250 is 0.00016: the error of at most 0.00008 leaves room under
 * the promised 0.0001 for an export that rounds to five decimals, and every step is exact in five decimals, which
 * keeps stored JSON short.
 */
export const GRID = 6250;

/** Steps of a score: 1/125 is 0.008, so the error is at most 0.004. */
export const SCORE_GRID = 125;

/** Farthest a keypoint lies from the picture's origin, in picture sizes. */
export const MAX_PLACE = 8;

/** Most frames that a batch holds. */
export const MAX_FRAMES = 3600;
/** Most poses in a frame. */
export const MAX_POSES = 20;
/** Most keypoints in a pose. */
export const MAX_KEYPOINTS = 33;

/** Most keypoints in a whole batch: bounds what a reader allocates to about 20 MB. */
export const MAX_KEYPOINTS_PER_BATCH = 250_000;

/** Highest frame number: the database counts in signed 32 bits. */
export const MAX_FRAME_NUMBER = 0x7fff_ffff;

/** A day. */
export const MAX_MICROSECONDS = 86_400_000_000;

/** A pose on the grid; scores in 125ths, places as x, y, x, y … in 6250ths. */
export interface GridPose {
  readonly id?: number;
  readonly score: number;
  readonly scores: readonly number[];
  readonly places: readonly number[];
}

/** A frame on the grid. The timestamp is that of `microseconds`, moved on by `correction` representable doubles. */
export interface GridFrame {
  readonly frameNumber: number;
  readonly microseconds: number;
  readonly correction: bigint;
  readonly poses: readonly GridPose[];
}

const scratch = new DataView(new ArrayBuffer(8));

/** The bits of a double that is not negative: their order is the numbers' order. */
function bitsOf(value: number): bigint {
  scratch.setFloat64(0, value);
  return scratch.getBigInt64(0);
}

function numberOf(bits: bigint): number {
  scratch.setBigInt64(0, bits);
  return scratch.getFloat64(0);
}

function invalid(what: string): never {
  throw new PackedFramesError('invalid-frames', what);
}

function toGridPose(pose: Pose, where: string): GridPose {
  if (pose.keypoints.length < 1 || pose.keypoints.length > MAX_KEYPOINTS) {
    invalid(`${where}: a pose has 1 to ${MAX_KEYPOINTS} keypoints, got ${pose.keypoints.length}`);
  }
  const score = (value: number): number =>
    value >= 0 && value <= 1
      ? Math.round(value * SCORE_GRID)
      : invalid(`${where}: score ${value} is not in 0…1`);
  const place = (value: number): number =>
    Math.abs(value) <= MAX_PLACE
      ? Math.round(value * GRID)
      : invalid(`${where}: coordinate ${value} is not in ±${MAX_PLACE}`);
  const grid = {
    score: score(pose.score),
    scores: pose.keypoints.map((keypoint) => score(keypoint[2])),
    places: pose.keypoints.flatMap(([x, y]) => [place(x), place(y)]),
  };
  if (pose.id === undefined) return grid;
  return Number.isSafeInteger(pose.id)
    ? { ...grid, id: pose.id }
    : invalid(`${where}: id ${pose.id} is not an integer`);
}

/**
 * Puts frames on the grid of the packed form.
 * @throws PackedFramesError (`invalid-frames`) for what cannot be expressed.
 */
export function toGrid(frames: readonly Frame[]): GridFrame[] {
  if (frames.length > MAX_FRAMES) {
    invalid(`A batch holds at most ${MAX_FRAMES} frames, got ${frames.length}`);
  }
  let keypoints = 0;
  return frames.map((frame, index) => {
    const { frameNumber, timestamp, poses } = frame;
    const where = `Frame ${frameNumber}`;
    const before = frames[index - 1];
    if (!Number.isInteger(frameNumber) || frameNumber < 0 || frameNumber > MAX_FRAME_NUMBER) {
      invalid(`Frame number ${frameNumber} is not an integer in 0…${MAX_FRAME_NUMBER}`);
    }
    if (!(timestamp >= 0 && timestamp * 1e6 <= MAX_MICROSECONDS)) {
      invalid(`${where}: timestamp ${timestamp} is not in 0…${MAX_MICROSECONDS / 1e6}`);
    }
    if (before && !(frameNumber > before.frameNumber && timestamp > before.timestamp)) {
      invalid(`${where}: frame numbers and timestamps must increase`);
    }
    if (poses.length > MAX_POSES) {
      invalid(`${where}: a frame holds at most ${MAX_POSES} poses, got ${poses.length}`);
    }
    keypoints += poses.reduce((sum, pose) => sum + pose.keypoints.length, 0);
    if (keypoints > MAX_KEYPOINTS_PER_BATCH) {
      invalid(`A batch holds at most ${MAX_KEYPOINTS_PER_BATCH} keypoints: split it`);
    }
    const microseconds = Math.floor(timestamp * 1e6 + 0.5);
    return {
      frameNumber,
      microseconds,
      correction: bitsOf(timestamp + 0) - bitsOf(microseconds / 1e6),
      poses: poses.map((pose) => toGridPose(pose, where)),
    };
  });
}

/** A double moved on by so many representable ones; NaN when there is none. */
function moved(value: number, by: bigint): number {
  const bits = bitsOf(value) + by;
  return bits >= 0n && bits < 1n << 63n ? numberOf(bits) : NaN;
}

/**
 * Frames from the grid.
 * @throws PackedFramesError (`malformed`) when timestamps do not increase.
 */
export function fromGrid(frames: readonly GridFrame[]): Frame[] {
  let last = -1;
  return frames.map(({ frameNumber, microseconds, correction, poses }) => {
    const timestamp = correction === 0n ? microseconds / 1e6 : moved(microseconds / 1e6, correction);
    if (!(timestamp > last && timestamp * 1e6 <= MAX_MICROSECONDS)) {
      throw new PackedFramesError('malformed', 'The timestamps do not increase');
    }
    last = timestamp;
    return { frameNumber, timestamp, poses: poses.map(fromGridPose) };
  });
}

function fromGridPose({ id, score, scores, places }: GridPose): Pose {
  const keypoints = scores.map((keypointScore, index): Keypoint => [
    (places[2 * index] ?? 0) / GRID,
    (places[2 * index + 1] ?? 0) / GRID,
    keypointScore / SCORE_GRID,
  ]);
  return { ...(id === undefined ? {} : { id }), score: score / SCORE_GRID, keypoints };
}
