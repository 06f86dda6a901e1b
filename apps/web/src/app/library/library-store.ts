import { Injectable, computed, inject, signal } from '@angular/core';
import type { Session, SessionPage } from '@reclimb/contracts';
import { AccountStore } from '../accounts/account-store';
import { textOf } from '../api/api-error';
import { SessionsApi } from '../api/sessions-api';

/** Sessions of one page: fills a large screen twice over. */
const PAGE_SIZE = 24;

/**
 * The library as far as it was loaded, newest first. It outlives the page, so that coming back from a session finds the
 * same list at the same place, and is brought up to date behind it.
 */
@Injectable({ providedIn: 'root' })
export class LibraryStore {
  readonly #api = inject(SessionsApi);
  readonly #accounts = inject(AccountStore);
  readonly #items = signal<readonly Session[]>([]);
  readonly #cursor = signal<string | null>(null);
  readonly #phase = signal<'loading' | 'ready' | 'failed'>('loading');
  readonly #failure = signal('');
  readonly #loadingMore = signal(false);
  readonly #moreFailure = signal('');
  #shown: { owner: string | undefined; q: string; trash: boolean } | undefined;
  #request = new AbortController();

  readonly items = this.#items.asReadonly();
  readonly phase = this.#phase.asReadonly();
  /** Why the list could not be loaded, for people. */
  readonly failure = this.#failure.asReadonly();
  readonly hasMore = computed(() => this.#cursor() !== null);
  readonly loadingMore = this.#loadingMore.asReadonly();
  /** Why the next page could not be loaded; what is there stays. */
  readonly moreFailure = this.#moreFailure.asReadonly();
  /** Whether a session in the list is going to change by itself. */
  readonly unsettled = computed(() =>
    this.#items().some(({ status }) => status === 'recording' || status === 'processing'),
  );

  /**
   * Shows the sessions whose name holds `q` (all when empty), of the library or of the trash. What was loaded for it before
   * is shown at once.
   */
  async open(q: string, trash = false): Promise<void> {
    const owner = this.#accounts.account()?.id;
    const shown = this.#shown;
    if (shown?.owner === owner && shown?.q === q && shown.trash === trash && this.#phase() === 'ready') {
      return this.refresh().catch(() => {
        // The list from before stays on the page; the connection's state says why it is not newer.
      });
    }
    this.#shown = { owner, q, trash };
    this.#request.abort();
    const request = (this.#request = new AbortController());
    this.#items.set([]);
    this.#cursor.set(null);
    this.#loadingMore.set(false);
    this.#moreFailure.set('');
    this.#phase.set('loading');
    try {
      const page = await this.#page(undefined, request.signal);
      this.#items.set(page.items);
      this.#cursor.set(page.nextCursor);
      this.#phase.set('ready');
    } catch (error) {
      if (request.signal.aborted) return;
      this.#failure.set(textOf(error));
      this.#phase.set('failed');
    }
  }

  /** Loads again after a failure. */
  retry(): Promise<void> {
    return this.open(this.#shown?.q ?? '', this.#shown?.trash);
  }

  /** Appends the next page, if there is one and it is not on its way. */
  async loadMore(): Promise<void> {
    const cursor = this.#cursor();
    if (cursor === null || this.#loadingMore()) return;
    const { signal } = this.#request;
    this.#loadingMore.set(true);
    this.#moreFailure.set('');
    try {
      const page = await this.#page(cursor, signal);
      const known = new Set(this.#items().map(({ id }) => id));
      this.#items.update((items) => [...items, ...page.items.filter(({ id }) => !known.has(id))]);
      this.#cursor.set(page.nextCursor);
    } catch (error) {
      if (!signal.aborted) this.#moreFailure.set(textOf(error));
    } finally {
      if (!signal.aborted) this.#loadingMore.set(false);
    }
  }

  /** Brings the newest page, and what was unsettled further down, up to date. Rejects when the server cannot be asked. */
  async refresh(): Promise<void> {
    const { signal } = this.#request;
    const page = await this.#page(undefined, signal);
    const oldest = page.items.at(-1);
    if (page.nextCursor === null || !oldest) {
      this.#items.set(page.items);
      this.#cursor.set(page.nextCursor);
      return;
    }
    const fresh = new Set(page.items.map(({ id }) => id));
    const older = this.#items().filter(
      ({ id, createdAt }) => !fresh.has(id) && createdAt <= oldest.createdAt,
    );
    this.#items.set([...page.items, ...older]);
    if (older.length === 0) this.#cursor.set(page.nextCursor);
    const moving = older.filter(({ status }) => status === 'recording' || status === 'processing');
    await Promise.all(moving.map(async ({ id }) => this.replace(await this.#api.get(id, signal))));
  }

  /** Takes over a session's newer state. */
  replace(session: Session): void {
    this.#items.update((items) => items.map((item) => (item.id === session.id ? session : item)));
  }

  remove(id: string): void {
    this.#items.update((items) => items.filter((item) => item.id !== id));
  }

  /** Puts a session back where it belongs by its age. */
  putBack(session: Session): void {
    this.#items.update((items) =>
      [...items.filter(({ id }) => id !== session.id), session].sort((a, b) =>
        b.createdAt.localeCompare(a.createdAt),
      ),
    );
  }

  #page(cursor: string | undefined, signal: AbortSignal): Promise<SessionPage> {
    const { q, trash } = this.#shown ?? {};
    return this.#api.list(
      { limit: PAGE_SIZE, cursor, q: q || undefined, deleted: trash || undefined, owner: 'me' },
      signal,
    );
  }
}
