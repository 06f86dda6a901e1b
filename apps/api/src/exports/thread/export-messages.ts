import type { ErrorCode } from '@reclimb/contracts';
import { DomainError, type ErrorDetails } from '../../errors/domain-error.js';
import type { ExportTask } from '../session-exporter.js';

/** What the thread works with. */
export interface ExportThreadData {
  readonly databaseUrl: string;
  readonly mediaDir: string;
}

/** To the thread. A block's memory goes there and back, so that nothing is left for the garbage collector. */
export type ToExportThread =
  | { readonly kind: 'open'; readonly id: number; readonly task: ExportTask }
  | { readonly kind: 'next'; readonly id: number; readonly memory: ArrayBuffer }
  | { readonly kind: 'close'; readonly id: number };

/** From the thread: the answer to each `next`. A length of 0 is the end. */
export type FromExportThread =
  | { readonly kind: 'block'; readonly id: number; readonly memory: ArrayBuffer; readonly length: number }
  | { readonly kind: 'failed'; readonly id: number; readonly error: CarriedError }
  | { readonly kind: 'warning'; readonly message: string };

/** An error on its way between threads, which carry no classes. */
export interface CarriedError {
  readonly kind: 'domain' | 'range' | 'other';
  readonly message: string;
  readonly code: string | undefined;
  readonly details: ErrorDetails | undefined;
  readonly stack: string | undefined;
}

/** An error as it can be sent. */
export function carried(error: unknown): CarriedError {
  const { message, stack, code } = error as NodeJS.ErrnoException;
  const domain = error instanceof DomainError;
  const kind = domain ? 'domain' : error instanceof RangeError ? 'range' : 'other';
  return { kind, message, stack, code, details: domain ? error.details : undefined };
}

/** The error that was sent, with what tells it apart: its class, and PostgreSQL's or the system's code. */
export function delivered({ kind, message, code, details, stack }: CarriedError): Error {
  if (kind === 'domain') return new DomainError(code as ErrorCode, message, details && { details });
  const error = kind === 'range' ? new RangeError(message) : new Error(message);
  return Object.assign(error, { stack }, code !== undefined && { code });
}
