import { DOCUMENT, type Signal, effect, inject } from '@angular/core';

/**
 * Runs `task` every `intervalMs` as long as `wanted` is true and somebody looks at the page; each run starts when the one
 * before has ended. Lives as long as the injection context it is called in. A run that fails does not end the series: it
 * is for looking whether something has changed, and the next look may succeed; the connection's state is told elsewhere.
 */
export function repeatWhile(wanted: Signal<boolean>, intervalMs: number, task: () => Promise<void>): void {
  const document = inject(DOCUMENT);
  effect((onCleanup) => {
    if (!wanted()) return;
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const next = (): void => {
      if (!over) timer = setTimeout(() => void run(), intervalMs);
    };
    const run = (): Promise<void> => (document.hidden ? Promise.resolve() : task()).then(next, next);
    next();
    onCleanup(() => {
      over = true;
      clearTimeout(timer);
    });
  });
}
