import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../errors/domain-error.js';

/** So many things in so many seconds under one key; null is no limit. Counted by this process. */
export type Rate = RateLimiterAbstract | null;

/** @param points how many in `seconds`; 0 is no limit. */
export function rateOf(points: number, seconds: number): Rate {
  return points === 0 ? null : new RateLimiterMemory({ points, duration: seconds });
}

/** Counts one thing more. Throws `rate_limited` with the seconds to wait when it is one too many. */
export async function countOne(rate: Rate, key: string): Promise<void> {
  try {
    await rate?.consume(key);
  } catch (thrown) {
    if (!(thrown instanceof RateLimiterRes)) throw thrown;
    const retryAfter = Math.max(1, Math.ceil(thrown.msBeforeNext / 1000));
    throw tooManyNow(retryAfter);
  }
}

/** The refusal of what comes too often. */
export const tooManyNow = (retryAfter: number): DomainError =>
  tooMany(`That is too much at once, try again in ${retryAfter} s`, retryAfter);

/** The refusal of what would be too much. */
export function tooMany(message: string, retryAfter: number): DomainError {
  return new DomainError('rate_limited', message, { details: { retryAfter } });
}
