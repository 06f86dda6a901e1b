import type { FrameBounds, FrameRow } from '../sessions/frames.repository.js';

/** Reads frames by key; see FramesRepository.read. */
export type ReadFrames = (bounds: FrameBounds, limit: number) => Promise<FrameRow[]>;

/** Rows read at once while playing on: ten seconds, some hundred kilobytes. */
const PAGE = 300;
/** After a jump the first rows are wanted at once, and perhaps only they: half a second, quickly read and packed. */
const FIRST_PAGE = 16;

const NO_TIMES = new Float64Array();

/**
 * The stretch of a session that is at hand: at most two pages, wherever and however fast it is played. The page after
 * the present one is read while that one is being sent.
 */
export class FrameWindow {
  private rows: FrameRow[] = [];
  private times = NO_TIMES;
  private ahead: { first: number; rows: Promise<FrameRow[]> } | undefined;
  private filling: { next: number; done: Promise<void> } | undefined;

  constructor(private readonly read: ReadFrames) {}

  /** The timestamps at hand from frame `next` on; empty when they must be read first. */
  timesFrom(next: number): Float64Array {
    const start = this.indexOf(next);
    return start === null ? NO_TIMES : this.times.subarray(start);
  }

  /** `count` rows from frame `next` on, of those at hand. */
  rowsFrom(next: number, count: number): FrameRow[] {
    const start = this.indexOf(next);
    return start === null ? [] : this.rows.slice(start, start + count);
  }

  /**
   * Reads on from frame `next`, once for all who ask at the same time. Resolves when {@link timesFrom} has it, or when
   * it is not stored.
   */
  fill(next: number): Promise<void> {
    if (this.indexOf(next) !== null) return Promise.resolve();
    if (this.filling?.next === next) return this.filling.done;
    const filling = { next, done: this.readFrom(next) };
    this.filling = filling;
    const over = (): void => {
      if (this.filling === filling) this.filling = undefined;
    };
    filling.done.then(over, over);
    return filling.done;
  }

  private async readFrom(next: number): Promise<void> {
    const before = this.ahead;
    this.ahead = undefined;
    const readAhead = before?.first === next ? await before.rows : [];
    const rows = readAhead.length > 0 ? readAhead : await this.page(next, FIRST_PAGE);
    this.rows = rows;
    this.times = Float64Array.from(rows, (row) => row.timestamp);
    const last = rows.at(-1);
    // A short page ends where the session ends, or where its recording has come to.
    if (!last || rows.length < FIRST_PAGE) return;
    const first = last.frameNumber + 1;
    const reading = this.page(first, PAGE);
    // Whoever needs it sees the error; when nobody does, it concerned nobody.
    reading.catch(() => undefined);
    this.ahead = { first, rows: reading };
  }

  private page(first: number, limit: number): Promise<FrameRow[]> {
    return this.read({ first, last: first + limit - 1 }, limit);
  }

  private indexOf(frameNumber: number): number | null {
    const start = this.rows[0];
    if (!start) return null;
    const index = frameNumber - start.frameNumber;
    return index >= 0 && index < this.rows.length ? index : null;
  }
}
