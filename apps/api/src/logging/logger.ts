import { type LoggerService } from '@nestjs/common';
import { type Logger as PinoLogger, pino } from 'pino';
import { type HttpLogger, pinoHttp } from 'pino-http';
import { type Config } from '../config/config.js';

/** Secrets that a log line could carry, whatever was logged. */
const REDACTED = [
  'req.headers',
  'res.headers',
  '*.password',
  '*.passwordHash',
  '*.secret',
  '*.token',
  '*.shareToken',
];

/** One JSON line an entry on standard output. */
export function createLogger(config: Config): PinoLogger {
  return pino({ level: config.logLevel, base: undefined, redact: REDACTED });
}

/** Writes Nest's own messages, and those of its `Logger`, through pino. */
export class NestLogger implements LoggerService {
  constructor(private readonly pinoLogger: PinoLogger) {}

  log(message: unknown, ...rest: unknown[]): void {
    // Nest tells every route and module at start; that is for debugging.
    const context = contextOf(rest);
    const level = context !== undefined && NEST_CONTEXTS.has(context) ? 'debug' : 'info';
    this.write(level, message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    rest: unknown[],
  ) {
    const context = contextOf(rest);
    if (message instanceof Error) {
      this.pinoLogger[level]({ context, err: withoutParameters(message) }, message.message);
    } else {
      this.pinoLogger[level]({ context }, typeof message === 'string' ? message : JSON.stringify(message));
    }
  }
}

const NEST_CONTEXTS: ReadonlySet<string> = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'WebSocketsController',
  'NestApplication',
]);

function contextOf(rest: unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
}

/** TypeORM attaches a statement's parameters: poses, hashes, names of people. They do not belong in a log. */
function withoutParameters(error: Error): Error {
  if (!('parameters' in error) && !('driverError' in error)) return error;
  const copy = new Error(error.message);
  copy.name = error.name;
  if (error.stack !== undefined) copy.stack = error.stack;
  return copy;
}

/** Logs requests: failures as warnings and errors, the rest for debugging. Never headers or bodies. */
export function requestLogger(logger: PinoLogger): HttpLogger {
  return pinoHttp({
    logger,
    customLogLevel: (_request, response, error) => {
      return error || response.statusCode >= 500 ? 'warn' : 'debug';
    },
    // The error itself was logged where it was turned into an answer; here stands which request got it.
    customErrorObject: (_request, _response, _error, { err: _, ...entry }: Record<string, unknown>) => entry,
    serializers: {
      req: (request: { id: unknown; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        url: loggedPath(request.url),
      }),
      res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
    },
  });
}

/** The path without its query; the token of a shared link is as good as a password, also in a path spelt otherwise. */
export function loggedPath(url: string): string {
  return (url.split('?')[0] ?? '').replace(/(\/(?:shared|s|embed)\/)[^/]+/gi, '$1…');
}
