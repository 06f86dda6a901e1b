import type { Frame, StartRecording } from '@reclimb/contracts';

/** `start_recording` with the id that the client made: repeating it is harmless. */
export type RecordingDeclaration = StartRecording & { readonly sessionId: string };

/** What an outbox knows of its recording from the first moment on. */
export interface OutboxManifest {
  readonly declaration: RecordingDeclaration;
  /** ISO 8601. */
  readonly startedAt: string;
}

/** One entry of an outbox: what was recorded, in the order in which it was recorded. */
export type OutboxRecord =
  /** Consecutive frames, at least one. */
  | { readonly kind: 'frames'; readonly frames: readonly Frame[] }
  /** The video's bytes from `offset` on, at least one. */
  | { readonly kind: 'video'; readonly offset: number; readonly data: Uint8Array }
  | { readonly kind: 'keyframe'; readonly frameNumber: number; readonly image: Uint8Array }
  | { readonly kind: 'marker'; readonly timestamp: number; readonly label: string }
  /** The climber has stopped: nothing follows but `cancel`. */
  | { readonly kind: 'stop'; readonly frameCount: number; readonly videoBytes: number }
  /** The climber has thrown the recording away: nothing follows. */
  | { readonly kind: 'cancel' };

/** A recording found in a storage that no live page holds. */
export interface UnfinishedOutbox {
  readonly manifest: OutboxManifest;
  /** Size of what is kept, as stored. */
  readonly bytes: number;
}

/**
 * The log of one recording, held by one owner. Positions count records from 0. Calls of one log are carried out in the
 * order in which they were made.
 */
export interface OutboxLog {
  readonly manifest: OutboxManifest;
  /** Position of the oldest record that is still kept; over 0 once anything was forgotten. Equals `next` when empty. */
  readonly first: number;
  /** Position of the next record. */
  readonly next: number;
  /**
   * Adds a record and resolves with its position once it is as durable as the storage can make it.
   *
   * @throws OutboxFullError when there is no room; the log stays usable and ends before this record.
   */
  append(record: OutboxRecord): Promise<number>;
  /** @throws RangeError for a position outside `first`…`next`. */
  read(position: number): Promise<OutboxRecord>;
  /** Allows the storage to drop the records below `upTo`; it may keep some of them, and keeps all others. */
  forget(upTo: number): Promise<void>;
  /** Gives the recording back; `remove` deletes it first. Closing twice is harmless, every other call then throws. */
  close(options: { readonly remove: boolean }): Promise<void>;
}

/**
 * Where outboxes live. A log is held from `create` or `open` until it is closed or its owner is gone (a closed tab, a
 * crash): only then is it listed as unfinished or can be opened again.
 */
export interface OutboxStorage {
  /** Whether records survive the end of the page. */
  readonly durable: boolean;
  /** @throws OutboxClaimedError when a recording with this id is kept already. */
  create(manifest: OutboxManifest): Promise<OutboxLog>;
  /**
   * Takes over a recording that nobody holds. What a crash left half written at its end is gone.
   *
   * @throws OutboxClaimedError when it is held, OutboxMissingError when there is none.
   */
  open(sessionId: string): Promise<OutboxLog>;
  /** All recordings that nobody holds, oldest first. */
  listUnfinished(): Promise<UnfinishedOutbox[]>;
}

/** The recording is held by a live owner, or its id is taken. */
export class OutboxClaimedError extends Error {
  constructor(sessionId: string) {
    super(`Recording ${sessionId} is in use`);
    this.name = 'OutboxClaimedError';
  }
}

/** No recording with this id is kept. */
export class OutboxMissingError extends Error {
  constructor(sessionId: string) {
    super(`No recording ${sessionId} is kept here`);
    this.name = 'OutboxMissingError';
  }
}

/** The storage has no room for another record. */
export class OutboxFullError extends Error {
  constructor(message = 'No room for more of the recording', options?: { cause: unknown }) {
    super(message);
    this.name = 'OutboxFullError';
    if (options) this.cause = options.cause;
  }
}
