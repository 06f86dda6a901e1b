/**
 * What the three threads of the studio say to each other.
 *
 *   camera track ──VideoFrame──▶ capture worker ──picture──▶ pose worker
 *                                 │  ▲ encodes, numbers       │
 *                                 │  └──────────poses─────────┘
 *                                 └─live poses, recording state──▶ page (draws; never touches a picture)
 *
 * The page creates both workers and hands each one end of a MessageChannel; from then on pictures never pass through
 * the main thread. `timestamp` is always the VideoFrame's own, in microseconds of the camera's clock: it is the only
 * time that pose and video share.
 */
import type { Pose, SkeletonName } from '@reclimb/contracts';

/** Capture worker → pose worker. At most one is under way: the next is sent when its answer has arrived. */
export interface PictureMessage {
  readonly type: 'picture';
  /** Transferred; the pose worker closes it. */
  readonly picture: VideoFrame;
  readonly timestamp: number;
}

/** Pose worker → capture worker: the answer to one picture, in the session's units (fractions of the picture). */
export interface PosesMessage {
  readonly type: 'poses';
  readonly timestamp: number;
  readonly poses: Pose[];
  readonly skeleton: SkeletonName;
  /** Milliseconds of detection, for the rate shown in the studio. */
  readonly elapsed: number;
}

/** Pose worker → capture worker: this picture could not be looked at; the next one may be sent. */
export interface PictureSkippedMessage {
  readonly type: 'picture-skipped';
  readonly timestamp: number;
  readonly reason: string;
}

export type ToPoseWorker = PictureMessage;
export type FromPoseWorker = PosesMessage | PictureSkippedMessage;
