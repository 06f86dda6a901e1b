import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  DestroyRef,
  type ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
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
  mdiTrashCanOutline,
  mdiUpload,
} from '@mdi/js';
import { Dialogs, EmptyState, Icon, Notices } from '@reclimb/ui';
import { textOf } from '../api/api-error';
import { repeatWhile } from '../api/repeat';
import { SessionsApi } from '../api/sessions-api';
import { SessionActions } from '../session/session-actions';
import { FileDrop } from './file-drop';
import { FirstRecording } from './first-recording';
import { ImportList } from './import-list';
import {
  type LibraryFilter,
  WHOLE_LIBRARY,
  filterOf,
  isNarrowed,
  isSameFilter,
  paramsOf,
} from './library-filter';
import { LibraryFilters } from './library-filters';
import { LibraryImports } from './library-imports';
import { LibrarySelection } from './library-selection';
import { LibraryStore } from './library-store';
import { NearViewport } from './near-viewport';
import { SelectionBar } from './selection-bar';
import { SessionCard } from './session-card';
import { SessionMenu } from './session-menu';
import type { SessionAction } from './session-offers';
import type { TagsAnswer, TagsQuestion } from './tags-dialog';

/** How often sessions that are recorded or processed are looked at. */
const REFRESH_MS = 3000;
/** Pause in typing after which is searched. */
const SEARCH_DELAY_MS = 200;
/** How often "5 minutes ago" is brought up to date. */
const CLOCK_MS = 30_000;

/** The recorded sessions. What is shown of them, and in which order, is in the address. */
@Component({
  selector: 'rc-library',
  imports: [
    EmptyState,
    FileDrop,
    FirstRecording,
    Icon,
    ImportList,
    LibraryFilters,
    MatButton,
    MatIconButton,
    NearViewport,
    RouterLink,
    SelectionBar,
    SessionCard,
    SessionMenu,
  ],
  providers: [LibrarySelection],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './library.html',
  styleUrl: './library.scss',
  host: { '(document:keydown)': 'key($event)' },
})
export class Library {
  protected readonly store = inject(LibraryStore);
  protected readonly selection = inject(LibrarySelection);
  readonly #actions = inject(SessionActions);
  readonly #api = inject(SessionsApi);
  readonly #dialogs = inject(Dialogs);
  readonly #imports = inject(LibraryImports);
  readonly #notices = inject(Notices);
  readonly #router = inject(Router);

  // Each from the address: see LibraryFilter.
  readonly q = input<string>();
  readonly status = input<string>();
  readonly tag = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly pinned = input<string>();
  readonly trash = input<string>();
  readonly sort = input<string>();
  protected readonly filter = computed(
    () =>
      filterOf({
        q: this.q(),
        status: this.status(),
        tag: this.tag(),
        from: this.from(),
        to: this.to(),
        pinned: this.pinned(),
        trash: this.trash(),
        sort: this.sort(),
      }),
    { equal: isSameFilter },
  );
  /** The same list with nothing left out. */
  protected readonly all = computed(() => ({
    ...WHOLE_LIBRARY,
    trash: this.filter().trash,
    sort: this.filter().sort,
  }));
  protected readonly narrowed = computed(() => isNarrowed(this.filter()));

  protected readonly now = signal(Date.now());
  protected readonly busy = signal(false);
  protected readonly openingDemo = signal(false);
  protected readonly placeholders = Array.from({ length: 8 }, (_, index) => index);
  protected readonly icons = {
    back: mdiArrowLeft,
    clear: mdiClose,
    failed: mdiCloudAlertOutline,
    nothingFound: mdiMagnifyClose,
    search: mdiMagnify,
    trash: mdiTrashCanOutline,
    import: mdiUpload,
  };
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  #typing: ReturnType<typeof setTimeout> | undefined;
  #left = false;

  constructor() {
    effect(() => {
      const filter = this.filter();
      untracked(() => {
        this.selection.clear();
        void this.store.open(filter);
      });
    });
    // The field follows the address, but what is being typed is not touched.
    effect(() => {
      const field = this.field()?.nativeElement;
      const { q } = this.filter();
      if (field && field.value.trim() !== q) field.value = q;
    });
    repeatWhile(this.store.unsettled, REFRESH_MS, () => this.store.refresh());
    this.#keepClock();
  }

  protected search(text: string): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.show({ q: text.trim() }), SEARCH_DELAY_MS);
  }

  /** Changes the address; the list follows. */
  protected show(filter: Partial<LibraryFilter>): void {
    void this.#router.navigate([], {
      queryParams: paramsOf(filter),
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected key(event: KeyboardEvent): void {
    if (event.defaultPrevented || this.#dialogs.anyOpen || needsKeys(event.target)) return;
    if (event.key === 'Escape' && this.selection.any()) this.selection.clear();
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) this.selection.selectAll();
    else if (event.key === 'Delete' && this.selection.any()) {
      void this.act(this.filter().trash ? 'deleteForGood' : 'delete', this.selection.sessions());
    } else return;
    event.preventDefault();
  }

  protected async rename(session: Session, name: string): Promise<void> {
    await this.#actions.change(session, { name });
  }

  /** Carries an action out on sessions. What was selected for it is not any more when it has been. */
  protected async act(action: SessionAction, sessions: readonly Session[]): Promise<void> {
    if (this.busy() || sessions.length === 0) return;
    this.busy.set(true);
    try {
      if (await this.#carryOut(action, sessions)) this.selection.clear();
    } finally {
      this.busy.set(false);
    }
  }

  #carryOut(action: SessionAction, sessions: readonly Session[]): Promise<boolean> {
    switch (action) {
      case 'tag':
        return this.#changeTags(sessions);
      case 'pin':
      case 'unpin':
        return this.#actions.pin(sessions, action === 'pin');
      default:
        return this.#actions[action](sessions);
    }
  }

  async #changeTags(sessions: readonly Session[]): Promise<boolean> {
    const answer = await this.#dialogs.open<TagsQuestion, TagsAnswer>(
      () => import('./tags-dialog').then((m) => m.TagsDialog),
      { data: { sessions, known: this.store.knownTags() }, width: '480px' },
    );
    if (!answer) return false;
    const { tag, untag } = answer;
    return (
      (untag.length === 0 || (await this.#actions.untag(sessions, untag))) &&
      (tag.length === 0 || (await this.#actions.tag(sessions, tag)))
    );
  }

  protected choose(field: HTMLInputElement): void {
    const files = [...(field.files ?? [])];
    // So that the same file can be chosen again.
    field.value = '';
    void this.import(files);
  }

  /** Imports archives. A single one is shown when it is done, if nobody has gone elsewhere meanwhile. */
  protected async import(files: readonly File[]): Promise<void> {
    const [session] = await this.#imports.add(files);
    if (session && files.length === 1 && !this.#left) await this.#router.navigate(['/sessions', session.id]);
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
        void this.store.open(this.filter());
      }
      this.now.set(Date.now());
    };
    window?.addEventListener('focus', lookAgain);
    inject(DestroyRef).onDestroy(() => {
      this.#left = true;
      clearInterval(clock);
      clearTimeout(this.#typing);
      window?.removeEventListener('focus', lookAgain);
    });
  }
}

/** Whether what has the focus takes keys itself: a field, or an open menu. The notice with "Undo" lies over the page, too. */
function needsKeys(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input:not([type=checkbox]), textarea')) return true;
  return target.closest('.cdk-overlay-container') !== null && !target.closest('mat-snack-bar-container');
}
