import { Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import type { Session, SessionPage } from '@reclimb/contracts';
import { AccountStore } from '../accounts/account-store';
import { textOf } from '../api/api-error';
import { SessionsApi } from '../api/sessions-api';
import {
  type LibraryFilter,
  WHOLE_LIBRARY,
  comparing,
  isNarrowed,
  isSameFilter,
  queryOf,
} from './library-filter';

/** Sessions of one page: fills a large screen twice over. */
const PAGE_SIZE = 24;

/**
 * The library as far as it was loaded. It outlives the page, so that coming back from a session finds the
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
  #owner: string | undefined;
  readonly #shown = signal(WHOLE_LIBRARY);
  #request = new AbortController();
  /** Counts what was done to the list here: an answer that was asked for before is out of date. */
  #changes = 0;
  /** Counts the questions for the first page, and which of them was the newest that was answered. */
  #asked = 0;
  #answered = 0;

  readonly items = this.#items.asReadonly();
  /** What is shown, or is on its way. */
  readonly filter = this.#shown.asReadonly();
  readonly phase = this.#phase.asReadonly();
  /** Why the list could not be loaded, for people. */
  readonly failure = this.#failure.asReadonly();
  readonly hasMore = computed(() => this.#cursor() !== null);
  readonly loadingMore = this.#loadingMore.asReadonly();
  /** Why the next page could not be loaded; what is there stays. */
  readonly moreFailure = this.#moreFailure.asReadonly();
  /** Tags that were seen in a list of this account, by name: something to choose from. */
  readonly knownTags = linkedSignal<readonly Session[], readonly string[]>({
    source: this.#items,
    computation: (items, before) => {
      const tags = new Set([...(before?.value ?? []), ...items.flatMap((item) => item.tags)]);
      return tags.size === before?.value.length ? before.value : [...tags].sort((a, b) => a.localeCompare(b));
    },
  });
  /** Whether a session in the list is going to change by itself. */
  readonly unsettled = computed(() =>
    this.#items().some(({ status }) => status === 'recording' || status === 'processing'),
  );

  /** Shows the sessions that pass the filter, in its order. What was loaded for the same before is shown at once. */
  async open(filter: LibraryFilter): Promise<void> {
    const owner = this.#accounts.account()?.id;
    const same = this.#owner === owner && isSameFilter(this.#shown(), filter);
    if (same && this.#phase() === 'ready') {
      return this.refresh().catch(() => {
        // The list from before stays on the page; the connection's state says why it is not newer.
      });
    }
    if (this.#owner !== owner) this.knownTags.set([]);
    this.#owner = owner;
    this.#shown.set(filter);
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
    return this.open(this.#shown());
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

  /** Brings the first page, and what was unsettled further down, up to date. Rejects when the server cannot be asked. */
  async refresh(): Promise<void> {
    const { signal } = this.#request;
    const [ask, changes] = [++this.#asked, this.#changes];
    const page = await this.#page(undefined, signal);
    if (ask < this.#answered || changes !== this.#changes) return;
    this.#answered = ask;
    const last = page.items.at(-1);
    if (page.nextCursor === null || !last) {
      this.#items.set(page.items);
      this.#cursor.set(page.nextCursor);
      return;
    }
    const fresh = new Set(page.items.map(({ id }) => id));
    const compare = this.#compare();
    const further = this.#items().filter((item) => !fresh.has(item.id) && compare(last, item) < 0);
    this.#items.set([...page.items, ...further]);
    if (further.length === 0) this.#cursor.set(page.nextCursor);
    const moving = further.filter(({ status }) => status === 'recording' || status === 'processing');
    await Promise.all(moving.map(({ id }) => this.#lookAgain(id, signal)));
  }

  async #lookAgain(id: string, signal: AbortSignal): Promise<void> {
    const [answered, changes] = [this.#answered, this.#changes];
    const session = await this.#api.get(id, signal);
    if (answered === this.#answered && changes === this.#changes) this.#put(session);
  }

  /** Takes over a session's newer state. */
  replace(session: Session): void {
    this.#changes += 1;
    this.#put(session);
  }

  #put(session: Session): void {
    this.#items.update((items) => items.map((item) => (item.id === session.id ? session : item)));
  }

  remove(...ids: readonly string[]): void {
    this.#changes += 1;
    this.#items.update((items) => items.filter(({ id }) => !ids.includes(id)));
  }

  /**
   * Takes over sessions as they are after something was done with them: what moved between library and trash leaves the
   * list or stands where its order wants it, what else is in the list is replaced.
   */
  take(sessions: readonly Session[]): void {
    this.#changes += 1;
    const trash = this.#shown().trash;
    const taken = new Map(sessions.map((session) => [session.id, session]));
    const before = new Set(this.#items().map(({ id }) => id));
    this.#items.update((items) => {
      const kept = items.map((item) => taken.get(item.id) ?? item);
      const back = sessions.filter(({ id }) => !before.has(id));
      const here = [...kept, ...back].filter(({ deletedAt }) => (deletedAt !== null) === trash);
      return back.length > 0 ? here.sort(this.#compare()) : here;
    });
  }

  /**
   * Takes in a session that came into the library by another way, unless it is left out of what is shown; answers the
   * filter that leaves it out. The server is asked: what a search finds is its to say.
   */
  async adopt(session: Session): Promise<LibraryFilter | null> {
    const filter = this.#shown();
    const passes = !filter.trash && (!isNarrowed(filter) || (await this.#passes(session, filter)));
    // Meanwhile something else may be shown, which was loaded with the session.
    if (passes && this.#shown() === filter) this.take([session]);
    return passes ? null : filter;
  }

  /** Whether the server finds the session by the filter: asked for this one moment, it answers no others. */
  async #passes({ id, createdAt }: Session, filter: LibraryFilter): Promise<boolean> {
    const query = queryOf(filter);
    const after = new Date(Date.parse(createdAt) + 1).toISOString();
    if ((query.from ?? createdAt) > createdAt || (query.to ?? after) < after) return false;
    const { items } = await this.#api.list({ ...query, from: createdAt, to: after, limit: 100 });
    return items.some((item) => item.id === id);
  }

  #compare(): (a: Session, b: Session) => number {
    return comparing(this.#shown().sort);
  }

  #page(cursor: string | undefined, signal: AbortSignal): Promise<SessionPage> {
    const query = queryOf(this.#shown());
    return this.#api.list({ ...query, limit: PAGE_SIZE, cursor }, signal);
  }
}
