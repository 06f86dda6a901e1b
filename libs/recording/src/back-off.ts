/** How long a recorder waits before it tries again. */
export interface BackOff {
  /** Milliseconds before the first repetition, at most. */
  readonly base: number;
  /** Milliseconds before every later one, at most. */
  readonly limit: number;
}

/** A server that restarts is back within seconds; a longer pause than 15 s would show in the studio as stuck. */
export const RECORDER_BACK_OFF: BackOff = { base: 500, limit: 15_000 };

/**
 * Milliseconds to wait after the `attempts`-th failure in a row (from 1). Doubles up to the limit; the upper half of it
 * is left to chance, so that the recorders of a server that comes back do not all knock at once.
 *
 * @param random 0 inclusive … 1 exclusive.
 */
export function backOffDelay(attempts: number, random: number, backOff = RECORDER_BACK_OFF): number {
  const delay = Math.min(backOff.limit, backOff.base * 2 ** Math.min(attempts - 1, 30));
  return (delay / 2) * (1 + random);
}
