import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Jobs } from '../jobs/jobs.js';
import { HttpTraffic } from '../web/http-traffic.js';
import { SocketTraffic } from '../web/socket-traffic.js';

/**
 * How long what is under way may take when the server stops: all of it has to be over within ten seconds, and the database
 * stops after it.
 */
const DRAIN_MS = 6_000;

/**
 * The first half of a stop, while everything still works: readiness turns, nothing new is taken, what is under way ends,
 * recorders and viewers are sent to the server that follows, jobs end or go back into the queue.
 */
@Injectable()
export class Shutdown {
  private readonly logger = new Logger('Shutdown');
  private begun = false;

  constructor(
    private readonly http: HttpTraffic,
    private readonly sockets: SocketTraffic,
    private readonly jobs: Jobs,
  ) {}

  /** From here on the server is not ready. */
  get isStopping(): boolean {
    return this.begun;
  }

  /** Never takes much longer than six seconds; what is not over then is cut off. */
  async drain(): Promise<void> {
    if (this.begun) return;
    this.begun = true;
    this.logger.log('Stopping: nothing new is taken, what is under way ends');
    const pending = new Set<string>();
    const ends = (what: string, work: Promise<void>) => {
      pending.add(what);
      return work.then(() => pending.delete(what));
    };
    const ended = new AbortController();
    await Promise.race([
      Promise.all([
        ends('messages of sockets', this.sockets.drain()),
        ends('requests', this.http.drain()),
        ends('jobs', this.jobs.end()),
      ]),
      delay(DRAIN_MS, undefined, { signal: ended.signal }),
    ]).finally(() => ended.abort());
    if (pending.size > 0) this.logger.warn(`Cut off after ${DRAIN_MS / 1000} s: ${[...pending].join(', ')}`);
  }
}
