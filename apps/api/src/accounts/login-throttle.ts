import { Injectable } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';

/** Wrong passwords that cost nothing: people mistype. */
const FREE_ATTEMPTS = 5;
const LONGEST_DELAY_MS = 15 * 60_000;
/** After this long without an attempt the count starts anew. */
const FORGET_AFTER_MS = 60 * 60_000;
/** Bounds the memory that somebody with many addresses can take; the oldest are forgotten first. */
const MAX_ENTRIES = 20_000;

interface Attempts {
  count: number;
  blockedUntil: number;
  lastAt: number;
}

/**
 * Slows down guessing: after a few wrong passwords for one account from one address each further attempt has to wait
 * twice as long as the one before. Others' attempts do not lock anybody out of their account.
 */
@Injectable()
export class LoginThrottle {
  private readonly attempts = new Map<string, Attempts>();

  /**
   * Counts an attempt, before its outcome is known: parallel attempts cannot slip through. Throws `rate_limited` with
   * the seconds to wait.
   */
  begin(address: string, email: string, now = Date.now()): void {
    const key = `${address} ${email}`;
    const known = this.attempts.get(key);
    const entry =
      known && now - known.lastAt < FORGET_AFTER_MS ? known : { count: 0, blockedUntil: 0, lastAt: now };
    if (now < entry.blockedUntil) {
      const retryAfter = Math.ceil((entry.blockedUntil - now) / 1000);
      throw new DomainError('rate_limited', `Too many attempts, try again in ${retryAfter} s`, {
        details: { retryAfter },
      });
    }
    entry.count++;
    entry.lastAt = now;
    if (entry.count >= FREE_ATTEMPTS) {
      entry.blockedUntil = now + Math.min(1000 * 2 ** (entry.count - FREE_ATTEMPTS), LONGEST_DELAY_MS);
    }
    // Set anew, so that the map's order is that of the last use.
    this.attempts.delete(key);
    this.attempts.set(key, entry);
    if (this.attempts.size > MAX_ENTRIES) {
      const [oldest] = this.attempts.keys();
      if (oldest !== undefined) this.attempts.delete(oldest);
    }
  }

  /** The password was right. */
  succeeded(address: string, email: string): void {
    this.attempts.delete(`${address} ${email}`);
  }
}
