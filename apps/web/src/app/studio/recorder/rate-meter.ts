/** How often something has happened over the last seconds. */
export class RateMeter {
  private times: number[] = [];

  /** @param window milliseconds looked back. */
  constructor(private readonly window = 3000) {}

  /** It happened. */
  count(now: number): void {
    this.times.push(now);
    this.forget(now);
  }

  /** Times a second, over the window or over what there is of it. */
  rate(now: number): number {
    this.forget(now);
    const first = this.times[0];
    if (first === undefined || this.times.length < 2) return 0;
    return ((this.times.length - 1) * 1000) / Math.max(now - first, 1);
  }

  private forget(now: number): void {
    while ((this.times[0] ?? now) < now - this.window) this.times.shift();
  }
}
