import type { Frame, Session, SessionStatus, WireError } from '@reclimb/contracts';
import type { PendingRange } from './outbox.js';
import type { OutboxRecord, RecordingDeclaration } from './outbox-storage.js';

/**
 * How far a recording is.
 *
 *   idle → starting → streaming ⇄ resuming → stopping → stopped
 *                any but the last → cancelled | failed
 *
 * `starting` until the server has taken the recording for the first time, `resuming` whenever data cannot flow
 * afterwards (no connection, back-off), `stopping` from the climber's stop until the server has answered with the
 * session. Recording itself goes on in the first three, whatever the network does.
 */
export type RecorderPhase =
  'idle' | 'starting' | 'streaming' | 'resuming' | 'stopping' | 'stopped' | 'cancelled' | 'failed';

/** Whether the server can be reached; `unauthenticated`: it can, but asks for a login first. */
export type RecorderConnection = 'online' | 'offline' | 'unauthenticated';

/**
 * How it stands between this recording and the server on the current connection: nothing said yet, the opening message
 * (`start_recording` or `resume_recording`) is under way, data flows, or a pause until `retryAt`.
 */
export type RecorderLink = 'closed' | 'opening' | 'open' | 'waiting';

/** The positions of one append-only sequence: frames or the video's bytes. durable ≤ sent ≤ persisted ≤ recorded. */
export interface Track {
  /** What the recorder was given. */
  readonly recorded: number;
  /** What the outbox holds: may be sent, and counts as recorded for the climber. */
  readonly persisted: number;
  /** Where the next message begins. */
  readonly sent: number;
  /** What the server has acknowledged: below it the outbox is empty. */
  readonly durable: number;
}

/** What the server is asked. `from` inclusive, `to` exclusive. */
export type RecorderMessage =
  | { readonly event: 'start_recording'; readonly declaration: RecordingDeclaration }
  | { readonly event: 'resume_recording' }
  | { readonly event: 'pose_frames'; readonly from: number; readonly to: number }
  | { readonly event: 'video_chunk'; readonly from: number; readonly to: number }
  /** The keyframe image or marker that waits in the outbox under this key. */
  | { readonly event: 'extra'; readonly key: number }
  | { readonly event: 'stop_recording'; readonly frameCount: number; readonly videoBytes: number }
  | { readonly event: 'cancel_recording' };

/** A message that was sent and not answered. */
export interface PendingRequest {
  readonly id: number;
  readonly message: RecorderMessage;
  /** When waiting for the answer is given up. */
  readonly deadline: number;
}

/** A keyframe image or marker in the outbox that the server has not acknowledged. */
export interface PendingExtra {
  readonly key: number;
  /** It may be sent once this many frames are durable: an image belongs to a stored frame. */
  readonly needsFrames: number;
}

/** Why a recording ended without its session. Its outbox is kept. */
export interface RecorderFailure {
  /**
   * An error word of the contract, or `taken_over`, or `server_lost_data`, or `session_limit`: the session can be no
   * longer or larger, and the server has as much of it as fits.
   */
  readonly code: WireError['code'] | 'taken_over' | 'server_lost_data' | 'session_limit';
  readonly message: string;
}

/** Where a limit of the session ends what the server takes of each track; null where none was met. */
export interface TrackEnds {
  readonly frames: number | null;
  readonly video: number | null;
}

/** No limit was met. */
export const NO_ENDS: TrackEnds = { frames: null, video: null };

/** The recorder's whole memory; never changed in place. */
export interface RecorderState {
  readonly phase: RecorderPhase;
  readonly declaration: RecordingDeclaration | null;
  readonly connection: RecorderConnection;
  readonly link: RecorderLink;
  readonly frames: Track;
  readonly video: Track;
  readonly extras: readonly PendingExtra[];
  /** Whether the server has ever taken this recording, as far as this client knows. */
  readonly opened: boolean;
  /** Whether `start_recording` was ever sent: from then on the server may know the recording. */
  readonly startSent: boolean;
  /** Whether this continues an earlier page's recording, so that the totals are the outbox's or the server's. */
  readonly recovered: boolean;
  /** Whether the outbox has dropped something, so that the recording cannot be sent from its beginning. */
  readonly forgotten: boolean;
  readonly ending: 'stop' | 'cancel' | null;
  /** Whether what the server has not stored is given up, so that the recording ends with what it has. */
  readonly settling: boolean;
  readonly ends: TrackEnds;
  /** Whether all that fits has been sent, so that the next refusal by a limit is the last word. */
  readonly askingOnceMore: boolean;
  /** Whether the ending has reached the outbox, behind all that was recorded before it. */
  readonly endingPersisted: boolean;
  readonly requests: readonly PendingRequest[];
  readonly nextRequest: number;
  /** Failures since the last progress. */
  readonly attempts: number;
  readonly retryAt: number | null;
  /** When the next `tick` is due; null when nothing is waited for. */
  readonly wakeAt: number | null;
  /** Why the server refused last; null once it has taken something again. */
  readonly refusal: WireError | null;
  readonly failure: RecorderFailure | null;
  /** What the server answered to the stop. */
  readonly session: Session | null;
}

/** What an earlier page left in the outbox. */
export interface RecoveredOutbox {
  readonly pendingFrames: PendingRange | null;
  readonly pendingVideo: PendingRange | null;
  readonly extras: readonly PendingExtra[];
  readonly forgotten: boolean;
  readonly ending: 'stop' | 'cancel' | null;
}

/** What the server acknowledges, by the message it answers. Only the fields of that message's answer are there. */
export interface RecorderAnswer {
  readonly nextFrameNumber?: number;
  readonly nextVideoOffset?: number;
  readonly status?: SessionStatus;
  readonly session?: Session;
}

/** What happens to a recorder. */
export type RecorderEvent =
  /** A recording begins; its outbox is open. */
  | { readonly type: 'start'; readonly declaration: RecordingDeclaration }
  /** A recording that an earlier page left behind goes on. It takes no more data. */
  | {
      readonly type: 'recover';
      readonly declaration: RecordingDeclaration;
      readonly outbox: RecoveredOutbox;
    }
  | { readonly type: 'frames'; readonly frames: readonly Frame[] }
  | { readonly type: 'video'; readonly data: Uint8Array }
  | { readonly type: 'keyframe'; readonly frameNumber: number; readonly image: Uint8Array }
  | { readonly type: 'marker'; readonly timestamp: number; readonly label: string }
  | { readonly type: 'stop' }
  | { readonly type: 'cancel' }
  /** The climber gives up what the server does not take: a recovered recording ends with what the server has. */
  | { readonly type: 'settle' }
  /** The outbox holds a record; `key` when it is a keyframe image or a marker. */
  | { readonly type: 'persisted'; readonly record: OutboxRecord; readonly key: number | null }
  /** The outbox takes no more: the recording ends with what it holds. */
  | { readonly type: 'outbox_full' }
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected'; readonly reason?: 'unauthenticated' }
  | { readonly type: 'acked'; readonly request: number; readonly answer: RecorderAnswer }
  | { readonly type: 'refused'; readonly request: number; readonly error: WireError }
  | { readonly type: 'taken_over' }
  | { readonly type: 'tick' };

/** What the shell is to do, in the order given. */
export type RecorderEffect =
  /** Append to the outbox, one after the other, and report `persisted`. */
  | { readonly type: 'persist'; readonly record: OutboxRecord }
  /** Send now, never later: a message that cannot be sent at once is dropped (the deadline or `connected` heals it). */
  | { readonly type: 'send'; readonly request: number; readonly message: RecorderMessage }
  | { readonly type: 'forget'; readonly frames?: number; readonly video?: number; readonly extra?: number }
  /** Report a `tick` at this time; replaces what was scheduled before. */
  | { readonly type: 'schedule'; readonly at: number }
  | { readonly type: 'warn'; readonly code: 'extra_refused'; readonly message: string }
  /** The recording is over; nothing is reported to it any more. `remove`: the outbox is not needed any more. */
  | { readonly type: 'close'; readonly remove: boolean };

/** When an event happens, and the chance that goes into it. */
export interface Moment {
  /** Milliseconds of any steady clock. */
  readonly now: number;
  /** 0 inclusive … 1 exclusive. */
  readonly random: number;
}

const EMPTY_TRACK: Track = { recorded: 0, persisted: 0, sent: 0, durable: 0 };

/** A recorder before its recording. */
export const IDLE_RECORDER: RecorderState = {
  phase: 'idle',
  declaration: null,
  connection: 'offline',
  link: 'closed',
  frames: EMPTY_TRACK,
  video: EMPTY_TRACK,
  extras: [],
  opened: false,
  startSent: false,
  recovered: false,
  forgotten: false,
  ending: null,
  settling: false,
  ends: NO_ENDS,
  askingOnceMore: false,
  endingPersisted: false,
  requests: [],
  nextRequest: 0,
  attempts: 0,
  retryAt: null,
  wakeAt: null,
  refusal: null,
  failure: null,
  session: null,
};

/** Whether the recording has come to its end: nothing is sent or taken any more. */
export function isOver(phase: RecorderPhase): boolean {
  return phase === 'stopped' || phase === 'cancelled' || phase === 'failed';
}
