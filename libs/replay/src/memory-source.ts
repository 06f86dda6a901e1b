import { type Frame, KEYPOINT_COUNT, type Seek, type SkeletonName } from '@reclimb/contracts';
import { toColumns } from './frame-columns.js';
import {
  type CancelSignal,
  type ReplayBatch,
  type ReplayExtent,
  type ReplayOpening,
  type ReplaySource,
  ReplaySourceError,
} from './source.js';

/** Replays frames that are in memory already: a file that was dropped on the page, a preview, a test. */
export class MemorySource implements ReplaySource {
  #closed = false;

  /**
   * @param frames in ascending order, numbered without gaps from the first one's number 0
   * @param batchFrames frames handed out at once
   */
  constructor(
    private readonly skeleton: SkeletonName,
    private readonly frames: readonly Frame[],
    private readonly batchFrames = 300,
  ) {}

  async open(): Promise<ReplayOpening> {
    this.#checkOpen();
    const extent: ReplayExtent = {
      frameCount: this.frames.length,
      firstTimestamp: this.frames[0]?.timestamp ?? null,
      lastTimestamp: this.frames.at(-1)?.timestamp ?? null,
      live: false,
    };
    return { skeleton: this.skeleton, extent };
  }

  async *readAhead(from: Seek, signal: CancelSignal): AsyncGenerator<ReplayBatch, void> {
    this.#checkOpen();
    let next = 'frameNumber' in from ? from.frameNumber : Math.max(0, this.#indexAt(from.timestamp));
    while (next < this.frames.length && !signal.aborted && !this.#closed) {
      const batch = this.frames.slice(next, next + this.batchFrames);
      yield { frames: toColumns(batch, KEYPOINT_COUNT[this.skeleton]) };
      next += this.batchFrames;
    }
  }

  async readOne(timestamp: number): Promise<Frame | null> {
    this.#checkOpen();
    return this.frames[this.#indexAt(timestamp)] ?? null;
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  /** Index of the last frame at or before a time, or -1. */
  #indexAt(timestamp: number): number {
    let low = 0;
    let high = this.frames.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.frames[middle]?.timestamp ?? Infinity) <= timestamp) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #checkOpen(): void {
    if (this.#closed) throw new ReplaySourceError('unavailable', 'The source is closed.');
  }
}
