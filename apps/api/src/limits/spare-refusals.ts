import { TokenBucket } from './token-bucket.js';

/** A second, all together: what a calm server has to spare, and what a busy one never withholds. */
const MOST = 2000;
const LEAST = 100;
/** At once: some hundredths of a second of work. */
const BURST = 100;
/** Above this share of the thread's time at work there is less to spare, below that more. */
const TOO_BUSY = 0.5;
const CALM = 0.35;
/** What a look changes: down within a second, up again within some. */
const LESS = 0.8;
const MORE = 1.05;

/**
 * How much nonsense is answered: what is left of the main thread's time when everybody else has been served. A fixed number
 * would be too much on a small machine and too little on a large one; stopping and opening by turns lets in as much at once
 * as was held back.
 */
export class SpareRefusals {
  readonly bucket = new TokenBucket(MOST, BURST);
  private perSecond = MOST;

  /** @param busyShare the share of its time that the thread was at work lately, 0 to 1 */
  suit(busyShare: number): void {
    if (busyShare > TOO_BUSY) this.perSecond = Math.max(LEAST, this.perSecond * LESS);
    else if (busyShare < CALM) this.perSecond = Math.min(MOST, this.perSecond * MORE);
    else return;
    this.bucket.refillBy(this.perSecond);
  }
}
