const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses between the attempts: soon after a hiccup, and for a little more than a day in all. */
const PAUSES_MS = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];

/** By how much a pause varies, so that what failed together does not come back together. */
const JITTER = 0.1;

/**
 * When a delivery is tried again after its `attempts`-th attempt (from 1) has failed at `now`; null when it is given up.
 *
 * @param random 0…1
 */
export function nextAttempt(attempts: number, now: Date, random: number): Date | null {
  const pause = PAUSES_MS[attempts - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause * (1 + JITTER * (2 * random - 1)));
}
