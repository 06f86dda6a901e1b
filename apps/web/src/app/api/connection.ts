import { DOCUMENT, Injectable, computed, inject, signal } from '@angular/core';

/** How often a silent server is asked whether it is back. */
const PROBE_INTERVAL_MS = 3000;

/**
 * Whether the server can be reached, as far as this page knows: by the browser's own online state, and by how the last
 * request went. While the server is silent it is asked again and again, until it answers.
 */
@Injectable({ providedIn: 'root' })
export class Connection {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #online = signal(this.#window?.navigator.onLine ?? true);
  readonly #answering = signal(true);
  #probe: ReturnType<typeof setTimeout> | undefined;

  /** `offline`: this device has no network. `unreachable`: it has one, but the server does not answer. */
  readonly state = computed<'connected' | 'offline' | 'unreachable'>(() =>
    !this.#online() ? 'offline' : this.#answering() ? 'connected' : 'unreachable',
  );

  constructor() {
    this.#window?.addEventListener('offline', () => this.#online.set(false));
    this.#window?.addEventListener('online', () => {
      this.#online.set(true);
      if (!this.#answering()) void this.#ask();
    });
  }

  /** A request was answered, in whatever way. */
  answered(): void {
    clearTimeout(this.#probe);
    this.#probe = undefined;
    this.#answering.set(true);
  }

  /** A request got no answer. */
  failed(): void {
    this.#answering.set(false);
    this.#probe ??= setTimeout(() => void this.#ask(), PROBE_INTERVAL_MS);
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#probe);
    this.#probe = undefined;
    try {
      await fetch('/api/health/live', { cache: 'no-store' });
      this.answered();
    } catch {
      // Still silent. The state says so on the page; ask again.
      this.failed();
    }
  }
}
