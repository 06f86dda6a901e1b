import { EventEmitter } from 'node:events';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Logger as WorkerLogger, run, type Runner, runMigrations } from 'graphile-worker';
import { DataSource, type EntityManager } from 'typeorm';
import { connectionPool } from '../database/connection-pool.js';
import { WorkerPresence } from './worker-presence.js';

/** Does one job. It may run again after a crash or an error, so it must be idempotent. */
export type JobHandler = (payload: unknown, abort: AbortSignal) => Promise<void>;

export interface JobOptions {
  /** A job of the same name and key that has not begun is replaced, instead of a second one being queued. */
  readonly jobKey?: string;
  /** Not before. */
  readonly runAt?: Date;
  /** Attempts in all, with growing pauses between them. */
  readonly maxAttempts?: number;
}

/** Jobs are mostly input and output; two at once leave a core to those who record. */
const CONCURRENCY = 2;
/** New jobs are notified at once; this is for those that wait for their time. */
const POLL_INTERVAL_MS = 1_000;
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
  private readonly handlers = new Map<string, JobHandler>();
  private readonly crontab: string[] = [];
  private runner: Runner | undefined;
  private presence: WorkerPresence | undefined;
  private timer: NodeJS.Timeout | undefined;
  private tending: Promise<void> = Promise.resolve();
  private working = false;
  private ended = false;

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Says who does the jobs of a name. Throws when the name is taken or work has begun.
   *
   * @param cron when a job of this name is to be done by itself, as five fields of a crontab, in UTC. One server does it
   *   when several run; what was due while none did is left out.
   */
  register(name: string, handler: JobHandler, { cron }: { cron?: string } = {}): void {
    if (this.runner) throw new Error(`Invariant: ${name} registers before the application is up`);
    if (this.handlers.has(name)) throw new Error(`Invariant: one handler for ${name}`);
    this.handlers.set(name, handler);
    if (cron !== undefined) this.crontab.push(`${cron} ${name}`);
  }

  /** Queues a job within the caller's transaction: it exists if, and only if, that commits. */
  async add(manager: EntityManager, name: string, payload: object, options: JobOptions = {}): Promise<void> {
    await manager.query(
      `SELECT graphile_worker.add_job($1, payload => $2::json, job_key => $3, run_at => $4, max_attempts => $5)`,
      [
        name,
        JSON.stringify(payload),
        // Keys are unique over all names.
        options.jobKey === undefined ? null : `${name}:${options.jobKey}`,
        options.runAt ?? null,
        options.maxAttempts ?? DEFAULT_ATTEMPTS,
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

  /** Takes back a job that has not begun. */
  async remove(manager: EntityManager, name: string, jobKey: string): Promise<void> {
    await manager.query('SELECT graphile_worker.remove_job($1)', [`${name}:${jobKey}`]);
  }

  async onApplicationBootstrap(): Promise<void> {
    const pool = connectionPool(this.dataSource);
    await runMigrations({ pgPool: pool, logger: this.workerLogger() });
    this.presence = new WorkerPresence(pool);
    await this.presence.releaseJobsOfTheDead();
    await this.work();
    this.scheduleTending();
  }

  /** Lets running jobs end; what does not end in time is taken up again by the next start. */
  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.tending;
    // It rejects when it has stopped by itself, which is as good.
    await this.runner?.stop().catch(() => undefined);
    this.presence?.end();
  }

  private async work(): Promise<void> {
    let pool = '';
    const events = new EventEmitter();
    events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => (pool = workerPool.id));
    const runner = await run({
      pgPool: connectionPool(this.dataSource),
      logger: this.workerLogger(),
      events,
      noHandleSignals: true,
      concurrency: CONCURRENCY,
      pollInterval: POLL_INTERVAL_MS,
      taskList: Object.fromEntries(
        [...this.handlers].map(([name, handler]) => [
          name,
          (payload: unknown, { abortSignal }: { abortSignal?: AbortSignal }) =>
            handler(payload, abortSignal ?? new AbortController().signal),
        ]),
      ),
      crontab: this.crontab.join('\n'),
    });
    this.runner = runner;
    this.working = true;
    // The library stops by itself when the database fails it at the wrong moment.
    const stopped = () => (this.working = false);
    runner.promise.then(stopped, stopped);
    await this.presence?.hold(pool);
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
    if (!this.working) {
      this.logger.warn('Background work had stopped; it begins again');
      await this.work();
    }
    await this.presence?.releaseJobsOfTheDead();
  }

  private workerLogger(): WorkerLogger {
    return new WorkerLogger(() => (level, message) => {
      if (level === 'error') this.logger.error(message);
      else if (level === 'warning') this.logger.warn(message);
      else this.logger.debug(message);
    });
  }
}
