import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { runMigrations } from 'graphile-worker';
import { DataSource, type EntityManager } from 'typeorm';
import { connectionPool } from '../database/connection-pool.js';
import { Metrics } from '../metrics/metrics.js';
import { type JobHandler, JobLane, workerLogger } from './job-lane.js';
import { releaseJobsOfTheDead } from './worker-presence.js';

export interface JobOptions {
  /** A job of the same name and key that has not begun is replaced, instead of a second one being queued. */
  readonly jobKey?: string;
  /** Not before. */
  readonly runAt?: Date;
  /** Attempts in all, with growing pauses between them. */
  readonly maxAttempts?: number;
  /** Jobs of one queue are done one after the other. */
  readonly queue?: string;
}

/**
 * How many jobs are done at once of each kind. `work` is mostly the disk's and the database's: two leave a core to those who
 * record. `network` waits for other people's servers, which may take their time and must not hold up the rest.
 */
const LANES = { work: 2, network: 4 } as const;
interface RegisterOptions {
  readonly lane?: keyof typeof LANES;
  readonly cron?: string;
}

const DEFAULT_ATTEMPTS = 10;
/** How soon another server takes up what a killed one had begun, and how soon work goes on that stopped by itself. */
const TEND_INTERVAL_MS = 5_000;

/**
 * Background work that survives a crash: a job is a row, written in the same transaction as what it belongs to.
 * Features register their handler in `onModuleInit`; work begins when the whole application is up.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Jobs');
  private readonly lanes = {
    work: new JobLane(LANES.work, this.logger),
    network: new JobLane(LANES.network, this.logger),
  };
  private timer: NodeJS.Timeout | undefined;
  private tending: Promise<void> = Promise.resolve();
  private ended = false;
  private ending: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Says who does the jobs of a name. Throws when the name is taken or work has begun.
   *
   * @param options.cron when a job of this name is to be done by itself, as five fields of a crontab, in UTC. One server
   *   does it when several run; what was due while none did is left out.
   */
  register(name: string, handler: JobHandler, { lane = 'work', cron }: RegisterOptions = {}): void {
    const lanes = Object.values(this.lanes);
    if (lanes.some((other) => other.hasBegun)) {
      throw new Error(`Invariant: ${name} registers before the application is up`);
    }
    if (lanes.some((other) => other.has(name))) throw new Error(`Invariant: one handler for ${name}`);
    this.lanes[lane].add(name, this.timed(name, handler), cron);
  }

  private timed(job: string, handler: JobHandler): JobHandler {
    return async (payload, abort) => {
      const stop = this.metrics.jobs.startTimer({ job });
      try {
        await handler(payload, abort);
        stop({ outcome: 'done' });
      } catch (error) {
        stop({ outcome: 'failed' });
        throw error;
      }
    };
  }

  /** Queues a job within the caller's transaction: it exists if, and only if, that commits. */
  async add(manager: EntityManager, name: string, payload: object, options: JobOptions = {}): Promise<void> {
    await manager.query(
      `SELECT graphile_worker.add_job(
         $1, payload => $2::json, job_key => $3, run_at => $4, max_attempts => $5, queue_name => $6)`,
      [
        name,
        JSON.stringify(payload),
        // Keys are unique over all names.
        options.jobKey === undefined ? null : `${name}:${options.jobKey}`,
        options.runAt ?? null,
        options.maxAttempts ?? DEFAULT_ATTEMPTS,
        options.queue ?? null,
      ],
    );
  }

  /** Whether a job of this name and key waits or is being done. */
  async has(name: string, jobKey: string): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query('SELECT FROM graphile_worker.jobs WHERE key = $1', [
      `${name}:${jobKey}`,
    ]);
    return rows.length > 0;
  }

  /** How many jobs wait, are being done, and have been given up. */
  async counts(): Promise<{ waiting: number; running: number; failed: number }> {
    const [counts] = await this.dataSource.query<{ waiting: number; running: number; failed: number }[]>(
      `SELECT count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts)::int AS waiting,
              count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS running,
              count(*) FILTER (WHERE locked_at IS NULL AND attempts >= max_attempts)::int AS failed
         FROM graphile_worker.jobs`,
    );
    if (!counts) throw new Error('Invariant: an aggregate answers one row');
    return counts;
  }

  /** Takes back a job that has not begun. */
  async remove(manager: EntityManager, name: string, jobKey: string): Promise<void> {
    await manager.query('SELECT graphile_worker.remove_job($1)', [`${name}:${jobKey}`]);
  }

  async onApplicationBootstrap(): Promise<void> {
    const pool = connectionPool(this.dataSource);
    await runMigrations({ pgPool: pool, logger: workerLogger(this.logger) });
    await this.tend();
    this.scheduleTending();
  }

  onModuleDestroy(): Promise<void> {
    return this.end();
  }

  /** Begins no job any more and lets running ones end; what does not end in time is taken up again by the next start. */
  end(): Promise<void> {
    return (this.ending ??= this.endLanes());
  }

  private async endLanes(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.tending;
    await Promise.all(Object.values(this.lanes).map((lane) => lane.end()));
  }

  private scheduleTending(): void {
    if (this.ended) return;
    this.timer = setTimeout(() => {
      this.tending = this.tend()
        .catch((error: unknown) => this.logger.warn(`Background work waits: ${String(error)}`))
        .then(() => this.scheduleTending());
    }, TEND_INTERVAL_MS);
  }

  private async tend(): Promise<void> {
    const pool = connectionPool(this.dataSource);
    await releaseJobsOfTheDead(pool);
    for (const lane of Object.values(this.lanes)) await lane.work(pool);
  }
}
