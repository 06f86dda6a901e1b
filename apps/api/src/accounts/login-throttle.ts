import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TransactionRunner } from '../database/transaction-runner.js';
import { DomainError } from '../errors/domain-error.js';
import { networkOf } from './network-address.js';

/** After this long without an attempt the count starts anew. */
const FORGET_AFTER_MS = 60 * 60_000;

/** From which attempt on one has to wait, and how long at most. */
interface Patience {
  readonly freeAttempts: number;
  readonly longestDelayMs: number;
}

/** People mistype: the first five cost nothing. */
const PAIR: Patience = { freeAttempts: 5, longestDelayMs: 15 * 60_000 };
/** A whole gym may share an address; somebody who tries one password on many accounts does it from one too. */
const ADDRESS: Patience = { freeAttempts: 30, longestDelayMs: 15 * 60_000 };
/**
 * Guessing from many addresses. Short, because who guesses would otherwise keep the owner out; who has a login from the
 * same address is not held up by it at all.
 */
const ACCOUNT: Patience = { freeAttempts: 30, longestDelayMs: 60_000 };

/** What is known of earlier attempts under one key; times in milliseconds. */
export interface Attempts {
  readonly count: number;
  readonly lastAt: number;
  readonly blockedUntil: number;
}

/**
 * Counts one more attempt, or answers how many milliseconds it has to wait: after the free ones each waits twice as
 * long as the one before.
 */
export function nextAttempt(known: Attempts, patience: Patience, now: number): Attempts | { waitMs: number } {
  if (now < known.blockedUntil) return { waitMs: known.blockedUntil - now };
  const count = (now - known.lastAt < FORGET_AFTER_MS ? known.count : 0) + 1;
  const excess = count - patience.freeAttempts;
  const delay = excess < 0 ? 0 : Math.min(1000 * 2 ** excess, patience.longestDelayMs);
  return { count, lastAt: now, blockedUntil: now + delay };
}

interface StoredAttempts {
  key: Buffer;
  count: number;
  last_at: Date;
  blocked_until: Date;
  now: Date;
}

/**
 * Slows down guessing of passwords: per account and address together, per address, and per account. Kept in the
 * database, so that all servers count together and a restart forgives nothing.
 */
@Injectable()
export class LoginThrottle {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: TransactionRunner,
  ) {}

  /**
   * Counts an attempt, before its outcome is known: parallel attempts cannot slip through. `familiar`: whether somebody
   * is logged in to the account from this address. Throws `rate_limited` with the seconds to wait.
   */
  async begin(address: string, email: string, familiar: boolean): Promise<void> {
    const patience = new Map<string, Patience>([
      [keyOf('pair', networkOf(address), email), PAIR],
      [keyOf('address', networkOf(address)), ADDRESS],
      ...(familiar ? [] : ([[keyOf('account', email), ACCOUNT]] as const)),
    ]);
    const waitMs = await this.transactions.run(async (manager) => {
      // In order of the keys, so that two attempts never wait for each other.
      const keys = [...patience.keys()].sort();
      const rows: StoredAttempts[] = await manager.query(
        `INSERT INTO login_attempts AS a (key, count, last_at, blocked_until)
         SELECT decode(key, 'hex'), 0, now(), now() FROM unnest($1::text[]) WITH ORDINALITY AS k (key, place)
          ORDER BY place
         ON CONFLICT (key) DO UPDATE SET count = a.count
         RETURNING key, count, last_at, blocked_until, clock_timestamp() AS now`,
        [keys],
      );
      const counted = [];
      for (const row of rows) {
        const key = row.key.toString('hex');
        const known = {
          count: row.count,
          lastAt: row.last_at.getTime(),
          blockedUntil: row.blocked_until.getTime(),
        };
        const next = nextAttempt(known, patience.get(key) as Patience, row.now.getTime());
        if ('waitMs' in next) return next.waitMs;
        counted.push({ key, count: next.count, delay: next.blockedUntil - next.lastAt });
      }
      await manager.query(
        `UPDATE login_attempts AS a
            SET count = n.count, last_at = clock_timestamp(),
                blocked_until = clock_timestamp() + make_interval(secs => n.delay / 1000)
           FROM json_to_recordset($1::json) AS n (key text, count integer, delay double precision)
          WHERE a.key = decode(n.key, 'hex')`,
        [JSON.stringify(counted)],
      );
      return 0;
    });
    if (waitMs === 0) return;
    const retryAfter = Math.ceil(waitMs / 1000);
    throw new DomainError('rate_limited', `Too many attempts, try again in ${retryAfter} s`, {
      details: { retryAfter },
    });
  }

  /**
   * The password was right: what was mistyped before does not count. At the address this attempt alone does not: it may
   * have guessed at other accounts.
   */
  async succeeded(address: string, email: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE login_attempts SET count = greatest(count - 1, 0), blocked_until = now()
        WHERE key = decode($1, 'hex')`,
      [keyOf('address', networkOf(address))],
    );
    await this.dataSource.query(
      `DELETE FROM login_attempts
        WHERE key = ANY (ARRAY(SELECT decode(key, 'hex') FROM unnest($1::text[]) AS k (key)))
           OR last_at < now() - make_interval(secs => $2)`,
      [[keyOf('pair', networkOf(address), email), keyOf('account', email)], FORGET_AFTER_MS / 1000],
    );
  }
}

/** In hexadecimal. */
function keyOf(kind: string, ...parts: string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, ...parts]))
    .digest('hex');
}
