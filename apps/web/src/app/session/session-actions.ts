import { Injectable, inject } from '@angular/core';
import { MAX_SESSION_NAME_LENGTH, type Session } from '@reclimb/contracts';
import { Dialogs, Notices } from '@reclimb/ui';
import { textOf } from '../api/api-error';
import { SessionsApi } from '../api/sessions-api';

/** What both the library and the detail page do with a session: they ask the same questions and say the same things. */
@Injectable({ providedIn: 'root' })
export class SessionActions {
  readonly #api = inject(SessionsApi);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);

  /** Asks for a new name and saves it. Answers the changed session, or null when the user thought better of it. */
  async rename(session: Session): Promise<Session | null> {
    let renamed: Session | null = null;
    await this.#dialogs.askText({
      title: 'Rename recording',
      label: 'Name',
      value: session.name,
      confirm: 'Rename',
      maxLength: MAX_SESSION_NAME_LENGTH,
      save: async (name) => {
        renamed = await this.#api.patch(session.id, { name });
      },
    });
    return renamed;
  }

  /**
   * Asks, then moves a session to the trash. `deleted` is called when that is done, `restored` when the user took it back.
   */
  async delete(session: Session, deleted: () => void, restored: () => void): Promise<void> {
    const confirmed = await this.#dialogs.confirm({
      title: `Delete “${session.name}”?`,
      text: 'The recording moves to the trash with its video and poses. You can take it back from there.',
      confirm: 'Move to trash',
    });
    if (!confirmed) return;
    try {
      await this.#api.delete(session.id);
    } catch (error) {
      this.#notices.failure(textOf(error));
      return;
    }
    deleted();
    this.#notices.undoable('Moved to the trash.', () => void this.#restore(session, restored));
  }

  /** Takes a session out of the trash; `restored` is called when that is done. */
  async restore(session: Session, restored: () => void): Promise<void> {
    await this.#restore(session, () => {
      restored();
      this.#notices.done('Back in the library.');
    });
  }

  /** Asks, then removes a session for good. Nothing brings it back, so the question says so. */
  async deleteForGood(session: Session, deleted: () => void): Promise<void> {
    const confirmed = await this.#dialogs.confirm({
      title: `Delete “${session.name}” for good?`,
      text: 'Its video, poses and markers are removed from the server. Nothing brings them back.',
      confirm: 'Delete for good',
    });
    if (!confirmed) return;
    try {
      await this.#api.deleteForGood(session.id);
      deleted();
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
  }

  async #restore(session: Session, restored: () => void): Promise<void> {
    try {
      await this.#api.restore(session.id);
      restored();
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
  }
}
