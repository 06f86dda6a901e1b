import type { ErrorCode } from '@reclimb/contracts';
import type { LoadedRange } from './frame-track.js';
import type { ReplayExtent } from './source.js';

/**
 * What the player is doing.
 * - `loading`: finding out what there is; `failed`: that cannot be had, or what is needed next cannot
 * - `paused`, `playing`, `ended`: as on any player
 * - `seeking`: waits for the frames of the place sought; `buffering`: playing ran out of frames and waits for more
 * - `closed`: for good
 */
export type PlayerPhase =
  'loading' | 'paused' | 'playing' | 'seeking' | 'buffering' | 'ended' | 'failed' | 'closed';

/** A stretch of the session in seconds, both ends inclusive. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/** Why the source does not deliver. What is buffered plays on all the same. */
export interface PlayerProblem {
  readonly code: ErrorCode;
  readonly message: string;
  /** Whether the player is trying again by itself. */
  readonly retrying: boolean;
}

/** Everything about a player but the position while it plays (that is `player.position`). Never changed in place. */
export interface PlayerState {
  readonly phase: PlayerPhase;
  /** Whether it plays, or will as soon as it can. */
  readonly wantsToPlay: boolean;
  /** Position in seconds when this state came about. */
  readonly position: number;
  readonly speed: number;
  readonly extent: ReplayExtent;
  /** Whether playback starts over at the end of the range (or of the session, if there is no range). */
  readonly loop: boolean;
  /** The A–B range; either end may be unset. */
  readonly a: number | null;
  readonly b: number | null;
  /** Grows with every discontinuity of the position: seek, step, start over. A video has to follow it. */
  readonly jumps: number;
  readonly buffered: readonly LoadedRange[];
  readonly problem: PlayerProblem | null;
}
