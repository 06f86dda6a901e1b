import type { ErrorCode, Frame, Seek, SkeletonName } from '@reclimb/contracts';
import type { FrameColumns } from './frame-columns.js';

/** What a reader hands out so that a read can be cancelled; `AbortSignal` of browsers and Node fits. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Makes a {@link CancelSignal} and cancels it; `AbortController` of browsers and Node fits. */
export interface CancelController {
  readonly signal: CancelSignal;
  abort(): void;
}

/** How much there is to replay. Timestamps are in seconds and null while there is no frame. */
export interface ReplayExtent {
  readonly frameCount: number;
  readonly firstTimestamp: number | null;
  readonly lastTimestamp: number | null;
  /** Whether the session is still being recorded, so that more may come. */
  readonly live: boolean;
}

/** What a source says when it is opened. */
export interface ReplayOpening {
  readonly skeleton: SkeletonName;
  readonly extent: ReplayExtent;
}

/** Frames, the extent where it has changed, or both. */
export interface ReplayBatch {
  readonly frames?: FrameColumns;
  readonly extent?: ReplayExtent;
}

/**
 * Where a replay's frames come from. Every implementation passes the suite `describeReplaySource` of the testing entry.
 *
 * A cancelled read ends without another batch, by returning or by throwing; nobody looks at which. A failed one throws
 * {@link ReplaySourceError}; the next read may succeed, and a source mends its own connection for it.
 */
export interface ReplaySource {
  /** Finds out what there is. Called first, and again after it has failed with a retryable code. */
  open(signal: CancelSignal): Promise<ReplayOpening>;
  /**
   * Frames from a place on, in order, until the session's end; at the live edge it waits for more. It starts with the
   * last frame at or before the timestamp asked for (the first frame if there is none), or with the frame asked for.
   * Nothing is fetched much further than the caller has taken. One read runs at a time: a new one ends the older.
   */
  readAhead(from: Seek, signal: CancelSignal): AsyncIterable<ReplayBatch>;
  /** The last frame at or before a time, for a preview, without disturbing a running {@link readAhead}; null if none. */
  readOne(timestamp: number, signal: CancelSignal): Promise<Frame | null>;
  /** Lets go of connections; running reads end. May be called more than once. */
  close(): Promise<void>;
}

/** Why frames cannot be had. */
export class ReplaySourceError extends Error {
  /**
   * @param code `not_found` when the session is gone, `unavailable` when the connection is; see `RETRYABLE_CODES`
   * @param message for people
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'ReplaySourceError';
  }
}
