import type { Frame } from '@reclimb/contracts';

/**
 * Frames without a hole as plain columns of numbers: what a {@link FrameTrack} takes in, and what a worker can hand over
 * without copying. Frame `i` has the number `firstFrame + i`.
 */
export interface FrameColumns {
  readonly firstFrame: number;
  /** Seconds from the session's start, one for each frame, rising. */
  readonly timestamps: Float64Array;
  /** People in each frame. */
  readonly people: Uint8Array;
  /** Every person of every frame one after another: score, then x, y, score of each of the skeleton's keypoints. */
  readonly poses: Float32Array;
  /** Every person's id in the same order, NaN for none; absent when nobody has one. */
  readonly ids?: Float64Array;
}

/** Numbers that one person takes in {@link FrameColumns.poses}. */
export function poseStride(keypointCount: number): number {
  return 1 + keypointCount * 3;
}

/**
 * Puts frames into columns.
 * @param frames numbered without a hole, in ascending order; not empty
 * @param keypointCount keypoints of the session's skeleton; a pose with fewer is filled up with keypoints of score 0
 * @throws RangeError if there is no frame, a number is skipped, a timestamp is not a finite number, or a pose has more
 *   keypoints than the skeleton
 */
export function toColumns(frames: readonly Frame[], keypointCount: number): FrameColumns {
  const firstFrame = frames[0]?.frameNumber;
  if (firstFrame === undefined) throw new RangeError('No frames make no columns.');
  const stride = poseStride(keypointCount);
  const timestamps = new Float64Array(frames.length);
  const people = new Uint8Array(frames.length);
  const all = frames.reduce((sum, { poses }) => sum + poses.length, 0);
  const values = new Float32Array(all * stride);
  const ids = new Float64Array(all).fill(NaN);
  let person = 0;
  let named = false;
  frames.forEach(({ frameNumber, timestamp, poses }, index) => {
    if (frameNumber !== firstFrame + index) {
      throw new RangeError(`Frame ${firstFrame + index} is missing before frame ${frameNumber}.`);
    }
    if (!Number.isFinite(timestamp)) throw new RangeError('A frame needs a finite timestamp.');
    timestamps[index] = timestamp;
    people[index] = poses.length;
    for (const { id, score, keypoints } of poses) {
      if (keypoints.length > keypointCount) {
        throw new RangeError(`A pose has ${keypoints.length} keypoints, the skeleton ${keypointCount}.`);
      }
      let at = person * stride;
      values[at++] = score;
      for (const [x, y, sure] of keypoints) {
        values[at++] = x;
        values[at++] = y;
        values[at++] = sure;
      }
      if (id !== undefined) {
        ids[person] = id;
        named = true;
      }
      person++;
    }
  });
  return { firstFrame, timestamps, people, poses: values, ...(named ? { ids } : {}) };
}

/** The memory behind columns, to be transferred to another thread; afterwards they are empty here. */
export function buffersOf({ timestamps, people, poses, ids }: FrameColumns): ArrayBufferLike[] {
  return [timestamps, people, poses, ...(ids ? [ids] : [])].map(({ buffer }) => buffer);
}
