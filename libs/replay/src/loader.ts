import { type Frame, KEYPOINT_COUNT, RETRYABLE_CODES, type Seek } from '@reclimb/contracts';
import type { FrameColumns } from './frame-columns.js';
import type { Direction } from './course.js';
import { FrameTrack } from './frame-track.js';
import type { PlayerProblem } from './player-state.js';
import {
  type CancelController,
  type CancelSignal,
  type ReplayExtent,
  type ReplaySource,
  ReplaySourceError,
} from './source.js';

/** What a loader needs from its surroundings, and its settings. */
export interface LoaderOptions {
  /** Makes the means to cancel a read: `() => new AbortController()`. */
  readonly cancellation: () => CancelController;
  /** Resolves after so many seconds, or at once when cancelled; the pause before another try. */
  readonly delay: (seconds: number, signal: CancelSignal) => Promise<void>;
  /** Most frames kept in memory; all of the session when absent. With it, loading stays half of that ahead. */
  readonly maxFrames?: number;
}

/** Whom a loader tells. */
export interface LoaderEvents {
  /** Before frames or the extent change. */
  beforeChange(): void;
  /** After frames, the extent or the problem have changed. */
  changed(): void;
}

/** Seconds before the first other try, doubled with each, up to the last value: a lost network is noticed soon again. */
const FIRST_DELAY = 0.5;
const LONGEST_DELAY = 8;
/** Frames of a stretch that is read for playing backwards: nothing of it can be played before its last has come. */
const STRETCH = 600;

/**
 * Fetches a session's frames into a track: from where the player looks to where it plays, then the rest. Sources read
 * onwards only: for a player that goes backwards, stretches are read that end where it looks. One read runs at a time;
 * looking elsewhere cancels it. When the source fails, it tries again with growing pauses for as long
 * as that can help.
 */
export class Loader {
  #track: FrameTrack | undefined;
  #extent: ReplayExtent | undefined;
  #problem: PlayerProblem | null = null;
  #current: CancelController | undefined;
  #look: Seek = { timestamp: 0 };
  #direction: Direction = 1;
  #roomWanted: (() => void) | undefined;
  #failures = 0;
  #closed = false;

  constructor(
    private readonly source: ReplaySource,
    private readonly options: LoaderOptions,
    private readonly events: LoaderEvents,
  ) {}

  /** What has been fetched; undefined until the source is open. */
  get track(): FrameTrack | undefined {
    return this.#track;
  }
  /** What the source says that there is; undefined until it is open. */
  get extent(): ReplayExtent | undefined {
    return this.#extent;
  }
  /** Why nothing comes at the moment; null when the source answers. */
  get problem(): PlayerProblem | null {
    return this.#problem;
  }

  /** Opens the source, trying again while that can help. Resolves when it is open, failed for good, or cancelled. */
  async open(): Promise<void> {
    const { signal } = this.#begin();
    while (!signal.aborted) {
      try {
        const { skeleton, extent } = await this.source.open(signal);
        if (signal.aborted) return;
        this.#track = new FrameTrack(KEYPOINT_COUNT[skeleton], this.options.maxFrames);
        this.#extent = extent;
        this.#succeeded();
        this.events.changed();
        // Whoever was told may have asked for a place already, which has begun a read.
        if (!signal.aborted) this.#ensureReading();
        return;
      } catch (error) {
        if (!(await this.#failed(error, signal))) return;
      }
    }
  }

  /** Loads from a place on, at once. */
  go(to: Seek, direction: Direction): void {
    this.#look = to;
    this.#direction = direction;
    if (this.#track) this.#startReading(to);
  }

  /** Tells where the player is: what lies ahead of it is loaded first, and a full memory may have room again. */
  look(timestamp: number, direction: Direction): void {
    const turned = this.#direction !== direction;
    this.#look = { timestamp };
    this.#direction = direction;
    if (this.#roomWanted && this.#hasRoom()) this.#roomWanted();
    if ((turned || !this.#current) && this.#track && !this.#problem) this.#ensureReading();
  }

  /** Tries again at once, also after a failure for good. */
  retry(): void {
    this.#failures = 0;
    if (!this.#track) void this.open();
    else this.#startReading(this.#look);
  }

  /** One frame by its time, without disturbing what is being read; null when there is none. */
  readOne(timestamp: number, signal: CancelSignal): Promise<Frame | null> {
    return this.source.readOne(timestamp, signal);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#current?.abort();
    this.#roomWanted?.();
    await this.source.close();
  }

  #begin(): CancelController {
    this.#current?.abort();
    this.#roomWanted?.();
    const controller = this.options.cancellation();
    if (this.#closed) controller.abort();
    this.#current = controller;
    return controller;
  }

  /** Reads what is missing next, if anything is. */
  #ensureReading(): void {
    const next = this.#nextMissing();
    if (next === undefined) this.#current = undefined;
    else this.#startReading(next);
  }

  #startReading(from: Seek): void {
    const { signal } = this.#begin();
    void this.#read(from, signal);
  }

  async #read(from: Seek, signal: CancelSignal): Promise<void> {
    let place: Seek = from;
    while (!signal.aborted) {
      try {
        const had = this.#track?.size ?? 0;
        for await (const batch of this.source.readAhead(place, signal)) {
          if (signal.aborted) return;
          this.#take(batch.frames, batch.extent);
          // Taking frames in may have made the player look elsewhere.
          if (signal.aborted) return;
          if (!batch.frames) continue;
          const next = batch.frames.firstFrame + batch.frames.people.length;
          place = { frameNumber: next };
          if (this.#track?.has(next) || this.#isBehind(next)) break;
          await this.#room(signal);
          if (signal.aborted) return;
        }
        if (signal.aborted) return;
        const next = this.#nextMissing();
        if (next === undefined) {
          this.#current = undefined;
          return;
        }
        if (this.#track?.size === had) {
          throw new ReplaySourceError('unavailable', 'The stream ended before the session did.');
        }
        place = next;
      } catch (error) {
        if (!(await this.#failed(error, signal))) return;
      }
    }
  }

  #take(frames: FrameColumns | undefined, extent: ReplayExtent | undefined): void {
    this.events.beforeChange();
    this.#succeeded();
    if (extent) this.#extent = extent;
    if (frames) {
      this.#track?.insert(frames);
      this.#grow(frames);
    }
    this.events.changed();
  }

  /** A live session has grown beyond what was told. */
  #grow({ firstFrame, timestamps }: FrameColumns): void {
    const frameCount = firstFrame + timestamps.length;
    if (!this.#extent || frameCount <= this.#extent.frameCount) return;
    this.#extent = {
      ...this.#extent,
      frameCount,
      firstTimestamp: this.#extent.firstTimestamp ?? timestamps[0] ?? null,
      lastTimestamp: timestamps.at(-1) ?? null,
    };
  }

  /** What to read next: the first hole from where the player looks, else the first one at all; live sessions go on. */
  #nextMissing(): Seek | undefined {
    const track = this.#track;
    const extent = this.#extent;
    if (!track || !extent) return undefined;
    if ('timestamp' in this.#look) {
      const { timestamp } = this.#look;
      if (extent.frameCount > 0 && !track.covers(timestamp, extent.frameCount)) return this.#look;
    }
    const from = this.#lookedAt(track);
    if (this.#direction < 0) {
      const before = track.lastMissing(from);
      if (before >= 0) {
        if (!this.#hasRoom()) return undefined;
        const stretch = Math.min(STRETCH, Math.floor((this.options.maxFrames ?? Infinity) / 4));
        return { frameNumber: track.firstMissing(Math.max(0, before - stretch + 1)) };
      }
      // What lies behind a player that goes backwards would push out what it is about to play.
      if (this.options.maxFrames !== undefined) return undefined;
    }
    const ahead = track.firstMissing(from);
    if (ahead < extent.frameCount) return this.#hasRoom() ? { frameNumber: ahead } : undefined;
    if (this.options.maxFrames === undefined) {
      const behind = track.firstMissing(0);
      if (behind < extent.frameCount) return { frameNumber: behind };
    }
    return extent.live ? { frameNumber: extent.frameCount } : undefined;
  }

  /** The frame at the place that the player looks at. */
  #lookedAt(track: FrameTrack): number {
    return 'frameNumber' in this.#look
      ? this.#look.frameNumber
      : Math.max(0, track.frameAt(this.#look.timestamp));
  }

  /** Whether a read has passed the place where a player that goes backwards looks, while something is missing before. */
  #isBehind(next: number): boolean {
    const track = this.#track;
    if (this.#direction > 0 || !track) return false;
    const from = this.#lookedAt(track);
    return next > from && track.lastMissing(from) >= 0;
  }

  /** Whether more may be loaded ahead without forgetting what is about to be played. */
  #hasRoom(): boolean {
    const { maxFrames } = this.options;
    const track = this.#track;
    if (maxFrames === undefined || !track) return true;
    const from = this.#lookedAt(track);
    const ahead = this.#direction < 0 ? from - track.lastMissing(from) : track.firstMissing(from) - from;
    return ahead < maxFrames / 2;
  }

  async #room(signal: CancelSignal): Promise<void> {
    while (!this.#hasRoom() && !signal.aborted) {
      await new Promise<void>((resolve) => (this.#roomWanted = resolve));
      this.#roomWanted = undefined;
    }
  }

  #succeeded(): void {
    this.#failures = 0;
    this.#problem = null;
  }

  /** Notes a failure and waits. Answers whether to try again. */
  async #failed(error: unknown, signal: CancelSignal): Promise<boolean> {
    if (signal.aborted) return false;
    const code = error instanceof ReplaySourceError ? error.code : 'internal';
    const retrying = RETRYABLE_CODES.has(code);
    this.#problem = { code, message: error instanceof Error ? error.message : String(error), retrying };
    if (!retrying) this.#current = undefined;
    this.events.changed();
    if (!retrying) return false;
    const pause = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#failures++);
    await this.options.delay(pause, signal);
    return !signal.aborted;
  }
}
