import { type ErrorCode, type FieldError, problemSchema } from '@reclimb/contracts';

/**
 * `unreachable`: no answer came (no network, the server is down). `unreadable`: an answer came that is not in the
 * contract's form. All others are the server's own words.
 */
export type ApiErrorCode = ErrorCode | 'unreachable' | 'unreadable';

/** A refused or failed request. `message` is written for people and says what to do next where that helps. */
export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    /** The HTTP status; 0 when there was no answer. */
    readonly status: number,
    /** The fields that were refused, with what is wrong with each. */
    readonly fields: readonly FieldError[] = [],
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

const HUMAN_TEXT: Readonly<Record<ApiErrorCode, string>> = {
  validation_failed: 'Something in this request is not right.',
  unauthenticated: 'You are not logged in any more. Log in again to go on.',
  forbidden: 'Your account may not do this.',
  not_found: 'This is not here any more, or it belongs to somebody else.',
  conflict: 'This was changed elsewhere meanwhile. Load it again and retry.',
  gap: 'Some of the recording has not arrived at the server yet.',
  payload_too_large: 'This is larger than the server takes.',
  rate_limited: 'Too many attempts. Wait a minute, then try again.',
  quota_exceeded: 'Your space on the server is used up. Delete recordings you no longer need.',
  storage_full: 'The server’s disk is full. Nothing was lost; free some space and try again.',
  unavailable: 'The server is up, but cannot work at the moment. Try again shortly.',
  internal: 'Something went wrong on the server. Try again; if it stays, look into the server’s log.',
  unreachable: 'The Reclimb server does not answer. Check that it runs and that you are connected.',
  unreadable: 'The server answered in a way this page does not understand. Reload the page.',
};

/** Codes whose `detail` from the server says more than our own words: it names what was wrong with this very request. */
const DETAIL_SAYS_MORE: ReadonlySet<ApiErrorCode> = new Set(['validation_failed', 'conflict', 'forbidden']);

/** What an error of this code means to a person, without knowing more. */
export function humanText(code: ApiErrorCode): string {
  return HUMAN_TEXT[code];
}

/**
 * Any failed answer as an {@link ApiError}. A body that is not a problem document (a proxy's page, say) is judged by its
 * status alone.
 */
export function apiErrorOf(status: number, body: unknown): ApiError {
  if (status === 0) return new ApiError('unreachable', HUMAN_TEXT.unreachable, 0);
  const parsed = problemSchema.safeParse(typeof body === 'string' ? parseJson(body) : body);
  if (parsed.success) {
    const { code, detail, errors } = parsed.data;
    return new ApiError(code, DETAIL_SAYS_MORE.has(code) ? detail : HUMAN_TEXT[code], status, errors);
  }
  const code = codeOfStatus(status);
  return new ApiError(code, HUMAN_TEXT[code], status);
}

/** What is shown for a mistake of this page itself, whatever the server said. */
const PAGE_FAILED = 'Something went wrong in this page. Reload it, then try again.';

/** What to show for anything that was thrown. What is no {@link ApiError} is a mistake of ours: the console keeps it. */
export function textOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  console.error(error);
  return PAGE_FAILED;
}

function codeOfStatus(status: number): ApiErrorCode {
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 409:
      return 'conflict';
    case 413:
      return 'payload_too_large';
    case 429:
      return 'rate_limited';
    // A gateway in front of the server that gets no answer from it says 502, 503 or 504.
    case 502:
    case 503:
    case 504:
      return 'unavailable';
    default:
      return status >= 500 ? 'internal' : 'unreadable';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
