import type { CancelController, CancelSignal } from '../source.js';

/** A clock that stands until it is moved by hand, with the delays that hang on it. */
export class HandClock {
  #now = 1000;
  #waiting: { due: number; done: () => void }[] = [];

  /** Seconds. */
  now(): number {
    return this.#now;
  }

  /** Moves time on and ends the delays that have become due. */
  advance(seconds: number): void {
    this.#now += seconds;
    const due = this.#waiting.filter((wait) => wait.due <= this.#now);
    this.#waiting = this.#waiting.filter((wait) => wait.due > this.#now);
    for (const wait of due) wait.done();
  }

  /** Fits the `delay` of a player's options. */
  readonly delay = (seconds: number, signal: CancelSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      this.#waiting.push({ due: this.#now + seconds, done: resolve });
      signal.addEventListener('abort', resolve);
    });
}

/** A {@link CancelController} of plain JavaScript, so that tests of any surroundings can use it. */
export class TestCancellation implements CancelController {
  #aborted = false;
  readonly #listeners = new Set<() => void>();
  readonly signal: CancelSignal;

  constructor() {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the signal's getter needs the controller
    const controller = this;
    this.signal = {
      get aborted() {
        return controller.#aborted;
      },
      addEventListener: (_type, listener) => this.#listeners.add(listener),
      removeEventListener: (_type, listener) => this.#listeners.delete(listener),
    };
  }

  abort(): void {
    if (this.#aborted) return;
    this.#aborted = true;
    for (const listener of this.#listeners) listener();
  }
}

/** Lets everything that is ready to run, run: promises, not time. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}
