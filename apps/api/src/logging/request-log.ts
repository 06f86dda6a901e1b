import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { type NextFunction, type Request, type Response } from 'express';
import { type Logger as PinoLogger } from 'pino';
import { type HttpLogger, pinoHttp } from 'pino-http';
import { contextOf, noteInLog } from './log-context.js';
import { loggedPath } from './scrub.js';

/** Names a request in the log, in its answer, and in whatever a proxy or a client writes down of it. */
export const REQUEST_ID = 'X-Request-Id';
/** What a proxy's id looks like: a UUID, a trace id, a counter. Anything else is not repeated. */
const WELL_FORMED = /^[\w.-]{8,64}$/;
const SESSION_PATH = /\/sessions\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/i;

/** Gives each request its id, taken over from whoever asks when it is well formed, and what is logged for it the same. */
export function nameRequests() {
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = request.get(REQUEST_ID);
    const requestId = given !== undefined && WELL_FORMED.test(given) ? given : randomUUID();
    response.setHeader(REQUEST_ID, requestId);
    const sessionId = SESSION_PATH.exec(request.path)?.[1];
    noteInLog(request, { requestId, sessionId });
    next();
  };
}

/** Logs requests: failures as warnings, the rest for debugging. Never headers, queries or bodies. */
export function logRequests(logger: PinoLogger): HttpLogger {
  const entry = (request: IncomingMessage, rest: Record<string, unknown>) => ({
    ...contextOf(request),
    route: (request as { route?: { path?: unknown } }).route?.path,
    ...rest,
  });
  return pinoHttp({
    logger,
    customLogLevel: (_request, response, error) => {
      return error || response.statusCode >= 500 ? 'warn' : 'debug';
    },
    customSuccessObject: (request, _response, rest: Record<string, unknown>) => entry(request, rest),
    // The error itself was logged where it was turned into an answer; here stands which request got it.
    customErrorObject: (request, _response, _error, { err: _, ...rest }: Record<string, unknown>) =>
      entry(request, rest),
    serializers: {
      req: (request: { method: string; url: string }) => ({
        method: request.method,
        url: loggedPath(request.url),
      }),
      res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
    },
  });
}
