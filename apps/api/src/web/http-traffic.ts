import { Injectable } from '@nestjs/common';
import { type NextFunction, type Request, type Response } from 'express';
import { DomainError } from '../errors/domain-error.js';
import { sendProblem } from '../errors/problem.filter.js';
import { Metrics } from '../metrics/metrics.js';

/** Probes ask until the end. */
const HEALTH_PATH = /^\/api\/health\//;
const KNOWN_METHODS: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
]);
/** By then a server that is restarted is back. */
const RETRY_SECONDS = 5;

/** The REST requests and pages under way: how many, how long they take, and how the last of them end. */
@Injectable()
export class HttpTraffic {
  private inFlight = 0;
  private draining = false;
  private idle: (() => void) | undefined;

  constructor(private readonly metrics: Metrics) {}

  /** Counts and times each request; refuses new ones while the server stops. */
  middleware() {
    return (request: Request, response: Response, next: NextFunction): void => {
      const stop = this.metrics.requests.startTimer();
      const isProbe = HEALTH_PATH.test(request.path);
      if (!isProbe) this.inFlight += 1;
      response.once('close', () => {
        stop({ method: methodOf(request), route: routeOf(request), status: response.statusCode });
        if (!isProbe) this.inFlight -= 1;
        if (this.inFlight === 0) this.idle?.();
      });
      if (!this.draining) {
        next();
        return;
      }
      // Whoever asks next shall ask the server that follows.
      response.setHeader('Connection', 'close');
      if (isProbe) next();
      else sendProblem(response, stopping());
    };
  }

  /** From now on takes nothing new; resolves when what is under way has been answered. */
  async drain(): Promise<void> {
    this.draining = true;
    if (this.inFlight > 0) await new Promise<void>((resolve) => (this.idle = resolve));
  }
}

const stopping = () =>
  new DomainError('unavailable', 'The server is being restarted; try again', {
    details: { retryAfter: RETRY_SECONDS },
  });

const methodOf = ({ method }: Request) => (KNOWN_METHODS.has(method) ? method : 'other');

/** The route as it is declared: addresses would make a series for each session. What no route has answered is a file. */
function routeOf({ route }: Request): string {
  const path = (route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? path : 'file';
}
