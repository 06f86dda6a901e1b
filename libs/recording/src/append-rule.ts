/**
 * The append rule: what a server does with a message that claims a place in an append-only sequence. One rule for pose
 * frames (counted in frames) and for video (counted in bytes); both ends of the protocol and every store obey it.
 *
 * The committed state is the truth. What lies before its end is already stored and skipped without an error, what
 * begins at its end is stored, what begins beyond it is refused: a server never keeps a hole and never guesses.
 */

/** A stretch of consecutive units (frames or bytes). */
export interface Run {
  /** Number of the first unit: a frame number or a byte offset, from 0. */
  readonly start: number;
  /** How many units; 0 for an empty message. */
  readonly length: number;
}

/** What to do with a {@link Run}. `next` is the first unit that is not durable once the decision is carried out. */
export type AppendDecision =
  | {
      /** Store the run without its first `skip` units. `skip` is over 0 when the run overlaps what is stored. */
      readonly kind: 'store';
      readonly skip: number;
      readonly next: number;
    }
  /** All of it is stored already (or it is empty): acknowledge `next`, store nothing. */
  | { readonly kind: 'duplicate'; readonly next: number }
  /** It begins beyond `next`: refuse it with the code `gap` and tell `next`. */
  | { readonly kind: 'gap'; readonly next: number };

/**
 * Decides what happens with `run` when everything below `next` is durable.
 *
 * @param next first unit that is not stored yet: the next frame number or the next byte offset.
 * @throws RangeError when a number is negative or no safe integer: the caller validates messages before it asks.
 */
export function decideAppend(next: number, run: Run): AppendDecision {
  for (const value of [next, run.start, run.length, run.start + run.length]) {
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new RangeError(`Expected a whole number of frames or bytes, got ${value}`);
    }
  }
  if (run.start > next) return { kind: 'gap', next };
  const end = run.start + run.length;
  if (end <= next) return { kind: 'duplicate', next };
  return { kind: 'store', skip: next - run.start, next: end };
}

/** Why a batch of frames is no run: its numbers have a hole, or its timestamps do not rise. */
export interface BatchFault {
  /** Index in the batch of the first frame that does not follow the one before it. */
  readonly index: number;
  readonly fault: 'frame_number' | 'timestamp';
}

/**
 * Finds the first frame of a batch that does not follow the one before it: its number must be one higher, its
 * timestamp later. Returns null for a batch that is a {@link Run}.
 */
export function findBatchFault(
  frames: readonly { readonly frameNumber: number; readonly timestamp: number }[],
): BatchFault | null {
  let previous = frames[0];
  for (const [index, frame] of frames.entries()) {
    if (index === 0 || !previous) continue;
    if (frame.frameNumber !== previous.frameNumber + 1) return { index, fault: 'frame_number' };
    if (!(frame.timestamp > previous.timestamp)) return { index, fault: 'timestamp' };
    previous = frame;
  }
  return null;
}
