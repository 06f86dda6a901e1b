import { QueryFailedError } from 'typeorm';

/** Codes of Node's sockets that say "nobody there" or "gone in the middle". */
const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/** What `pg` and its pool say, without a code, when the connection is gone or none could be had in time. */
const CONNECTION_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Driver not Connected/i;

/** The error's `code` (SQLSTATE or Node's), looking through TypeORM's wrapper; undefined when it has none. */
function errorCode(error: unknown): string | undefined {
  const inner: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (typeof inner !== 'object' || inner === null || !('code' in inner)) return undefined;
  return typeof inner.code === 'string' ? inner.code : undefined;
}

/** The SQLSTATE of a statement that PostgreSQL refused, or undefined for any other error. */
export function sqlState(error: unknown): string | undefined {
  const code = errorCode(error);
  // Node's codes (EPIPE, EPERM, E2BIG) begin with an E, PostgreSQL's classes never do.
  return code !== undefined && /^[0-9A-DF-Z][0-9A-Z]{4}$/.test(code) ? code : undefined;
}

/** The name of the violated constraint, or undefined when the error is no violation of one. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError) || !sqlState(error)?.startsWith('23')) return undefined;
  const inner: unknown = error.driverError;
  if (typeof inner !== 'object' || inner === null || !('constraint' in inner)) return undefined;
  return typeof inner.constraint === 'string' ? inner.constraint : undefined;
}

/** Whether the database could not be reached, went away, or is starting or stopping: later it may work. */
export function isConnectionError(error: unknown): boolean {
  if (error instanceof AggregateError) {
    return error.errors.length > 0 && error.errors.every(isConnectionError);
  }
  const state = sqlState(error);
  // 08: connection exception; 57P: shutting down, crashed, starting up.
  if (state) return state.startsWith('08') || state.startsWith('57P');
  const code = errorCode(error);
  if (code) return NETWORK_CODES.has(code);
  return error instanceof Error && CONNECTION_MESSAGES.test(error.message);
}

/**
 * Whether PostgreSQL refused a value as such (SQLSTATE class 22): a number or a date beyond its types, a text it cannot
 * hold. Schemas catch what they know of; the rest is still the caller's value, and no retry makes it better.
 */
export function isUnusableValue(error: unknown): boolean {
  return sqlState(error)?.startsWith('22') ?? false;
}

/** Whether what a row was to belong to is gone (SQLSTATE 23503): somebody removed it after it was found. */
export function isOwnerGone(error: unknown): boolean {
  return sqlState(error) === '23503';
}

/** Whether the disk or the quota is full, of PostgreSQL or of our own folder. */
export function isStorageFull(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT' || sqlState(error) === '53100';
}
