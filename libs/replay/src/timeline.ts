/** A position that stands, or runs with a clock: onwards, or backwards at a negative speed. All times in seconds. */
export class Timeline {
  #base = 0;
  /** Clock time from which on the position runs; null while it stands. */
  #since: number | null = null;
  #speed = 1;

  /** Where the position stands or has started to run. */
  get base(): number {
    return this.#base;
  }

  /** Where the position is, held back at `limit` (but never behind where it started). */
  position(now: number, limit: number): number {
    return this.#since === null ? this.#base : this.#further(this.#base, this.#nearer(this.due(now), limit));
  }

  /** Where the position would be if nothing held it back. */
  due(now: number): number {
    return this.#since === null ? this.#base : this.#base + Math.max(0, now - this.#since) * this.#speed;
  }

  /** Puts the position somewhere, standing. */
  place(position: number): void {
    this.#base = position;
    this.#since = null;
  }

  /** Lets the position run from where it stands. */
  run(now: number, speed: number): void {
    this.#speed = speed;
    this.#since = now;
  }

  /** Counts from the position now on; the position stays the same. */
  rebase(now: number): void {
    if (this.#since === null || now < this.#since) return;
    this.#base = this.due(now);
    this.#since = now;
  }

  /** Adjusts a running position to a companion at `time`: jumps ahead to it, or waits until it has come. */
  follow(time: number, now: number, limit: number): void {
    if (this.#since === null) return;
    const position = this.position(now, limit);
    this.#base = this.#further(position, this.#nearer(time, limit));
    this.#since = now + Math.max(0, (position - time) / this.#speed);
  }

  #further(one: number, other: number): number {
    return this.#speed < 0 ? Math.min(one, other) : Math.max(one, other);
  }

  #nearer(one: number, other: number): number {
    return this.#speed < 0 ? Math.max(one, other) : Math.min(one, other);
  }
}
