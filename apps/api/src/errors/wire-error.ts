import { HttpException, Logger } from '@nestjs/common';
import { type ErrorCode, HTTP_STATUS } from '@reclimb/contracts';
import { DomainError } from './domain-error.js';
import { OutageLog } from './outage-log.js';
import {
  isConnectionError,
  isOwnerGone,
  isStorageFull,
  isUnusableValue,
  sqlState,
} from './postgres-error.js';

const logger = new Logger('Errors');
/** While the database is gone every message of every client fails alike: the log says so once in a while, with a count. */
const outages = new OutageLog((line) => logger.error(line));

/** Statuses of errors that Nest and Express throw themselves. A status that is not here becomes its class's code. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'payload_too_large',
  429: 'rate_limited',
  503: 'unavailable',
  507: 'storage_full',
};

/** Our own words for what the framework refuses: its messages may repeat parts of the request. */
const FRAMEWORK_MESSAGES: Readonly<Partial<Record<ErrorCode, string>>> = {
  validation_failed: 'The request could not be read',
  not_found: 'There is nothing here',
  payload_too_large: 'The request is too large',
};

/**
 * Turns anything thrown into what the caller is told: the only place that does. What is not meant for the caller is
 * logged here and leaves as `internal` (with its stack in the log), `unavailable` or `storage_full`.
 */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (isStorageFull(error)) {
    outages.note('Storage is full', error);
    return new DomainError('storage_full', 'The server has no space left', { cause: error });
  }
  // 53: insufficient resources (too many connections, out of memory).
  if (isConnectionError(error) || sqlState(error)?.startsWith('53')) {
    outages.note('The database does not answer', error);
    return new DomainError('unavailable', 'The database does not answer, try again', { cause: error });
  }
  if (isUnusableValue(error)) {
    logger.warn(error);
    return new DomainError('validation_failed', 'A value of the request lies outside of what can be stored', {
      cause: error,
    });
  }
  if (isOwnerGone(error)) {
    return new DomainError('not_found', 'What this belongs to has just been removed', { cause: error });
  }
  const status = statusOf(error);
  if (status !== undefined && status < 500) {
    const code = CODE_OF_STATUS[status] ?? 'validation_failed';
    const message = isMalformedJson(error) ? 'The body is not valid JSON' : FRAMEWORK_MESSAGES[code];
    return new DomainError(code, message ?? code, { cause: error });
  }
  logger.error(error);
  return new DomainError('internal', 'Something went wrong on the server', { cause: error });
}

/** The HTTP status a code is sent with. */
export function httpStatus(code: ErrorCode): number {
  return HTTP_STATUS[code];
}

/** The status that the framework gave its own error, or undefined for a foreign one. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  // body-parser and raw-body throw plain errors of the http-errors library; `expose` marks those meant for callers.
  if (typeof error === 'object' && error !== null && 'expose' in error && 'statusCode' in error) {
    return error.expose === true && typeof error.statusCode === 'number' ? error.statusCode : undefined;
  }
  return undefined;
}

function isMalformedJson(error: unknown): boolean {
  const cause: unknown = error instanceof HttpException ? error.cause : error;
  return (
    cause instanceof SyntaxError ||
    (typeof cause === 'object' &&
      cause !== null &&
      'type' in cause &&
      cause.type === 'entity.parse.failed') ||
    (error instanceof HttpException && error.getStatus() === 400 && /JSON/.test(error.message))
  );
}
