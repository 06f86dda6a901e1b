import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** Statements by which a cleanup takes, logs and removes; a commit belongs to the transaction that was seen before. */
const CLEANS = 'removing_at|cleanup_|DELETE FROM (session_|library_)|FOR UPDATE OF s';

/**
 * Looks again and again at who holds locks in a database and who waits for them. A transaction's locks are held until it
 * ends: its age is the longest that anybody may have to wait. Besides, it asks for a lock itself, of one row after the other
 * of those that are due next, as somebody who wants to rescue them would.
 */
export class LockWatch {
  static INTERVAL_MS = 5;

  #clients = [];
  #stopped = false;
  #watching;
  /** Transactions that write, by their backend and beginning: how old they were when last seen, in ms. */
  #ages = new Map();
  #cleaning = new Set();
  #longestWaitMs = 0;
  #probesMs = [];

  /** @param {string} databaseUrl */
  static async begin(databaseUrl) {
    const watch = new LockWatch();
    for (let i = 0; i < 2; i++) {
      const client = new pg.Client(databaseUrl);
      await client.connect();
      watch.#clients.push(client);
    }
    const [observer, rescuer] = watch.#clients;
    watch.#watching = Promise.all([watch.#watch(observer), watch.#probe(rescuer)]);
    return watch;
  }

  async end() {
    this.#stopped = true;
    await this.#watching;
    for (const client of this.#clients) await client.end();
    const cleaningMs = [...this.#cleaning].map((key) => this.#ages.get(key));
    return {
      cleaningMs,
      longestCleaningMs: Math.max(0, ...cleaningMs),
      longestOfAllMs: Math.max(0, ...this.#ages.values()),
      longestWaitMs: this.#longestWaitMs,
      probesMs: this.#probesMs,
    };
  }

  async #watch(client) {
    while (!this.#stopped) {
      const { rows } = await client.query(
        `SELECT a.pid || ' ' || a.xact_start AS key, a.query ~ $1 AS cleans,
                extract(epoch FROM clock_timestamp() - a.xact_start)::float8 * 1000 AS age,
                extract(epoch FROM clock_timestamp() - w.waitstart)::float8 * 1000 AS waited
           FROM pg_stat_activity a LEFT JOIN pg_locks w ON w.pid = a.pid AND NOT w.granted
          WHERE a.datname = current_database() AND a.pid <> ALL ($2::int[]) AND a.xact_start IS NOT NULL
            AND a.backend_type = 'client backend'
            AND EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.granted AND l.mode ~ 'Exclusive'
                                               AND l.locktype IN ('relation', 'tuple', 'transactionid'))`,
        [CLEANS, this.#clients.map(({ processID }) => processID)],
      );
      for (const { key, cleans, age, waited } of rows) {
        this.#ages.set(key, age);
        if (cleans) this.#cleaning.add(key);
        if (waited !== null) this.#longestWaitMs = Math.max(this.#longestWaitMs, waited);
      }
      await delay(LockWatch.INTERVAL_MS);
    }
  }

  async #probe(client) {
    while (!this.#stopped) {
      const { rows } = await client.query(
        `SELECT id FROM session_recording WHERE name = 'Due' ORDER BY created_at, id LIMIT 100`,
      );
      for (let i = 0; i < rows.length && !this.#stopped; i += 10) {
        const asked = performance.now();
        // One row alone: it holds nothing while it waits, so that nobody waits for it in a circle.
        await client.query('SELECT FROM session_recording WHERE id = $1 FOR NO KEY UPDATE', [rows[i].id]);
        this.#probesMs.push(performance.now() - asked);
      }
      await delay(LockWatch.INTERVAL_MS);
    }
  }
}
