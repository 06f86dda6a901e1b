/** The countdowns on offer, in seconds; 0 starts at once. */
export const COUNTDOWNS = [0, 3, 10] as const;
export type CountdownSeconds = (typeof COUNTDOWNS)[number];

export function isCountdown(value: unknown): value is CountdownSeconds {
  return COUNTDOWNS.some((seconds) => seconds === value);
}

/** The digit to show: 3 in the first second of three, 1 in the last, 0 when it is over. All in milliseconds. */
export function digitAt(begin: number, seconds: number, now: number): number {
  return Math.max(0, Math.ceil(seconds - (now - begin) / 1000));
}

/** Digits that are heard: a climber with the back to the screen needs the last three and no more. */
export function isHeard(digit: number): boolean {
  return digit >= 1 && digit <= 3;
}

/** What a running countdown needs of the world. */
export interface CountdownParts {
  now(): number;
  /** Calls back once, soon: every animation frame or some dozen times a second. Answers how to call it off. */
  soon(callback: () => void): () => void;
  digit(digit: number): void;
}

/**
 * Runs a countdown. Resolves with true when it is over, with false when it was called off. It reads the clock anew at
 * every step, so that a throttled timer makes a digit late but never the start.
 */
export function runCountdown(
  seconds: number,
  parts: CountdownParts,
): { readonly over: Promise<boolean>; cancel(): void } {
  const begin = parts.now();
  let shown = -1;
  let forget: (() => void) | undefined;
  let settle: (finished: boolean) => void = () => undefined;
  const over = new Promise<boolean>((resolve) => (settle = resolve));
  const step = () => {
    const digit = digitAt(begin, seconds, parts.now());
    if (digit !== shown) parts.digit((shown = digit));
    if (digit === 0) settle(true);
    else forget = parts.soon(step);
  };
  step();
  return {
    over,
    cancel() {
      forget?.();
      settle(false);
    },
  };
}
