import { type LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';
import { type Config } from '../config/config.js';
import { logContext } from './log-context.js';
import { loggedError, scrub } from './scrub.js';

/** Secrets that an entry could carry, whatever was logged. */
const REDACTED = [
  'req.headers',
  'res.headers',
  '*.password',
  '*.passwordHash',
  '*.secret',
  '*.token',
  '*.shareToken',
];

/** A stream of lines; {@link isTTY} when a person reads them. */
type Output = DestinationStream & { readonly isTTY?: boolean | undefined };

/**
 * One JSON line an entry, with the ids of the request or message that it belongs to; in colour and for people when the
 * output is a terminal.
 */
export function createLogger({ logLevel }: Pick<Config, 'logLevel'>, output?: Output): PinoLogger {
  const destination = (output ?? process.stdout).isTTY
    ? PinoPretty({
        sync: true,
        ignore: 'hostname',
        translateTime: 'SYS:HH:MM:ss.l',
        destination: output ?? 1,
      })
    : output;
  return pino(
    {
      level: logLevel,
      base: undefined,
      redact: REDACTED,
      serializers: { err: loggedError },
      // A copy: pino writes into what it gets.
      mixin: () => ({ ...logContext() }),
      hooks: { streamWrite: scrub },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
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
      this.pinoLogger[level]({ context, err: message }, message.message);
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
