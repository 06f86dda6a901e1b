import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import type { SessionPatch, SessionVideo as SessionVideoFile } from '@reclimb/contracts';
import {
  mdiAlertCircleOutline,
  mdiArrowLeft,
  mdiCloudAlertOutline,
  mdiDeleteRestore,
  mdiLinkOff,
  mdiPencilOutline,
  mdiPin,
  mdiPinOutline,
  mdiPlay,
  mdiRecord,
  mdiRefresh,
  mdiTrashCanOutline,
  mdiVideoOffOutline,
} from '@mdi/js';
import { EmptyState, Icon, Notices, formatDuration, formatMoment } from '@reclimb/ui';
import { AccountStore } from '../accounts/account-store';
import { textOf } from '../api/api-error';
import { repeatWhile } from '../api/repeat';
import { type VideoProblem, videoProblemOf } from '../api/video-problem';
import { LibraryStore } from '../library/library-store';
import { SessionShares } from '../sharing/session-shares';
import { ExportMenu } from './export-menu';
import { NameField } from './name-field';
import { SessionActions } from './session-actions';
import { SessionFacts } from './session-facts';
import { SessionNotes } from './session-notes';
import { SessionPicture } from './session-picture';
import { SessionStatus } from './session-status';
import { SessionStore } from './session-store';
import { SessionVideo } from './session-video';
import { videoRemovedText } from './video-removed';

/** How often a session that is recorded or processed is looked at. */
const REFRESH_MS = 2000;

/** Everything about one session: its video with the skeleton over it, its keyframes and markers, its numbers. */
@Component({
  selector: 'rc-session-detail',
  imports: [
    EmptyState,
    ExportMenu,
    Icon,
    MatButton,
    MatIconButton,
    MatProgressBar,
    MatSlideToggle,
    NameField,
    RouterLink,
    SessionFacts,
    SessionNotes,
    SessionPicture,
    SessionShares,
    SessionStatus,
    SessionVideo,
  ],
  providers: [SessionStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './session-detail.html',
  styleUrl: './session-detail.scss',
})
export class SessionDetail {
  protected readonly store = inject(SessionStore);
  readonly #account = inject(AccountStore).account;
  protected readonly knownTags = inject(LibraryStore).knownTags;
  readonly #actions = inject(SessionActions);
  readonly #notices = inject(Notices);
  readonly #router = inject(Router);
  readonly #title = inject(Title);

  /** From the address. */
  readonly id = input.required<string>();

  private readonly video = viewChild(SessionVideo);
  protected readonly skeleton = signal(true);
  /** Why the video is not shown; null while it is, or nobody knows yet. */
  protected readonly videoProblem = signal<VideoProblem | null>(null);
  protected readonly time = signal(0);
  protected readonly busy = signal(false);
  protected readonly formatDuration = formatDuration;
  protected readonly moment = computed(() => formatMoment(this.store.session()?.createdAt ?? ''));
  /** The last keyframe that the video has reached. */
  protected readonly keyframe = computed(() => {
    // Half a hundredth: a video stands a rounding before the picture that it was told to show.
    const reached = this.store.keyframes().filter(({ timestamp }) => timestamp <= this.time() + 0.005);
    return reached.at(-1)?.frameNumber ?? this.store.keyframes()[0]?.frameNumber;
  });
  /** One line about what is not on the page. What fails together mostly fails for one reason, which is said once. */
  protected readonly missing = computed(() => {
    const parts = this.store.missing();
    const reasons = new Set(parts.map(({ reason }) => reason));
    return `Not loaded: ${parts.map(({ name }) => name).join(', ')}. ${[...reasons].join(' ')}`;
  });
  /** Why a video that was there is not; undefined when none is missing. */
  protected readonly removed = computed(() => {
    const removal = this.store.session()?.videoRemoved;
    return removal && videoRemovedText(removal);
  });
  /** Why there is a picture in place of the video. */
  protected readonly noVideo = computed(() => {
    const problem = this.videoProblem();
    if (problem) return `${problem.text} The ghost can be replayed all the same.`;
    switch (this.store.session()?.status) {
      case 'completed':
        return this.removed() ?? 'Recorded without video: the ghost alone.';
      case 'failed':
        return this.removed() ?? 'There is no playable video yet.';
      default:
        return 'The video is not ready yet.';
    }
  });
  /** Whether the reader may change it: an administrator looks at another one's recording. */
  protected readonly mine = computed(() => this.store.session()?.owner.id === this.#account()?.id);
  protected readonly renaming = signal(false);
  protected readonly icons = {
    back: mdiArrowLeft,
    delete: mdiTrashCanOutline,
    failed: mdiAlertCircleOutline,
    interrupted: mdiLinkOff,
    loadFailed: mdiCloudAlertOutline,
    missing: mdiVideoOffOutline,
    record: mdiRecord,
    rename: mdiPencilOutline,
    pin: mdiPinOutline,
    pinned: mdiPin,
    replay: mdiPlay,
    restore: mdiDeleteRestore,
    retry: mdiRefresh,
  };

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => {
        this.videoProblem.set(null);
        this.renaming.set(false);
        this.time.set(0);
        void this.store.open(id);
      });
    });
    effect(() => {
      const name = this.store.session()?.name;
      if (name) this.#title.setTitle(`${name} · Reclimb`);
    });
    repeatWhile(this.store.unsettled, REFRESH_MS, () => this.store.refresh());
    inject(DestroyRef).onDestroy(() => this.store.close());
  }

  /** The video element has failed: the page finds out why. */
  protected async videoFailed(video: SessionVideoFile): Promise<void> {
    const problem = await videoProblemOf(video);
    if (this.store.session()?.video?.url === video.url) this.videoProblem.set(problem);
  }

  protected canSeek(): boolean {
    return this.video() !== undefined;
  }

  /** In the video; in the replay when there is no video to be sought in. */
  protected async goTo(timestamp: number): Promise<void> {
    const video = this.video();
    if (video) video.seek(timestamp);
    else await this.#router.navigate(['/sessions', this.id(), 'replay'], { queryParams: { t: timestamp } });
  }

  protected async rename(name: string): Promise<void> {
    this.renaming.set(false);
    await this.change({ name });
  }

  protected async pin(): Promise<void> {
    await this.change({ pinned: !this.store.session()?.pinned });
  }

  /** Saves a change. When that does not work, the page goes on showing what is saved. */
  protected async change(patch: SessionPatch): Promise<void> {
    const session = this.store.session();
    const changed = session && (await this.#actions.change(session, patch));
    if (changed) this.store.replace(changed);
  }

  protected async delete(): Promise<void> {
    const session = this.store.session();
    if (session && (await this.#actions.delete([session]))) await this.#router.navigateByUrl('/library');
  }

  protected retry(): Promise<void> {
    return this.#run(() => this.store.retry());
  }

  protected restore(): Promise<void> {
    return this.#run(() => this.store.restore());
  }

  async #run(action: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    try {
      await action();
    } catch (error) {
      this.#notices.failure(textOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
