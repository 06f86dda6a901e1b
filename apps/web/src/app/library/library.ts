import {
  DOCUMENT,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  booleanAttribute,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { Session } from '@reclimb/contracts';
import {
  mdiArrowLeft,
  mdiClose,
  mdiCloudAlertOutline,
  mdiMagnify,
  mdiMagnifyClose,
  mdiRecordCircleOutline,
  mdiTrashCanOutline,
} from '@mdi/js';
import { EmptyState, Icon, Notices } from '@reclimb/ui';
import { textOf } from '../api/api-error';
import { repeatWhile } from '../api/repeat';
import { SessionsApi } from '../api/sessions-api';
import { SessionActions } from '../session/session-actions';
import { FirstRecording } from './first-recording';
import { LibraryStore } from './library-store';
import { NearViewport } from './near-viewport';
import { SessionCard } from './session-card';

/** How often sessions that are recorded or processed are looked at. */
const REFRESH_MS = 3000;
/** Pause in typing after which is searched. */
const SEARCH_DELAY_MS = 250;
/** How often "5 minutes ago" is brought up to date. */
const CLOCK_MS = 30_000;

/** The recorded sessions, newest first. */
@Component({
  selector: 'rc-library',
  imports: [
    EmptyState,
    FirstRecording,
    Icon,
    MatButton,
    MatIconButton,
    NearViewport,
    RouterLink,
    SessionCard,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './library.html',
  styleUrl: './library.scss',
})
export class Library {
  protected readonly store = inject(LibraryStore);
  readonly #actions = inject(SessionActions);
  readonly #api = inject(SessionsApi);
  readonly #notices = inject(Notices);
  readonly #router = inject(Router);

  /** From the address: what is searched for. */
  readonly q = input<string>();
  /** From the address: whether the trash is shown instead. */
  readonly trash = input(false, { transform: booleanAttribute });

  protected readonly now = signal(Date.now());
  protected readonly openingDemo = signal(false);
  protected readonly placeholders = Array.from({ length: 8 }, (_, index) => index);
  protected readonly icons = {
    back: mdiArrowLeft,
    clear: mdiClose,
    failed: mdiCloudAlertOutline,
    nothingFound: mdiMagnifyClose,
    record: mdiRecordCircleOutline,
    search: mdiMagnify,
    trash: mdiTrashCanOutline,
  };
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      const q = this.q()?.trim() ?? '';
      const trash = this.trash();
      untracked(() => void this.store.open(q, trash));
    });
    repeatWhile(this.store.unsettled, REFRESH_MS, () => this.store.refresh());
    this.#keepClock();
  }

  protected search(text: string): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      void this.#router.navigate([], {
        queryParams: { q: text.trim() || null },
        queryParamsHandling: 'merge',
        replaceUrl: true,
      });
    }, SEARCH_DELAY_MS);
  }

  protected async rename(session: Session): Promise<void> {
    const renamed = await this.#actions.rename(session);
    if (renamed) this.store.replace(renamed);
  }

  protected delete(session: Session): Promise<void> {
    return this.#actions.delete(
      session,
      () => this.store.remove(session.id),
      () => this.store.putBack(session),
    );
  }

  protected restore(session: Session): Promise<void> {
    return this.#actions.restore(session, () => this.store.remove(session.id));
  }

  protected deleteForGood(session: Session): Promise<void> {
    return this.#actions.deleteForGood(session, () => this.store.remove(session.id));
  }

  protected async openDemo(): Promise<void> {
    this.openingDemo.set(true);
    try {
      const { id } = await this.#api.demo();
      await this.#router.navigate(['/sessions', id, 'replay']);
    } catch (error) {
      this.#notices.failure(textOf(error));
    } finally {
      this.openingDemo.set(false);
    }
  }

  #keepClock(): void {
    const window = inject(DOCUMENT).defaultView;
    const clock = setInterval(() => this.now.set(Date.now()), CLOCK_MS);
    // Somebody who comes back to this tab may have recorded on the phone meanwhile.
    const lookAgain = (): void => {
      if (this.store.phase() === 'ready') {
        void this.store.open(this.q()?.trim() ?? '', this.trash());
      }
      this.now.set(Date.now());
    };
    window?.addEventListener('focus', lookAgain);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(clock);
      clearTimeout(this.#typing);
      window?.removeEventListener('focus', lookAgain);
    });
  }
}
