/** What a transaction may take until the next one does less: its locks are held as long. */
const AIM_MS = 50;
/** At most so much larger or smaller is the next step. */
const GROWTH = 1.5;
const SHRINKAGE = 0.25;

/**
 * How much is done in one transaction, by how long the last one took: on a busy machine or a slow disk less, so that nobody
 * waits long for its locks.
 */
export class StepSize {
  private exact: number;

  /** Begins with little, as nobody knows yet how busy the machine is. */
  constructor(
    private readonly least: number,
    begin: number,
    private readonly most: number,
  ) {
    this.exact = begin;
  }

  get size(): number {
    return Math.floor(this.exact);
  }

  /** Runs a transaction of at most this size, and learns from it. `share` is how much of the size it had to do. */
  async measured<T>(share: number, step: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    const result = await step();
    const factor = AIM_MS / Math.max(1, performance.now() - begun);
    // A step that had little to do tells of a slow machine, and nothing of a fast one.
    if (factor < 1 || share > 0.5) {
      const next = this.exact * Math.min(GROWTH, Math.max(SHRINKAGE, factor));
      this.exact = Math.min(this.most, Math.max(this.least, next));
    }
    return result;
  }
}
