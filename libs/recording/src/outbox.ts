import type { Frame } from '@reclimb/contracts';
import { OutboxFullError, type OutboxLog, type OutboxRecord } from './outbox-storage.js';
import { recordSize } from './record-size.js';

/** A keyframe image or a marker: it stands for itself and is acknowledged by itself. */
export type OutboxExtra = Extract<OutboxRecord, { kind: 'keyframe' | 'marker' }>;

/** How a recording was ended by its climber. */
export type OutboxEnding = Extract<OutboxRecord, { kind: 'stop' | 'cancel' }>;

/** A stretch of units that wait: first one inclusive, end exclusive. Null when none waits. */
export interface PendingRange {
  readonly first: number;
  readonly end: number;
}

interface Entry {
  /** Null when the storage refused the record, so that it lives here alone. */
  readonly position: number | null;
  /** First unit inclusive and last one exclusive: frame numbers or byte offsets. */
  readonly first: number;
  readonly end: number;
  readonly bytes: number;
  readonly at: number;
  /** Absent when the memory was full and the record has to be read back. */
  readonly record: OutboxRecord | null;
}

/** What {@link Outbox} needs beside its log. */
export interface OutboxOptions {
  /** Milliseconds of any steady clock, for {@link Outbox.oldestPendingAt}. */
  readonly now: () => number;
  /**
   * Bytes that may be kept in memory: what is recorded beyond them is read back from the log when its turn comes.
   * Default 32 MiB: about two minutes of video at 2 Mbit/s.
   */
  readonly memoryLimit?: number;
}

/**
 * Everything that was recorded and that the server has not acknowledged as durable. Records go to the log before they
 * count as recorded, and leave it only by the `forget…` calls.
 *
 * Calls that write must not overlap: await one before the next.
 */
export class Outbox {
  private frames: Entry[] = [];
  private video: Entry[] = [];
  private readonly extras = new Map<number, Entry>();
  private endingEntry: Entry | null = null;
  private extraKeys = 0;
  private cachedBytes = 0;
  private waitingBytes = 0;
  private readonly memoryLimit: number;

  private constructor(
    private readonly log: OutboxLog,
    private readonly options: OutboxOptions,
  ) {
    this.memoryLimit = options.memoryLimit ?? 32 * 1024 * 1024;
  }

  /** Opens an outbox over a new or a taken-over log; reads what an earlier page left in it. */
  static async over(log: OutboxLog, options: OutboxOptions): Promise<Outbox> {
    const outbox = new Outbox(log, options);
    for (let position = log.first; position < log.next; position++) {
      outbox.insert(position, await log.read(position));
    }
    return outbox;
  }

  /** What the log knows of its recording. */
  get manifest() {
    return this.log.manifest;
  }

  /** Whether records have been dropped: the recording can then no longer be sent from its beginning. */
  get forgotten(): boolean {
    return this.log.first > 0;
  }

  /** Bytes that wait for their acknowledgement (see {@link recordSize}). */
  get pendingBytes(): number {
    return this.waitingBytes;
  }

  /** When the oldest waiting frame or byte was recorded, on the clock given; null when nothing waits. */
  get oldestPendingAt(): number | null {
    const oldest = [this.frames[0], this.video[0], ...this.extras.values()].filter(
      (entry) => entry !== undefined,
    );
    return oldest.length ? Math.min(...oldest.map((entry) => entry.at)) : null;
  }

  /** Frames that wait. Never has a hole. */
  get pendingFrames(): PendingRange | null {
    return range(this.frames);
  }

  /** Bytes of the video that wait. Never has a hole. */
  get pendingVideo(): PendingRange | null {
    return range(this.video);
  }

  /** Keys of the keyframe images and markers that wait, in the order of their recording. */
  get pendingExtras(): number[] {
    return [...this.extras.keys()];
  }

  /** How the climber ended the recording; null while it goes on or when it was cut off. */
  get ending(): OutboxEnding | null {
    return (this.endingEntry?.record as OutboxEnding | undefined) ?? null;
  }

  /**
   * Adds a record; it counts as recorded when this resolves. A record that the storage refuses is kept in memory as
   * long as the limit allows, and the storage's error is told.
   *
   * @returns `key` of a keyframe image or a marker; `fault`: why the record is not durable, null when it is.
   * @throws OutboxFullError when neither the storage nor the memory has room; RangeError when frames or bytes do not
   * follow those before them.
   */
  async append(record: OutboxRecord): Promise<{ key: number | null; fault: Error | null }> {
    if (record.kind === 'frames') {
      follow(this.frames, record.frames[0]?.frameNumber ?? 0, record.frames.length);
    }
    if (record.kind === 'video') follow(this.video, record.offset, record.data.byteLength);
    try {
      const position = await this.log.append(record);
      return { key: this.insert(position, record), fault: null };
    } catch (error) {
      const fault = error instanceof Error ? error : new Error(String(error));
      const ending = record.kind === 'stop' || record.kind === 'cancel';
      if (!ending && this.cachedBytes + recordSize(record) > this.memoryLimit) {
        throw new OutboxFullError(fault.message, { cause: fault });
      }
      return { key: this.insert(null, record), fault };
    }
  }

  /** The frames from `from` to before `to`. @throws RangeError when one of them does not wait. */
  async readFrames(from: number, to: number): Promise<Frame[]> {
    const found: Frame[] = [];
    for (const { entry, record } of await this.collect(this.frames, from, to)) {
      if (record.kind !== 'frames') throw new TypeError('Expected frames in the outbox');
      found.push(
        ...record.frames.slice(
          Math.max(0, from - entry.first),
          Math.min(record.frames.length, to - entry.first),
        ),
      );
    }
    return found;
  }

  /** The video's bytes from `from` to before `to`. @throws RangeError when one of them does not wait. */
  async readVideo(from: number, to: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(to - from);
    for (const { entry, record } of await this.collect(this.video, from, to)) {
      if (record.kind !== 'video') throw new TypeError('Expected video in the outbox');
      const begin = Math.max(0, from - entry.first);
      const end = Math.min(record.data.byteLength, to - entry.first);
      bytes.set(record.data.subarray(begin, end), entry.first + begin - from);
    }
    return bytes;
  }

  /** A waiting keyframe image or marker. @throws RangeError when it does not wait. */
  async readExtra(key: number): Promise<OutboxExtra> {
    const entry = this.extras.get(key);
    if (!entry) throw new RangeError(`Nothing waits under the key ${key}`);
    return (await this.load(entry)) as OutboxExtra;
  }

  /** The server has all frames below `upTo`. */
  async forgetFrames(upTo: number): Promise<void> {
    this.frames = this.dropBelow(this.frames, upTo);
    await this.trim();
  }

  /** The server has all bytes of the video below `upTo`. */
  async forgetVideo(upTo: number): Promise<void> {
    this.video = this.dropBelow(this.video, upTo);
    await this.trim();
  }

  /** The server has this keyframe image or marker, or will never take it. */
  async forgetExtra(key: number): Promise<void> {
    const entry = this.extras.get(key);
    if (!entry) return;
    this.extras.delete(key);
    this.release(entry);
    await this.trim();
  }

  /** Gives the log back; `remove` deletes it: the server has everything, or the climber threw it away. */
  async close(options: { readonly remove: boolean }): Promise<void> {
    await this.log.close(options);
  }

  private insert(position: number | null, record: OutboxRecord): number | null {
    const bytes = recordSize(record);
    const cached = position === null || this.cachedBytes + bytes <= this.memoryLimit;
    const entry = (first: number, end: number, keep = cached): Entry => {
      if (keep) this.cachedBytes += bytes;
      this.waitingBytes += bytes;
      return { position, first, end, bytes, at: this.options.now(), record: keep ? record : null };
    };
    switch (record.kind) {
      case 'frames': {
        const first = record.frames[0]?.frameNumber ?? 0;
        this.frames.push(entry(first, first + record.frames.length));
        return null;
      }
      case 'video':
        this.video.push(entry(record.offset, record.offset + record.data.byteLength));
        return null;
      case 'keyframe':
      case 'marker':
        this.extras.set(this.extraKeys, entry(0, 0));
        return this.extraKeys++;
      case 'stop':
      case 'cancel':
        this.endingEntry = { position, first: 0, end: 0, bytes: 0, at: this.options.now(), record };
        return null;
    }
  }

  private async collect(entries: Entry[], from: number, to: number) {
    const pending = range(entries);
    if (!pending || from < pending.first || to > pending.end || from >= to) {
      throw new RangeError(`${from}…${to} does not wait in the outbox`);
    }
    const wanted = entries.filter((entry) => entry.end > from && entry.first < to);
    return Promise.all(wanted.map(async (entry) => ({ entry, record: await this.load(entry) })));
  }

  private async load(entry: Entry): Promise<OutboxRecord> {
    return entry.record ?? (await this.log.read(entry.position as number));
  }

  private dropBelow(entries: Entry[], upTo: number): Entry[] {
    const kept = entries.findIndex((entry) => entry.end > upTo);
    const gone = kept < 0 ? entries : entries.slice(0, kept);
    for (const entry of gone) this.release(entry);
    return kept < 0 ? [] : entries.slice(kept);
  }

  private release(entry: Entry): void {
    this.waitingBytes -= entry.bytes;
    if (entry.record) this.cachedBytes -= entry.bytes;
  }

  /** The log forgets from its beginning only: up to the oldest record that still waits. */
  private async trim(): Promise<void> {
    let upTo = this.log.next;
    for (const entry of [this.frames[0], this.video[0], this.endingEntry, ...this.extras.values()]) {
      if (entry && entry.position !== null) upTo = Math.min(upTo, entry.position);
    }
    if (upTo > this.log.first) await this.log.forget(upTo);
  }
}

function range(entries: Entry[]): PendingRange | null {
  const first = entries[0];
  const last = entries.at(-1);
  return first && last ? { first: first.first, end: last.end } : null;
}

function follow(entries: Entry[], first: number, length: number): void {
  const last = entries.at(-1);
  if (length < 1 || (last && first !== last.end)) {
    throw new RangeError(
      `A record of ${length} from ${first} does not follow ${last?.end ?? 'an empty outbox'}`,
    );
  }
}
