import * as z from 'zod';
import type { Ack } from './errors.js';
import type { Frame } from './frame.js';
import { MAX_TIMESTAMP_SECONDS } from './limits.js';
import type { Marker } from './marker.js';
import { type Session, sessionIdSchema } from './session.js';
import type { SharedSession } from './share.js';

/** The Socket.IO namespace a session is replayed over. */
export const REPLAY_NAMESPACE = '/replay';

/** Slowest playback, as a factor of real time. */
export const MIN_SPEED = 0.1;
/** Fastest playback, as a factor of real time. */
export const MAX_SPEED = 16;

/** Frames that one `credit` may let out at most. */
const MAX_CREDIT = 10_000_000;

/**
 * What a replay client says of itself in the handshake's `auth`. `ahead` sends frames as fast as the client's credit
 * allows from where it looks; `realtime` sends each frame when it is due.
 */
export const replayHandshakeSchema = z.object({
  sessionId: sessionIdSchema.optional(),
  /** In place of a login and a session: the token of a shared link. */
  shareToken: z.string().max(200).optional(),
  pace: z.enum(['ahead', 'realtime']).default('realtime'),
  /** `ahead` only: send at most this many seconds beyond the last seek or the playing position. */
  bufferSeconds: z.number().positive().max(MAX_TIMESTAMP_SECONDS).optional(),
  encoding: z.enum(['json', 'packed']).default('json'),
  /** Where to look first, in seconds, as if by a seek; at the session's start when absent. */
  startAt: z.number().min(0).max(MAX_TIMESTAMP_SECONDS).optional(),
  /** `ahead` only: frames that the client takes at once, as if by a first `credit`. */
  credit: z.int().min(1).max(MAX_CREDIT).optional(),
});
/** See {@link replayHandshakeSchema}. */
export type ReplayHandshake = z.infer<typeof replayHandshakeSchema>;

/** The payload of `play` and `pause`. */
export const emptySchema = z.strictObject({});

/** Where to look next: a time in seconds, or a frame. */
export const seekSchema = z.union([
  z.strictObject({ timestamp: z.number().min(0).max(MAX_TIMESTAMP_SECONDS) }),
  z.strictObject({ frameNumber: z.int().min(0) }),
]);
/** See {@link seekSchema}. */
export type Seek = z.infer<typeof seekSchema>;

/** The payload of `set_speed`: a factor of real time, from {@link MIN_SPEED} to {@link MAX_SPEED}. */
export const setSpeedSchema = z.strictObject({ speed: z.number().min(MIN_SPEED).max(MAX_SPEED) });
/** The payload of `step`: how many frames on, or back when negative. */
export const stepSchema = z.strictObject({ frames: z.int().min(-1_000_000).max(1_000_000) });
/** How many more frames the client takes; credits add up. */
export const creditSchema = z.strictObject({ frames: z.int().min(1).max(MAX_CREDIT) });

/**
 * Sent after connecting, and again when the session's status changes: its recording has ended, its video is ready.
 * Timestamps are null while the session has no frame.
 */
export interface SessionInfo {
  /** The whole session for its owner, as much as it takes to play it for the viewer of a shared link. */
  session: Session | SharedSession;
  firstTimestamp: number | null;
  lastTimestamp: number | null;
  frameCount: number;
  markers: Marker[];
}

/** Where playback stands. `epoch` grows with every seek: frames of an older epoch are stale. */
export interface PlaybackState {
  epoch: number;
  state: 'playing' | 'paused' | 'ended';
  timestamp: number;
  frameNumber: number;
  speed: number;
}

/** Frames in ascending order, as JSON or in the packed form of `@reclimb/pose` (`encodeFrames`). */
export type FrameData =
  { epoch: number; frames: Frame[] } | { epoch: number; packed: ArrayBuffer | Uint8Array };

/** Events from the replay client, each acknowledged with the new playback state. */
export interface ReplayClientEvents {
  play(payload: Record<string, never>, ack: (answer: Ack<PlaybackState>) => void): void;
  pause(payload: Record<string, never>, ack: (answer: Ack<PlaybackState>) => void): void;
  seek(payload: Seek, ack: (answer: Ack<PlaybackState>) => void): void;
  set_speed(payload: { speed: number }, ack: (answer: Ack<PlaybackState>) => void): void;
  step(payload: { frames: number }, ack: (answer: Ack<PlaybackState>) => void): void;
  credit(payload: { frames: number }, ack: (answer: Ack<PlaybackState>) => void): void;
}

/** Events to the replay client. */
export interface ReplayServerEvents {
  session_info(payload: SessionInfo): void;
  frame_data(payload: FrameData): void;
  playback_state(payload: PlaybackState): void;
}
