import type { RecordingClock } from '../recording-upload.js';

/** A clock that stands still until it is moved. */
export class ManualClock implements RecordingClock {
  private time = 0;
  private order = 0;
  private readonly due = new Map<number, { at: number; callback: () => void }>();

  now(): number {
    return this.time;
  }

  schedule(at: number, callback: () => void): () => void {
    const id = this.order++;
    this.due.set(id, { at: Math.max(at, this.time), callback });
    return () => void this.due.delete(id);
  }

  /** When the next callback is due; null when none waits. */
  get nextAt(): number | null {
    const times = [...this.due.values()].map(({ at }) => at);
    return times.length ? Math.min(...times) : null;
  }

  /** Moves on by `milliseconds`, calling back in order; promises settle after each call. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.time + milliseconds;
    await settled();
    for (;;) {
      const next = [...this.due.entries()].sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
      if (!next || next[1].at > until) break;
      this.due.delete(next[0]);
      this.time = next[1].at;
      next[1].callback();
      await settled();
    }
    this.time = until;
  }
}

/** Lets promises that wait for nothing but each other settle. The longest chain here (read, send, answer) has some 20. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
}
