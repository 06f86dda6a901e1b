import type { Pose, SkeletonName } from '@reclimb/contracts';
import type { DetectorBackEnd } from './detector-messages';

/** Finds poses in single pictures. One call at a time; the caller keeps the picture and closes it. */
export interface Detector {
  readonly skeleton: SkeletonName;
  readonly backEnd: DetectorBackEnd;
  /** Median milliseconds of one detection when it was tried out. */
  readonly trialMilliseconds: number;
  /**
   * The poses in fractions of the whole picture, none when nobody was found. `timestamp` is in milliseconds and may
   * jump back (another camera). Throws when the detector is broken: build a new one.
   */
  detect(picture: VideoFrame, timestamp: number): Promise<Pose[]>;
  dispose(): Promise<void> | void;
}

/** The server has not got a model, and says why. */
export class ModelUnavailable extends Error {
  override readonly name = 'ModelUnavailable';
}

/** The graphics context a detector computed in is gone; what it answers from now on is noise. */
export class ContextLost extends Error {
  override readonly name = 'ContextLost';
}
