import { EventEmitter } from 'node:events';
import { type Logger } from '@nestjs/common';
import { Logger as WorkerLogger, run, type Runner } from 'graphile-worker';
import { type Pool } from 'pg';
import { WorkerPresence } from './worker-presence.js';

/** Does one job. It may run again after a crash or an error, so it must be idempotent. */
export type JobHandler = (payload: unknown, abort: AbortSignal) => Promise<void>;

/** New jobs are notified at once; this is for those that wait for their time. */
const POLL_INTERVAL_MS = 1_000;

/**
 * The library notes the end of a job without waiting for it. Noted at once, a failure of that would be a rejection that nobody
 * handles, which ends the process; noted through its batches, even of one, it is logged and stops the lane, which begins again
 * and has the job done once more.
 */
const NOTE_ENDS = { completeJobBatchDelay: 0, failJobBatchDelay: 0 };

/** Workers for some of the jobs: what waits in one lane does not hold up another. */
export class JobLane {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly crontab: string[] = [];
  private runner: Runner | undefined;
  private presence: WorkerPresence | undefined;
  private working = false;

  /** @param concurrency jobs at once */
  constructor(
    private readonly concurrency: number,
    private readonly logger: Logger,
  ) {}

  get hasBegun(): boolean {
    return this.runner !== undefined;
  }

  has(name: string): boolean {
    return this.handlers.has(name);
  }

  /** @param cron when it is done by itself, five fields of a crontab, in UTC */
  add(name: string, handler: JobHandler, cron?: string): void {
    this.handlers.set(name, handler);
    if (cron !== undefined) this.crontab.push(`${cron} ${name}`);
  }

  /** Begins to work, or again when the library has stopped by itself. A lane without handlers has nothing to do. */
  async work(pool: Pool): Promise<void> {
    if (this.working || this.handlers.size === 0) return;
    if (this.runner) this.logger.warn('Background work had stopped; it begins again');
    this.presence ??= new WorkerPresence(pool);
    let name = '';
    const events = new EventEmitter();
    events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => (name = workerPool.id));
    const runner = await run({
      pgPool: pool,
      logger: workerLogger(this.logger),
      events,
      noHandleSignals: true,
      preset: { worker: NOTE_ENDS },
      concurrency: this.concurrency,
      pollInterval: POLL_INTERVAL_MS,
      taskList: Object.fromEntries(
        [...this.handlers].map(([task, handler]) => [
          task,
          (payload: unknown, { abortSignal }: { abortSignal?: AbortSignal }) =>
            handler(payload, abortSignal ?? new AbortController().signal),
        ]),
      ),
      crontab: this.crontab.join('\n'),
    });
    this.runner = runner;
    this.working = true;
    // The library stops by itself when the database fails it at the wrong moment, and has logged why.
    const stopped = () => {
      this.working = false;
      this.presence?.leave();
    };
    runner.promise.then(stopped, stopped);
    await this.presence.hold(name);
  }

  /** Lets running jobs end. */
  async end(): Promise<void> {
    // It rejects when it has stopped by itself, which is as good.
    await this.runner?.stop().catch(() => undefined);
    this.presence?.end();
  }
}

/** The library's words, in our log. */
export function workerLogger(logger: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message) => {
    if (level === 'error') logger.error(message);
    else if (level === 'warning') logger.warn(message);
    else logger.debug(message);
  });
}
