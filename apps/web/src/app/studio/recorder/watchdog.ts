/** Looks come once a second: one that is later than this means that the page itself stood still meanwhile. */
const LATE_LOOK_MS = 3000;

/**
 * Says when something that is awaited has not come for too long. Looked at regularly; time comes in as an argument. A
 * page that was frozen, or a lid that was closed, is nobody's fault: the span begins anew when the page wakes up.
 */
export class Watchdog {
  private lookedAt = Number.NEGATIVE_INFINITY;
  private awakeSince = Number.NEGATIVE_INFINITY;

  /** @param limit milliseconds. */
  constructor(private readonly limit: number) {}

  /** @param waitingSince since when it is awaited; null when nothing is. */
  look(now: number, waitingSince: number | null): boolean {
    if (now - this.lookedAt > LATE_LOOK_MS) this.awakeSince = now;
    this.lookedAt = now;
    return waitingSince !== null && now - Math.max(waitingSince, this.awakeSince) > this.limit;
  }
}
