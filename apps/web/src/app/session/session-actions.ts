import { Injectable, inject } from '@angular/core';
import type { Session, SessionPatch } from '@reclimb/contracts';
import { Dialogs, Notices, countOf } from '@reclimb/ui';
import { textOf } from '../api/api-error';
import { type BulkAction, SessionsApi } from '../api/sessions-api';
import { LibraryStore } from '../library/library-store';

/** What the library and the detail page do with sessions, one or many: the library's list follows, and can follow back. */
@Injectable({ providedIn: 'root' })
export class SessionActions {
  readonly #api = inject(SessionsApi);
  readonly #dialogs = inject(Dialogs);
  readonly #library = inject(LibraryStore);
  readonly #notices = inject(Notices);

  /** Changes one session. Answers it as it is now, or null when that did not work, which is said. */
  async change(session: Session, patch: SessionPatch): Promise<Session | null> {
    let changed: Session | null = null;
    await this.#attempt(async () => {
      changed = await this.#api.patch(session.id, patch);
      this.#library.replace(changed);
    });
    return changed;
  }

  pin(sessions: readonly Session[], pinned: boolean): Promise<boolean> {
    return this.#carryOut(pinned ? 'pin' : 'unpin', sessions, (session) => ({ ...session, pinned }));
  }

  tag(sessions: readonly Session[], tags: readonly string[]): Promise<boolean> {
    const tagged = (session: Session) => ({ ...session, tags: [...new Set([...session.tags, ...tags])] });
    return this.#carryOut('tag', sessions, tagged, tags);
  }

  untag(sessions: readonly Session[], tags: readonly string[]): Promise<boolean> {
    const untagged = (session: Session) => ({
      ...session,
      tags: session.tags.filter((tag) => !tags.includes(tag)),
    });
    return this.#carryOut('untag', sessions, untagged, tags);
  }

  /** Moves sessions to the trash and offers to take them back. Answers whether they are there. */
  async delete(sessions: readonly Session[]): Promise<boolean> {
    const deletedAt = new Date().toISOString();
    if (!(await this.#carryOut('delete', sessions, (session) => ({ ...session, deletedAt })))) return false;
    const what = sessions.length === 1 ? 'Moved' : `${countOf(sessions.length, 'recording')} moved`;
    this.#notices.undoable(`${what} to the trash.`, () => void this.#takeBack(sessions));
    return true;
  }

  /** Takes sessions out of the trash. Answers whether they are back. */
  async restore(sessions: readonly Session[]): Promise<boolean> {
    if (!(await this.#takeBack(sessions))) return false;
    const what = sessions.length === 1 ? 'Back' : `${countOf(sessions.length, 'recording')} back`;
    this.#notices.done(`${what} in the library.`);
    return true;
  }

  /** Asks, then removes sessions for good. Nothing brings them back, so the question says so. */
  async deleteForGood(sessions: readonly Session[]): Promise<boolean> {
    const [first] = sessions;
    const confirmed = await this.#dialogs.confirm({
      title:
        first && sessions.length === 1
          ? `Delete “${first.name}” for good?`
          : `Delete ${countOf(sessions.length, 'recording')} for good?`,
      text: 'Video, poses and markers are removed from the server. Nothing brings them back.',
      confirm: 'Delete for good',
    });
    if (!confirmed) return false;
    const ids = sessions.map(({ id }) => id);
    return this.#attempt(async () => {
      await this.#api.bulk('purge', ids);
      this.#library.remove(...ids);
    });
  }

  #takeBack(sessions: readonly Session[]): Promise<boolean> {
    return this.#carryOut('restore', sessions, (session) => ({ ...session, deletedAt: null }));
  }

  #carryOut(
    action: BulkAction,
    sessions: readonly Session[],
    after: (session: Session) => Session,
    tags?: readonly string[],
  ): Promise<boolean> {
    return this.#attempt(async () => {
      await this.#api.bulk(
        action,
        sessions.map(({ id }) => id),
        tags,
      );
      this.#library.take(sessions.map(after));
    });
  }

  async #attempt(task: () => Promise<void>): Promise<boolean> {
    try {
      await task();
      return true;
    } catch (error) {
      this.#notices.failure(textOf(error));
      return false;
    }
  }
}
