import { type CancelSignal, type FrameColumns, type ReplayExtent, ReplaySourceError } from '@reclimb/replay';

/** Frames as they arrived. */
export interface Batch {
  readonly epoch: number;
  readonly count: number;
  columns(): Promise<FrameColumns>;
}

/** The frames of one read, from the socket's events to the generator. */
export class Reading {
  /** Frames of other epochs are stale; unknown until the seek is acknowledged. */
  epoch: number | undefined;
  ended = false;
  #queue: (Batch | { readonly extent: ReplayExtent })[] = [];
  #failure: ReplaySourceError | undefined;
  #wake: (() => void) | undefined;
  #reject: ((error: ReplaySourceError) => void) | undefined;

  /** @param taken told the number of frames that have left the queue, wherever to */
  constructor(
    signal: CancelSignal,
    private readonly taken: (frames: number) => void,
  ) {
    signal.addEventListener('abort', () => this.end());
  }

  /** The session has changed. */
  tell(extent: ReplayExtent): void {
    this.#queue.push({ extent });
    this.#wake?.();
  }

  push(batch: Batch): void {
    if (this.ended) return this.taken(batch.count);
    this.#queue.push(batch);
    this.#wake?.();
  }

  fail(error: ReplaySourceError): void {
    this.#failure = error;
    this.#reject?.(error);
    this.#wake?.();
  }

  end(): void {
    this.ended = true;
    for (const batch of this.#queue.splice(0)) if ('count' in batch) this.taken(batch.count);
    this.#wake?.();
  }

  onFailure(reject: (error: ReplaySourceError) => void): void {
    this.#reject = reject;
    if (this.#failure) reject(this.#failure);
  }

  /** The next frames, or what has changed; undefined when the read has ended. */
  async next(): Promise<FrameColumns | { readonly extent: ReplayExtent } | undefined> {
    for (;;) {
      if (this.ended) return undefined;
      const batch = this.#queue.shift();
      if (batch && 'extent' in batch) return batch;
      if (batch) {
        this.taken(batch.count);
        if (batch.epoch !== this.epoch || batch.count === 0) continue;
        try {
          return await batch.columns();
        } catch (error) {
          throw damaged(error);
        }
      }
      if (this.#failure) throw this.#failure;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
  }
}

/** What is told of frames that cannot be unpacked: the next ones may be whole again. */
export function damaged(error: unknown): ReplaySourceError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ReplaySourceError('unavailable', `Frames arrived damaged: ${reason}`);
}
