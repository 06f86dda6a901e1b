import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { isHeard, runCountdown } from '../../studio/countdown/countdown';
import { StudioSounds } from '../../studio/countdown/sounds';

/** The seconds before the ghost starts: time to walk to the wall. Seen from afar, and heard by whoever turns away. */
@Injectable()
export class StartCountdown {
  readonly #sounds = inject(StudioSounds);
  readonly #digit = signal<number | undefined>(undefined);
  #cancel: (() => void) | undefined;

  /** Seconds left; undefined when no countdown runs. */
  readonly digit = this.#digit.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.callOff());
  }

  /** Counts down and then calls back, unless it is called off. */
  async start(seconds: number, over: () => void): Promise<void> {
    this.callOff();
    this.#sounds.wake();
    const countdown = runCountdown(seconds, {
      now: () => performance.now(),
      soon: (callback) => {
        const timer = setTimeout(callback, 50);
        return () => clearTimeout(timer);
      },
      digit: (digit) => {
        this.#digit.set(digit || undefined);
        if (isHeard(digit)) this.#sounds.tick();
      },
    });
    this.#cancel = countdown.cancel;
    if (!(await countdown.over)) return;
    this.#cancel = undefined;
    this.#sounds.start();
    over();
  }

  /** Ends a running countdown without starting anything. */
  callOff(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#digit.set(undefined);
  }
}
