/** The exit code of a process that a signal has ended, as shells have it. */
export const FORCED_EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
/** What stops a server. */
export type StopSignal = keyof typeof FORCED_EXIT_CODES;

/**
 * A second signal sooner than this is the first one told twice: on Ctrl-C the terminal tells everybody, and `npm start`
 * passes it on besides.
 */
const TOLD_TWICE_MS = 1_000;

/**
 * Stops on SIGTERM, Ctrl-C, and a terminal that is gone; the second signal is for who cannot wait.
 *
 * @param stop is called once, with the first signal.
 * @param force is called with the second one.
 */
export function onStopSignals(stop: () => void, force: (signal: StopSignal) => void): void {
  let firstAt: number | undefined;
  for (const signal of Object.keys(FORCED_EXIT_CODES) as StopSignal[]) {
    process.on(signal, () => {
      if (firstAt === undefined) {
        firstAt = performance.now();
        stop();
      } else if (performance.now() - firstAt >= TOLD_TWICE_MS) force(signal);
    });
  }
}
