import { type Frame, KEYPOINT_COUNT, type Seek } from '@reclimb/contracts';
import { toColumns } from '../frame-columns.js';
import type { CancelSignal, ReplayBatch, ReplayExtent, ReplayOpening, ReplaySource } from '../source.js';

/** One read that a player has asked a {@link ScriptedSource} for. */
export interface ScriptedRead {
  readonly from: Seek;
  readonly signal: CancelSignal;
  /** Hands out frames (and an extent). */
  deliver(frames: readonly Frame[], extent?: ReplayExtent): void;
  fail(error: Error): void;
  /** Ends as at the session's end. */
  end(): void;
}

/**
 * A source whose every answer is given by hand: nothing arrives until the test says so, in the order it says, even for
 * reads that have been cancelled (as a network would).
 */
export class ScriptedSource implements ReplaySource {
  readonly reads: ScriptedRead[] = [];
  closed = false;
  /** What {@link readOne} answers. */
  preview: Frame | null = null;
  #openings: ((opening: ReplayOpening | Error) => void)[] = [];

  open(): Promise<ReplayOpening> {
    return new Promise((resolve, reject) => {
      this.#openings.push((opening) => (opening instanceof Error ? reject(opening) : resolve(opening)));
    });
  }

  /** Answers the oldest {@link open} that has no answer yet. */
  answerOpen(opening: ReplayExtent | Error): void {
    const answer = this.#openings.shift();
    if (!answer) throw new Error('Nobody waits for an opening.');
    answer(opening instanceof Error ? opening : { skeleton: 'coco17', extent: opening });
  }

  /** The newest read. */
  get lastRead(): ScriptedRead {
    const read = this.reads.at(-1);
    if (!read) throw new Error('Nothing has been read.');
    return read;
  }

  async *readAhead(from: Seek, signal: CancelSignal): AsyncGenerator<ReplayBatch, void> {
    type Step = ReplayBatch | Error | null;
    const steps: Step[] = [];
    let wake = (): void => undefined;
    const push = (step: Step): void => {
      steps.push(step);
      wake();
    };
    this.reads.push({
      from,
      signal,
      deliver: (frames, extent) =>
        push({
          ...(frames.length > 0 && { frames: toColumns(frames, KEYPOINT_COUNT.coco17) }),
          ...(extent && { extent }),
        }),
      fail: push,
      end: () => push(null),
    });
    for (;;) {
      const step = steps.shift();
      if (step === undefined) await new Promise<void>((resolve) => (wake = resolve));
      else if (step === null) return;
      else if (step instanceof Error) throw step;
      else yield step;
    }
  }

  async readOne(): Promise<Frame | null> {
    return this.preview;
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}
