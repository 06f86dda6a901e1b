/**
 * `[x, y, score]`: x and y are fractions of the picture's width and height (0,0 = top left, y down, unmirrored, not
 * clamped), score is 0…1.
 */
export type Keypoint = [x: number, y: number, score: number];

/** One person in one picture; the keypoints are in the order of the session's skeleton. */
export interface Pose {
  /** Tells several people apart from frame to frame; absent when the detector knows only one. */
  id?: number | undefined;
  score: number;
  keypoints: Keypoint[];
}

/** The poses of one camera picture. `timestamp` is in seconds from the session's start. */
export interface Frame {
  frameNumber: number;
  timestamp: number;
  poses: Pose[];
}
