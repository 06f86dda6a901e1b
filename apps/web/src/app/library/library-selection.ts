import { Injectable, computed, inject, linkedSignal } from '@angular/core';
import { LibraryStore } from './library-store';

/** Which of the loaded sessions are selected. What leaves the list leaves the selection. Provided by the library's page. */
@Injectable()
export class LibrarySelection {
  readonly #store = inject(LibraryStore);
  readonly #ids = linkedSignal<readonly string[], ReadonlySet<string>>({
    source: () => this.#store.items().map(({ id }) => id),
    computation: (ids, before) => {
      const known = before?.value ?? new Set<string>();
      return new Set(ids.filter((id) => known.has(id)));
    },
  });
  /** Where a range begins: what was last chosen by itself. */
  #anchor: string | undefined;

  readonly ids = this.#ids.asReadonly();
  readonly count = computed(() => this.#ids().size);
  readonly any = computed(() => this.count() > 0);
  /** The selected sessions in the list's order. */
  readonly sessions = computed(() => this.#store.items().filter(({ id }) => this.#ids().has(id)));

  /** Takes a session in or out. */
  toggle(id: string): void {
    this.#anchor = id;
    this.#ids.update((ids) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }

  /** Takes in everything between the session chosen before and this one, both included. */
  extendTo(id: string): void {
    const all = this.#store.items().map((item) => item.id);
    const from = all.indexOf(this.#anchor ?? '');
    const to = all.indexOf(id);
    if (from < 0 || to < 0) return this.toggle(id);
    const range = all.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.#ids.update((ids) => new Set([...ids, ...range]));
  }

  /** Takes in everything that is loaded. */
  selectAll(): void {
    this.#ids.set(new Set(this.#store.items().map(({ id }) => id)));
  }

  clear(): void {
    this.#anchor = undefined;
    this.#ids.set(new Set());
  }
}
