import {
  type Frame,
  KEYPOINT_COUNT,
  MAX_COORDINATE,
  MAX_FRAMES_PER_BATCH,
  MAX_POSES_PER_FRAME,
  MAX_TIMESTAMP_SECONDS,
  type SkeletonName,
} from '@reclimb/contracts';
import { findBatchFault } from '@reclimb/recording';
import { DomainError } from '../errors/domain-error.js';
import { validationError } from '../errors/validation.js';

const refuse = (path: (string | number)[], message: string) => validationError([{ path, message }]);

/**
 * What every batch must satisfy before the append rule is asked: numbers without a hole, rising timestamps, the
 * skeleton's keypoints. Throws `validation_failed` that names the place, e.g. `frames.3.poses.0.keypoints`.
 */
export function checkBatch(frames: readonly Frame[], skeleton: SkeletonName): void {
  if (frames.length > MAX_FRAMES_PER_BATCH) {
    throw new DomainError(
      'payload_too_large',
      `Expected at most ${MAX_FRAMES_PER_BATCH} frames in one batch`,
    );
  }
  const fault = findBatchFault(frames);
  if (fault?.fault === 'frame_number') {
    throw refuse(['frames', fault.index, 'frameNumber'], 'Expected the number after the frame before it');
  }
  if (fault?.fault === 'timestamp') {
    throw refuse(
      ['frames', fault.index, 'timestamp'],
      'Expected a timestamp after that of the frame before it',
    );
  }
  const expected = KEYPOINT_COUNT[skeleton];
  for (const [index, frame] of frames.entries()) {
    for (const [person, pose] of frame.poses.entries()) {
      if (pose.keypoints.length !== expected) {
        throw refuse(
          ['frames', index, 'poses', person, 'keypoints'],
          `Expected the ${expected} keypoints of ${skeleton}, got ${pose.keypoints.length}`,
        );
      }
    }
  }
}

/** Holds decoded packed frames to the limits that the schema holds JSON frames to. */
export function checkDecoded(frames: readonly Frame[]): void {
  for (const [index, frame] of frames.entries()) {
    if (!(frame.timestamp >= 0 && frame.timestamp <= MAX_TIMESTAMP_SECONDS)) {
      throw refuse(['packed', index, 'timestamp'], `Expected 0 to ${MAX_TIMESTAMP_SECONDS} seconds`);
    }
    if (!(frame.frameNumber >= 0 && frame.frameNumber <= 0x7fff_ffff)) {
      throw refuse(['packed', index, 'frameNumber'], 'Expected a number from 0 to 2147483647');
    }
    if (frame.poses.length > MAX_POSES_PER_FRAME) {
      throw refuse(['packed', index, 'poses'], `Expected at most ${MAX_POSES_PER_FRAME} people`);
    }
    for (const [person, pose] of frame.poses.entries()) {
      for (const [place, [x, y, score]] of pose.keypoints.entries()) {
        if (!(Math.abs(x) <= MAX_COORDINATE && Math.abs(y) <= MAX_COORDINATE && score >= 0 && score <= 1)) {
          throw refuse(
            ['packed', index, 'poses', person, 'keypoints', place],
            'Expected fractions of the picture and a score from 0 to 1',
          );
        }
      }
    }
  }
}

/** The refusal of a batch whose first new frame is not later than the last stored one. */
export function timestampNotRising(index: number, lastTimestamp: number): DomainError {
  return refuse(
    ['frames', index, 'timestamp'],
    `Expected a timestamp after ${lastTimestamp}, that of the last stored frame`,
  );
}
