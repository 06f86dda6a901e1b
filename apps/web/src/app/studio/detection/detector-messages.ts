/** What the page and the pose worker say to each other; pictures and poses go over the port (pipeline-messages). */
import type { BackEnd } from './back-end';
import type { PoseModelName } from './models';

/** Page → pose worker: the end of the channel that pictures come in on. A newer one replaces the older. */
export interface PortMessage {
  readonly type: 'port';
  /** Transferred. */
  readonly port: MessagePort;
}

/** Page → pose worker: look with this model from now on. */
export interface LoadModelMessage {
  readonly type: 'load-model';
  readonly model: PoseModelName;
}

export type ToDetector = PortMessage | LoadModelMessage;

/** Pose worker → page: how detection stands, on every change. */
export type DetectorReport =
  | { readonly type: 'loading'; readonly model: PoseModelName }
  | {
      readonly type: 'ready';
      readonly model: PoseModelName;
      readonly backEnd: DetectorBackEnd;
      /** Median milliseconds of one detection in the trial. */
      readonly trialMilliseconds: number;
      /** How often the detector was built anew since the model was chosen. */
      readonly rebuilds: number;
    }
  /** The server has not got the model, and could not fetch it; `reason` is its own sentence. */
  | { readonly type: 'unavailable'; readonly model: PoseModelName; readonly reason: string }
  /** Detection broke and could not be set up again; it is tried again while pictures come. */
  | { readonly type: 'failed'; readonly model: PoseModelName; readonly reason: string };

/** Where a detector computes; `mediapipe` is BlazePose's own runtime. */
export type DetectorBackEnd = BackEnd | 'mediapipe';
