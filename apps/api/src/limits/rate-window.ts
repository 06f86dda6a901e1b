interface Window {
  readonly endsAt: number;
  points: number;
}

/**
 * So many points in so many seconds under one key, counted by this process. The seconds begin with a key's first point. It
 * answers at once: a message costs no promise.
 */
export class RateWindow {
  private readonly windows = new Map<string, Window>();
  private sweepAt = 0;

  constructor(
    private readonly points: number,
    private readonly seconds: number,
  ) {}

  /** Counts one point. Answers the seconds to wait when it is one too many, else 0. */
  count(key: string): number {
    const window = this.windowOf(key);
    window.points += 1;
    if (window.points <= this.points) return 0;
    return Math.max(1, Math.ceil((window.endsAt - performance.now()) / 1000));
  }

  private windowOf(key: string): Window {
    const now = performance.now();
    const known = this.windows.get(key);
    if (known && now < known.endsAt) return known;
    this.sweep(now);
    const window = { endsAt: now + this.seconds * 1000, points: 0 };
    this.windows.set(key, window);
    return window;
  }

  /** Forgets what is over, once in a window's time. */
  private sweep(now: number): void {
    if (now < this.sweepAt) return;
    this.sweepAt = now + this.seconds * 1000;
    for (const [key, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(key);
  }
}
