import { Logger } from '@nestjs/common';
import { type Pool, type PoolClient } from 'pg';

/** Any number, the same in all processes: the space of the locks "this pool of workers lives". */
const LOCK_SPACE = 7_325_115;
/** Pause between tries to get the locks back when PostgreSQL was gone. */
const RETRY_MS = 500;

/**
 * Unlocks the jobs of pools whose lock nobody holds. `hashtext` gives a lock's second number, which `pg_locks` shows
 * unsigned.
 */
const UNLOCK_DEAD = `
SELECT graphile_worker.force_unlock_workers(ARRAY(
  SELECT DISTINCT job.locked_by FROM graphile_worker.jobs AS job
   WHERE job.locked_by IS NOT NULL AND NOT EXISTS (
     SELECT FROM pg_locks
      WHERE locktype = 'advisory' AND classid = $1::int::oid
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND objid = (hashtext(job.locked_by)::bigint & 4294967295)::oid)))`;

/** Gives the jobs of dead workers free. One that lives after all has its job done twice, which jobs must bear. */
export async function releaseJobsOfTheDead(pool: Pool): Promise<void> {
  await pool.query(UNLOCK_DEAD, [LOCK_SPACE]);
}

/**
 * Which pools of workers live, of all processes on the database: each holds a lock that PostgreSQL frees when its process
 * dies. The job library itself believes for hours that a killed one is still busy.
 */
export class WorkerPresence {
  private readonly logger = new Logger('Jobs');
  private client: PoolClient | undefined;
  /** The library's name of this process's pool, which it writes to the jobs that it has begun. */
  private name = '';
  private retry: NodeJS.Timeout | undefined;
  private ended = false;

  constructor(private readonly pool: Pool) {}

  /** From now on this pool, and no earlier one of this process, counts as alive. */
  async hold(name: string): Promise<void> {
    this.name = name;
    clearTimeout(this.retry);
    this.letGo();
    await this.take();
  }

  /** The pool has stopped: what it had begun may be taken up. */
  leave(): void {
    this.name = '';
    clearTimeout(this.retry);
    this.letGo();
  }

  /** This process's pool is gone. */
  end(): void {
    this.ended = true;
    this.leave();
  }

  private async take(): Promise<void> {
    if (this.client) return;
    const { name } = this;
    let client: PoolClient;
    try {
      client = await this.pool.connect();
    } catch (error) {
      return this.takeLater(error);
    }
    try {
      await client.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [LOCK_SPACE, name]);
    } catch (error) {
      client.release(true);
      return this.takeLater(error);
    }
    if (this.ended || this.name !== name) return client.release(true);
    this.client = client;
    // The locks go with the connection.
    client.once('end', () => {
      if (this.client !== client) return;
      this.letGo();
      this.takeLater('the connection ended');
    });
  }

  private takeLater(why: unknown): void {
    if (this.ended) return;
    this.logger.debug(`The workers are not marked as alive: ${String(why)}`);
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.take(), RETRY_MS);
  }

  private letGo(): void {
    const client = this.client;
    this.client = undefined;
    // Closed, not handed back: the locks must not live on in the pool.
    client?.release(true);
  }
}
