import { DOCUMENT, DestroyRef, Injectable, inject, signal } from '@angular/core';

/** Long enough to read what the controls say. */
const QUIET_AFTER_MS = 4000;

/** Whether nothing has moved for a while, so that controls may fade: no pointer, no key, no focus moving. */
@Injectable()
export class Quiet {
  private readonly quiet = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly value = this.quiet.asReadonly();

  constructor() {
    const document = inject(DOCUMENT);
    const events = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;
    const moved = () => this.moved();
    for (const event of events) document.addEventListener(event, moved, { passive: true });
    inject(DestroyRef).onDestroy(() => {
      for (const event of events) document.removeEventListener(event, moved);
      clearTimeout(this.timer);
    });
    this.moved();
  }

  private moved(): void {
    clearTimeout(this.timer);
    this.quiet.set(false);
    this.timer = setTimeout(() => this.quiet.set(true), QUIET_AFTER_MS);
  }
}
