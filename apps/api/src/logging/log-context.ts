import { AsyncLocalStorage } from 'node:async_hooks';

/** What an entry of the log belongs to. Ids alone: no name, no address of a person or a machine. */
export interface LogContext {
  /** The request, as it is answered in `X-Request-Id`. */
  readonly requestId?: string;
  /** The connection of a socket. */
  readonly socketId?: string;
  userId?: string | undefined;
  sessionId?: string | undefined;
}

const contexts = new AsyncLocalStorage<LogContext>();

/** Does something, and all that it causes, for this request or message: what is logged meanwhile names it. */
export function inLogContext<T>(context: LogContext, work: () => T): T {
  return contexts.run(context, work);
}

/** Adds what became known later to the request or message under way; outside of one it does nothing. */
export function noteInLog(found: Pick<LogContext, 'userId' | 'sessionId'>): void {
  Object.assign(contexts.getStore() ?? {}, found);
}

/** What an entry that is logged now belongs to. */
export function logContext(): Readonly<LogContext> {
  return contexts.getStore() ?? {};
}
