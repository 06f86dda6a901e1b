/** A line at once, then at most one in this time for each kind of outage. */
export const OUTAGE_INTERVAL_MS = 10_000;

/** Keeps an outage that everybody suffers from out of the way of the rest of the log: one line an interval, with a count. */
export class OutageLog {
  /** How often each kind came since its last line; a kind that is quiet is not in it. */
  private readonly more = new Map<string, { count: number; latest: string }>();

  constructor(private readonly write: (line: string) => void) {}

  /** Something failed by an outage of this kind, a few words. */
  note(kind: string, error: unknown): void {
    const latest = error instanceof Error ? error.message || error.name : String(error);
    const since = this.more.get(kind);
    if (since) {
      since.count += 1;
      since.latest = latest;
    } else {
      this.write(`${kind}: ${latest}`);
      this.open(kind);
    }
  }

  private open(kind: string): void {
    const since = { count: 0, latest: '' };
    this.more.set(kind, since);
    setTimeout(() => {
      this.more.delete(kind);
      if (since.count === 0) return;
      this.write(`${kind}, ${since.count} times more in ${OUTAGE_INTERVAL_MS / 1000} s: ${since.latest}`);
      this.open(kind);
      // The last line may be lost with the process; it must not hold it up.
    }, OUTAGE_INTERVAL_MS).unref();
  }
}
