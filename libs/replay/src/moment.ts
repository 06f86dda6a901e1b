import type { Pose } from '@reclimb/contracts';
import { interpolatePoses } from '@reclimb/pose';
import type { FrameTrack } from './frame-track.js';

/** What there is to be seen of the recorded bodies at one time. */
export interface Moment {
  /** The time asked for, in seconds, or the frame's own where `exact`. */
  readonly timestamp: number;
  /** The last frame at or before that time; -1 before the first one. */
  readonly frameNumber: number;
  /** Recorded poses at a frame's own time, interpolated ones between two frames, none across a long gap. */
  readonly poses: readonly Pose[];
  /** Whether these are a frame's own poses, untouched. */
  readonly exact: boolean;
}

/**
 * A video says the time of its pictures rounded to its file's clock: to a millisecond in WebM, less in MP4. Within this
 * many seconds a picture is the one of the frame.
 */
export const PICTURE_TOLERANCE = 0.001;

/**
 * What the track knows of one time.
 * @param time seconds from the session's start
 * @param tolerance a frame no further away than this many seconds is taken as it is
 */
export function momentAt(track: FrameTrack, time: number, tolerance = 0): Moment {
  let frameNumber = track.frameAt(time);
  const next = track.timestamp(frameNumber + 1);
  if (next !== undefined && next - time <= tolerance) frameNumber++;
  const before = frameNumber < 0 ? undefined : track.frame(frameNumber);
  if (before && Math.abs(before.timestamp - time) <= tolerance) {
    return { timestamp: before.timestamp, frameNumber, poses: before.poses, exact: true };
  }
  const poses = interpolatePoses(before, track.frame(frameNumber + 1), time);
  return { timestamp: time, frameNumber, poses, exact: false };
}
