/**
 * The last look at each line before it is written, whoever logged what: PostgreSQL, a library or a mistake may put
 * something into a message that does not belong there.
 */
const SECRETS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // The password of a database or a proxy.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"\\]+@/gi, '$1…@'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '…@…'],
  // Tokens of integrations, and whatever a header carried.
  [/\brclmb_[\w-]+/g, 'rclmb_…'],
  [/\b(Bearer|Basic) +[\w.~+/=-]+/gi, '$1 …'],
];

/** Leaves out e-mail addresses, tokens and the passwords of addresses. */
export function scrub(line: string): string {
  return SECRETS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}

/** The path without its query; the token of a shared link is as good as a password, also in a path spelt otherwise. */
export function loggedPath(url: string): string {
  return (url.split('?')[0] ?? '').replace(/(\/(?:shared|s|embed)\/)[^/]+/gi, '$1…');
}

/** What of an error belongs in a log; PostgreSQL's own fields (`detail`, `where`, parameters) repeat what people wrote. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | undefined;
  readonly cause?: LoggedError | undefined;
}

/** @param depth of causes that are still told */
export function loggedError(error: Error, depth = 2): LoggedError {
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...((typeof code === 'string' || typeof code === 'number') && { code: String(code) }),
    ...(error.cause instanceof Error && depth > 0 && { cause: loggedError(error.cause, depth - 1) }),
  };
}
