import type { SessionStatus } from '@reclimb/contracts';
import type { FrameRow } from '../sessions/frames.repository.js';
import type { Extent } from './playback.js';

/** A time a client computed from a video or a slider may miss its frame by rounding; no camera is this fast. */
const TIME_TOLERANCE_SECONDS = 0.0005;

/** How far a session reaches, and how it stands. */
export interface Standing {
  extent: Extent;
  status: SessionStatus;
}

/** A place in a session: the frame that is on, and the time in seconds. */
export interface Place {
  frameNumber: number;
  timestamp: number;
}

/** Where the frames of the session come from. */
export interface ReplaySource {
  /** How far the session reaches now, and how it stands; null when it is gone. */
  standing(): Promise<Standing | null>;
  /** The last frame at or before a time, else the first one; null in an empty session. */
  frameAt(timestamp: number): Promise<Place | null>;
  timestampOf(frameNumber: number): Promise<number | null>;
  read(bounds: { first: number; last: number }, limit: number): Promise<FrameRow[]>;
}

/** The frame that is on at a time in seconds; null in an empty session. */
export function frameOnAt(source: ReplaySource, timestamp: number): Promise<Place | null> {
  return source.frameAt(timestamp + TIME_TOLERANCE_SECONDS);
}

/** The place at a time in seconds, or at the session's start if that is later. */
export async function placeAt(source: ReplaySource, timestamp: number): Promise<Place> {
  const found = await frameOnAt(source, timestamp);
  return found
    ? { frameNumber: found.frameNumber, timestamp: Math.max(timestamp, found.timestamp) }
    : { frameNumber: 0, timestamp: 0 };
}
