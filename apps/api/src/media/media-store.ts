import type { Readable } from 'node:stream';

/** What is known of a stored object without reading it. */
export interface MediaInfo {
  /** Bytes. */
  size: number;
  modifiedAt: Date;
}

/** A stored object, as a listing names it. */
export interface MediaObject extends MediaInfo {
  key: string;
}

/**
 * Where the bytes of videos and images live. Keys look like `sessions/<id>/video.mp4` and are made by the server alone
 * (see media-keys.ts). Everything that resolves is durable. Every method may throw a DomainError: `storage_full` when
 * there is no room, `unavailable` when the store cannot be used now.
 */
export abstract class MediaStore {
  /**
   * Writes `bytes` at byte `offset` of the object, which is created when absent. What lay there is overwritten;
   * resolves when the bytes are synced.
   */
  abstract writeAt(key: string, offset: number, bytes: Uint8Array): Promise<void>;

  /** Stores a whole object; readers see the old one or the new one, never a part. */
  abstract put(key: string, bytes: Uint8Array): Promise<void>;

  /** Size and age, or null when there is no such object. */
  abstract stat(key: string): Promise<MediaInfo | null>;

  /** Reads from byte `start` (inclusive, default 0) to `end` (exclusive, default the whole). */
  abstract read(key: string, range?: { start: number; end: number }): Promise<Readable>;

  /** Removes one object; an absent one is removed already. */
  abstract remove(key: string): Promise<void>;

  /** Removes every object below the prefix, e.g. `sessions/<id>`. */
  abstract removeAll(prefix: string): Promise<void>;

  /**
   * Lends the object as a file on this machine's disk for tools that need one (the remuxer). The file is only read, and
   * only until `use` settles.
   */
  abstract withFile<T>(key: string, use: (path: string) => Promise<T>): Promise<T>;

  /** Has `make` write a file at the path it is given, then stores it whole under `key`. Nothing is kept if it throws. */
  abstract putFile<T>(key: string, make: (path: string) => Promise<T>): Promise<T>;

  /** Every whole object below the prefix, in no particular order; none when there is no such prefix. */
  abstract list(prefix: string): AsyncIterable<MediaObject>;

  /** Throws a DomainError when the store cannot take bytes now, or has no room for what it last had to refuse. */
  abstract check(): Promise<void>;

  /** Bytes that there is room for. */
  abstract freeBytes(): Promise<number>;
}
