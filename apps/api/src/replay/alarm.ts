/** Longest time a timer can be set to, in milliseconds. */
const MAX_TIMER_MS = 0x7fff_ffff;

/** Lets one waiter sleep until a time, or until somebody rings. A ring while nobody sleeps ends the next sleep. */
export class Alarm {
  private wakeUp: (() => void) | undefined;
  private rung = false;

  /** @param clock in milliseconds */
  constructor(private readonly clock: () => number) {}

  ring(): void {
    this.rung = true;
    this.wakeUp?.();
  }

  /** @param until milliseconds of the clock; null: only until it rings */
  async wait(until: number | null): Promise<void> {
    if (!this.rung) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.wakeUp = resolve;
        if (until === null) return;
        timer = setTimeout(resolve, Math.min(Math.max(0, until - this.clock()), MAX_TIMER_MS));
      });
      clearTimeout(timer);
      this.wakeUp = undefined;
    }
    this.rung = false;
  }
}
