/** So many points a second, and at most `burst` at once. Its clock is the process's own, in milliseconds. */
export class TokenBucket {
  private points;
  private filledAt = performance.now();

  constructor(
    private perSecond: number,
    private readonly burst: number,
  ) {
    this.points = burst;
  }

  /** Points that are there; below zero when more was charged than there was. */
  get left(): number {
    const now = performance.now();
    this.points = Math.min(this.burst, this.points + ((now - this.filledAt) / 1000) * this.perSecond);
    this.filledAt = now;
    return this.points;
  }

  /** Whether nothing was charged for so long that it might as well be a new one. */
  get isFull(): boolean {
    return this.left === this.burst;
  }

  /** Takes points, also such as are not there yet: a debt is at most `burst`. */
  charge(points: number): void {
    this.points = Math.max(-this.burst, this.left - points);
  }

  /** From now on; what was filled in before stays. */
  refillBy(perSecond: number): void {
    this.charge(0);
    this.perSecond = perSecond;
  }

  /** Seconds until there will be a whole point. */
  get secondsUntilNext(): number {
    return Math.max(0, (1 - this.left) / this.perSecond);
  }
}
