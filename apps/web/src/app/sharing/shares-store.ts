import { Injectable, inject, signal } from '@angular/core';
import type { CreatedShare, NewShare, Share } from '@reclimb/contracts';
import { Dialogs, Notices } from '@reclimb/ui';
import { textOf } from '../api/api-error';
import { SharesApi } from './shares-api';

/** The links of one session, as its page and the dialog show them. Provided by the page. */
@Injectable()
export class SharesStore {
  readonly #api = inject(SharesApi);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);
  readonly #shares = signal<readonly Share[] | null>(null);
  readonly #failure = signal('');
  #sessionId = '';

  /** Newest first; null while unknown. */
  readonly shares = this.#shares.asReadonly();
  /** Why they are not known, for people. */
  readonly failure = this.#failure.asReadonly();

  /** Loads the links of a session, also to see who has looked meanwhile. */
  async load(sessionId: string): Promise<void> {
    if (sessionId !== this.#sessionId) this.#shares.set(null);
    this.#sessionId = sessionId;
    this.#failure.set('');
    try {
      const shares = await this.#api.list(sessionId);
      if (sessionId === this.#sessionId) this.#shares.set(shares);
    } catch (error) {
      if (sessionId === this.#sessionId) this.#failure.set(textOf(error));
    }
  }

  reload(): Promise<void> {
    return this.load(this.#sessionId);
  }

  /** Makes a link. Rejects with what the server said. */
  async create(share: NewShare): Promise<CreatedShare> {
    const created = await this.#api.create(this.#sessionId, share);
    this.#shares.update((shares) => [created, ...(shares ?? [])]);
    return created;
  }

  /** Asks, then revokes a link. Answers whether it is gone. */
  async revoke({ id }: Share): Promise<boolean> {
    const confirmed = await this.#dialogs.confirm({
      title: 'Revoke this link?',
      text: 'It leads nowhere from now on, and whoever is looking is cut off. It cannot be brought back.',
      confirm: 'Revoke',
    });
    if (!confirmed) return false;
    try {
      await this.#api.revoke(this.#sessionId, id);
    } catch (error) {
      this.#notices.failure(textOf(error));
      return false;
    }
    this.#shares.update((shares) => shares?.filter((share) => share.id !== id) ?? null);
    return true;
  }
}
