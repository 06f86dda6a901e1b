/**
 * What the page and the capture worker say to each other. Pictures pass here only when the browser cannot hand over the
 * camera's stream itself (`picture`).
 */
import type { Pose, Session, SkeletonName, StartRecording } from '@reclimb/contracts';
import type { RefusalWord } from './refusal';

/** What a recording is declared as; the session's id and the video's type are added by the recorder. */
export type StartOptions = Omit<StartRecording, 'sessionId' | 'video'>;

/**
 * How far a recording is. `recording` says nothing about the network: it goes on offline. `stopping` lasts until the
 * server holds everything, so it may last long when there is no network.
 */
export type RecorderPhase =
  'idle' | 'starting' | 'recording' | 'stopping' | 'stopped' | 'cancelled' | 'failed';

/** Whether the server can be reached; `unauthenticated`: it can, but asks for a login first. */
export type ConnectionState = 'online' | 'offline' | 'unauthenticated';

/** Something the climber should know while the recording goes on. */
export type WarningCode =
  /** Nothing durable could be had from this browser: what is not uploaded yet is lost when the page closes. */
  | 'memory_only'
  /** The device's storage runs out; the recording will be stopped before it is full. */
  | 'storage_low'
  /** No space left: the recording was stopped, everything up to here is kept. */
  | 'storage_full'
  /** A limit of the session or the room on the server comes near: the recording will be stopped before it. */
  | 'limit_near'
  /** It was stopped for that; or the server takes no more of it. All of it is kept. */
  | 'limit_reached'
  /** This browser encodes no video: poses only. */
  | 'video_unavailable'
  /** The video encoder gave up during the recording: the video ends here, poses go on. */
  | 'video_stopped'
  /** No picture has come from the camera for some seconds. */
  | 'camera_stalled'
  /** The pose worker has not answered for some seconds and is started anew; the video goes on. */
  | 'detector_stalled'
  /** A keyframe image or a marker was refused by the server and left out. */
  | 'extra_refused';

/** A warning that stands. */
export interface RecorderWarning {
  readonly code: WarningCode;
  /** A sentence for the climber. */
  readonly message: string;
}

/** Why a recording ended without its session. What was recorded stays in the outbox unless it was cancelled. */
export interface RecorderFailure {
  readonly code: string;
  readonly message: string;
}

/** All that the page shows of the recorder; sent on every change of phase, otherwise at most five times a second. */
export interface RecorderSnapshot {
  readonly phase: RecorderPhase;
  readonly sessionId: string | null;
  /** Seconds from the first recorded picture to the last one, by the pictures' own timestamps. */
  readonly elapsedSeconds: number;
  /** Frames that are safe in the outbox (they survive a crash of the page unless `memory_only` warns). */
  readonly framesRecorded: number;
  /** Frames that the server has acknowledged as durable. */
  readonly framesStored: number;
  /** Timestamp of the last frame that the server has acknowledged. */
  readonly secondsStored: number;
  /** Bytes in the outbox that the server has not acknowledged. */
  readonly pendingBytes: number;
  /** Seconds that the oldest of them have waited; 0 when nothing waits. */
  readonly oldestPendingAge: number;
  readonly connection: ConnectionState;
  /** Why the server, which can be reached, takes nothing just now. Null while it does. */
  readonly refusal: RefusalWord | null;
  /** Poses and pictures a second over the last seconds. */
  readonly detectionRate: number;
  readonly cameraRate: number;
  /** Pictures that arrived but were left out of video and poses because the encoder was behind. */
  readonly droppedPictures: number;
  /** The video's type, null while nothing is recorded or when there is none. */
  readonly videoMimeType: string | null;
  /** Earlier recordings whose upload still goes on behind the current one. */
  readonly backgroundUploads: number;
  /** Why the server takes nothing of them just now. Null while it does. */
  readonly backgroundRefusal: RefusalWord | null;
  readonly warnings: readonly RecorderWarning[];
  readonly finishedSession: Session | null;
  readonly failure: RecorderFailure | null;
}

/** The recorder before anything happened. */
export const IDLE_SNAPSHOT: RecorderSnapshot = {
  phase: 'idle',
  sessionId: null,
  elapsedSeconds: 0,
  framesRecorded: 0,
  framesStored: 0,
  secondsStored: 0,
  pendingBytes: 0,
  oldestPendingAge: 0,
  connection: 'offline',
  refusal: null,
  detectionRate: 0,
  cameraRate: 0,
  droppedPictures: 0,
  videoMimeType: null,
  backgroundUploads: 0,
  backgroundRefusal: null,
  warnings: [],
  finishedSession: null,
  failure: null,
};

/** A recording that an earlier page left behind and no live page is working on. */
export interface UnfinishedRecording {
  readonly sessionId: string;
  readonly name: string;
  /** ISO 8601: when it was started. */
  readonly startedAt: string;
  /** What is still to be uploaded. */
  readonly pendingBytes: number;
}

/** The newest poses, for the overlay. `timestamp` is the picture's own, in microseconds of the camera's clock. */
export interface LivePoses {
  readonly poses: readonly Pose[];
  readonly skeleton: SkeletonName;
  readonly timestamp: number;
  readonly imageWidth: number;
  readonly imageHeight: number;
}

/** A request from the page that is answered by an {@link AnswerMessage} with the same number. */
interface Asked {
  readonly request: number;
}

/** Page → capture worker. */
export type ToCaptureWorker =
  | {
      readonly type: 'attach';
      /** The camera's pictures, transferred; null when they will come as `picture` messages. */
      readonly pictures: ReadableStream<VideoFrame> | null;
      /** The capture worker's end of the channel to the pose worker, transferred. */
      readonly posePort: MessagePort;
    }
  /** Transferred; the capture worker closes it. */
  | { readonly type: 'picture'; readonly picture: VideoFrame }
  | { readonly type: 'detach' }
  | (Asked & { readonly type: 'start'; readonly options: StartOptions })
  | (Asked & { readonly type: 'stop' })
  | (Asked & { readonly type: 'cancel' })
  | (Asked & { readonly type: 'marker'; readonly label: string })
  | (Asked & { readonly type: 'find-unfinished' })
  | (Asked & { readonly type: 'finish-unfinished'; readonly sessionId: string })
  | (Asked & { readonly type: 'settle-unfinished'; readonly sessionId: string })
  | (Asked & { readonly type: 'discard-unfinished'; readonly sessionId: string })
  /** The network or the login may have changed: try the connection at once. */
  | { readonly type: 'reconnect' };

/** The requests among them, without their number. */
export type CaptureRequest =
  Extract<ToCaptureWorker, Asked> extends infer T ? (T extends Asked ? Omit<T, 'request'> : never) : never;

/** Capture worker → page: what came of a request. */
export type AnswerMessage =
  | { readonly type: 'answer'; readonly request: number; readonly ok: true; readonly value: unknown }
  | {
      readonly type: 'answer';
      readonly request: number;
      readonly ok: false;
      readonly error: RecorderFailure;
    };

/** Capture worker → page. */
export type FromCaptureWorker =
  | { readonly type: 'state'; readonly snapshot: RecorderSnapshot }
  | ({ readonly type: 'poses' } & LivePoses)
  /** The camera's stream ended (unplugged, taken away) or failed. */
  | { readonly type: 'pictures-ended'; readonly reason: string }
  /** The pose worker has not answered for too long: it has to be started anew. */
  | { readonly type: 'detector-stalled' }
  | AnswerMessage;
