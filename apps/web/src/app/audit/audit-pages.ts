import { signal } from '@angular/core';
import type { AuditEntry, AuditPage } from '@reclimb/contracts';
import { textOf } from '../api/api-error';

/** Lines of the log that are loaded, and the way to more of them. */
export class AuditPages {
  /** Counts questions: the answer to an older one is dropped. */
  #asked = 0;
  readonly entries = signal<readonly AuditEntry[] | null>(null);
  readonly nextCursor = signal<string | null>(null);
  readonly keptDays = signal<number | null>(null);
  readonly failure = signal('');
  readonly busy = signal(false);

  constructor(private readonly ask: (cursor?: string) => Promise<AuditPage>) {}

  /** The first page, or the next one. */
  async load(cursor?: string): Promise<void> {
    const ticket = ++this.#asked;
    this.failure.set('');
    this.busy.set(true);
    try {
      const page = await this.ask(cursor);
      if (ticket !== this.#asked) return;
      this.entries.update((entries) => [...(cursor === undefined ? [] : (entries ?? [])), ...page.items]);
      this.nextCursor.set(page.nextCursor);
      this.keptDays.set(page.keptDays);
    } catch (error) {
      if (ticket === this.#asked) this.failure.set(textOf(error));
    } finally {
      if (ticket === this.#asked) this.busy.set(false);
    }
  }
}
