import { type ErrorCode, type FieldError } from '@reclimb/contracts';

/** What a caller is told beside the message. `errors` names refused fields, the positions belong to a `gap`. */
export interface ErrorDetails {
  readonly errors?: readonly FieldError[];
  readonly nextFrameNumber?: number;
  readonly nextVideoOffset?: number;
  /** Seconds after which trying again makes sense; REST sends it as Retry-After. */
  readonly retryAfter?: number;
  readonly [name: string]: unknown;
}

/**
 * An outcome that the caller is told about, over REST and sockets alike. Message and details are sent as they are:
 * no SQL, no path of the server, no payload. Anything else that is thrown becomes a nameless `internal`.
 */
export class DomainError extends Error {
  override name = 'DomainError';
  readonly details: ErrorDetails | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: { details?: ErrorDetails; cause?: unknown } = {},
  ) {
    // Nobody reads where an outcome was made, and a flood of refusals would pay for each trace.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    Error.stackTraceLimit = stackTraceLimit;
    this.details = options.details;
  }
}
