import { Location } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  DOCUMENT,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChildren,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { MatProgressSpinner } from '@angular/material/progress-spinner';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { Icon, Notices, recall, remember } from '@reclimb/ui';
import { Camera } from '../studio/camera/camera';
import { StudioSounds } from '../studio/countdown/sounds';
import { Detection, detectionNotice } from '../studio/detection/detection';
import { GhostPanel } from './ghost-panel';
import { GhostSettings } from './ghost-settings';
import { ICONS } from './icons';
import { MarkerPanel } from './marker-panel';
import { ReplayActions } from './replay-actions';
import { ReplaySession } from './replay-session';
import { commandOf, KEY_HELP, needsKey, SPEEDS } from './shortcuts';
import { Stage, type StageKind } from './stage';
import { StartCountdown } from './start-countdown';
import { parsePlace, timeText } from './time-text';
import { Timeline } from './timeline';
import { type Layout, readUrlState, writeUrlState } from './url-state';

/** Controls fade after this long without a sign of life. */
const QUIET_MS = 3000;
/** Browsers allow only so many changes of the address in a while. */
const ADDRESS_MS = 400;
/** One press of a key makes the picture, or the ghost over the camera, larger by this factor. */
const SCALE_STEP = 1.25;
/** Seconds behind a live session from which on a way to its edge is offered; what follows it lags by its batches. */
const LIVE_LAG = 4;
const STAGE_KEY = 'reclimb.replay.stage';
type Panel = 'ghost' | 'markers' | 'help';

/** The player: a session's ghost over the live camera, over the session's video, or on a plain ground. */
@Component({
  selector: 'rc-replay',
  imports: [
    GhostPanel,
    Icon,
    MarkerPanel,
    MatButton,
    MatIconButton,
    MatMenuModule,
    MatProgressSpinner,
    MatTooltip,
    RouterLink,
    Stage,
    Timeline,
  ],
  providers: [Camera, GhostSettings, ReplayActions, ReplaySession, StartCountdown, StudioSounds],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './replay.html',
  styleUrl: './replay.scss',
  host: {
    '(document:keydown)': 'key($event)',
    '(document:fullscreenchange)': 'fullScreenChanged()',
    '(window:online)': 'online.set(true)',
    '(window:offline)': 'online.set(false)',
    '(pointermove)': 'wake()',
    '(pointerdown)': 'wake()',
    '(focusin)': 'wake()',
    '[class.quiet]': 'quiet() && playing() && !panel()',
    '[class.full]': 'fullScreen()',
  },
})
export class Replay {
  /** The session's id, from the route. */
  readonly id = input.required<string>();

  protected readonly actions = inject(ReplayActions);
  protected readonly replay = inject(ReplaySession);
  protected readonly settings = inject(GhostSettings);
  protected readonly camera = inject(Camera);
  protected readonly icons = ICONS;
  protected readonly speeds = SPEEDS;
  protected readonly keyHelp = KEY_HELP;
  protected readonly timeText = timeText;

  readonly #document = inject(DOCUMENT);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #injector = inject(Injector);
  readonly #location = inject(Location);
  readonly #detection = inject(Detection);
  readonly #notices = inject(Notices);
  readonly #wanted = signal<Layout | undefined>(rememberedLayout());
  readonly #videoFailed = signal(false);
  #quietTimer: ReturnType<typeof setTimeout> | undefined;
  #addressTimer: ReturnType<typeof setTimeout> | undefined;

  private readonly stageViews = viewChildren(Stage);
  protected readonly quiet = signal(false);
  protected readonly fullScreen = signal(false);
  protected readonly panel = signal<Panel | undefined>(undefined);
  protected readonly countdown = inject(StartCountdown).digit;
  protected readonly typing = signal(false);
  /** Whether the browser has a network at all: it knows before a stream notices that nothing comes any more. */
  protected readonly online = signal(this.#document.defaultView?.navigator.onLine ?? true);

  protected readonly phase = this.replay.phase;
  protected readonly state = this.replay.state;
  protected readonly session = this.replay.session;
  protected readonly playing = computed(() => this.replay.playing() || this.countdown() !== undefined);
  protected readonly hasVideo = computed(() => Boolean(this.session()?.video) && !this.#videoFailed());
  protected readonly empty = computed(() => {
    const extent = this.state()?.extent;
    return this.phase() !== 'loading' && extent?.frameCount === 0 && !extent.live;
  });
  /** The layout shown: the one wished for, as far as it can be had. */
  protected readonly layout = computed<Layout>(() => {
    const wanted = this.#wanted() ?? (this.hasVideo() ? 'video' : 'plain');
    if (wanted === 'video' && !this.hasVideo()) return 'plain';
    return wanted;
  });
  /** The stages of the layout. A camera that cannot be had gives its place to the plain stage. */
  protected readonly stages = computed<readonly StageKind[]>(() => {
    const recorded: StageKind = this.hasVideo() ? 'video' : 'plain';
    const live: StageKind = this.camera.problem() && !this.camera.stream() ? 'plain' : 'camera';
    switch (this.layout()) {
      case 'camera':
        return [live];
      case 'video':
        return [recorded];
      case 'plain':
        return ['plain'];
      case 'both':
        return recorded === live ? [recorded] : [recorded, live];
    }
  });
  protected readonly usesCamera = computed(() => this.layout() === 'camera' || this.layout() === 'both');
  /** The number of the frame that is shown; undefined while it is not loaded. */
  protected readonly frameNumber = computed(() => {
    const position = this.replay.position() + 1e-4;
    // A paused position stays while its frames arrive.
    const frameCount = this.state()?.extent.frameCount ?? 0;
    const track = this.replay.isOpen ? this.replay.player.track : undefined;
    return track?.covers(position, frameCount) ? Math.max(0, track.frameAt(position)) : undefined;
  });
  protected readonly speed = computed(() => this.state()?.speed ?? 1);
  protected readonly busy = computed(() => {
    const phase = this.phase();
    return (
      phase === 'loading' || phase === 'seeking' || (phase === 'buffering' && !this.state()?.extent.live)
    );
  });
  readonly #live = computed(() => this.state()?.extent.live ?? false);
  /** Whether the session is being recorded, and further on than what is shown. */
  protected readonly behindLive = computed(
    () => this.#live() && this.replay.end() - this.replay.position() > LIVE_LAG,
  );
  /** How finding the climber's own body stands, when it is wished for and not as usual. */
  protected readonly ownBody = computed(() =>
    this.usesCamera() && this.settings.look().live
      ? detectionNotice(this.#detection.report(), this.#detection.replaced())
      : undefined,
  );
  /** One line about what is going on, when it is not as usual. */
  protected readonly notice = computed(() => {
    const state = this.state();
    const { phase, problem, extent } = state ?? {};
    if (problem?.code === 'not_found' && phase !== 'failed') {
      return 'This session has been deleted. What is loaded still plays.';
    }
    if (problem?.retrying) {
      return phase === 'loading'
        ? 'The server does not answer. Trying again …'
        : 'No connection: playing what is loaded, and trying again …';
    }
    if (problem && phase !== 'failed') return problem.message;
    if (!this.online()) return 'No network: playing what is loaded …';
    if (extent?.live) {
      return phase === 'buffering' ? 'At the live edge: still being recorded' : 'Still being recorded';
    }
    return undefined;
  });

  constructor() {
    const destroyed = inject(DestroyRef);
    destroyed.onDestroy(() => {
      clearTimeout(this.#quietTimer);
      clearTimeout(this.#addressTimer);
    });
    effect(() => {
      const id = this.id();
      untracked(() => this.#open(id));
    });
    effect(() => {
      if (this.usesCamera()) untracked(() => this.camera.stream() ?? void this.camera.open());
      else untracked(() => this.camera.close());
    });
    effect(() => {
      // When the recording ends its video comes along: it is offered then, and does not push itself in between.
      if (this.#live() && !untracked(this.#wanted)) this.#wanted.set('plain');
    });
    effect(() => {
      this.state();
      this.layout();
      clearTimeout(this.#addressTimer);
      this.#addressTimer = setTimeout(() => this.#writeAddress(), ADDRESS_MS);
    });
    this.wake();
  }

  protected wake(): void {
    this.quiet.set(false);
    clearTimeout(this.#quietTimer);
    this.#quietTimer = setTimeout(() => this.quiet.set(true), QUIET_MS);
  }

  protected show(layout: Layout): void {
    this.#wanted.set(layout);
    remember(STAGE_KEY, layout);
  }

  protected togglePanel(panel: Panel): void {
    this.panel.update((open) => (open === panel ? undefined : panel));
  }

  protected startTyping(): void {
    this.typing.set(true);
    afterNextRender(
      () => {
        const field = this.#host.querySelector<HTMLInputElement>('input.place');
        field?.focus();
        field?.select();
      },
      { injector: this.#injector },
    );
  }

  protected goTo(text: string): void {
    this.typing.set(false);
    const place = parsePlace(text);
    if (place) this.replay.player.seek(place);
  }

  protected async toggleFullScreen(): Promise<void> {
    try {
      if (this.#document.fullscreenElement) await this.#document.exitFullscreen();
      else await this.#host.requestFullscreen();
    } catch {
      this.#notices.failure('This browser does not allow full screen here.');
    }
  }

  protected fullScreenChanged(): void {
    this.fullScreen.set(this.#document.fullscreenElement !== null);
  }

  protected videoFailed(): void {
    if (this.#videoFailed()) return;
    this.#videoFailed.set(true);
    this.#notices.failure('The video cannot be played here; the poses can.');
  }

  protected key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.panel()) return this.panel.set(undefined);
    const command = commandOf(event);
    if (!command || event.defaultPrevented || needsKey(event.target, event.key)) return;
    event.preventDefault();
    this.wake();
    if (command.do === 'help') return this.togglePanel('help');
    if (command.do === 'full-screen') return void this.toggleFullScreen();
    if (command.do === 'scale') {
      return this.stageViews().forEach((stage) => stage.scale(SCALE_STEP ** command.direction));
    }
    this.actions.carryOut(command);
  }

  #open(id: string): void {
    if (this.replay.isOpen) return;
    const from = readUrlState(new URLSearchParams(this.#location.path().split('?')[1] ?? ''));
    this.replay.open(id);
    const { player } = this.replay;
    if (from.stage) this.#wanted.set(from.stage);
    if (from.speed) player.setSpeed(from.speed);
    if (from.a !== undefined || from.b !== undefined) player.setRange(from.a ?? null, from.b ?? null);
    if (from.loop) player.setLoop(true);
    if (from.t !== undefined) player.seek({ timestamp: from.t });
  }

  #writeAddress(): void {
    const state = this.state();
    if (!state || state.phase === 'loading' || state.phase === 'failed') return;
    const query = writeUrlState({
      t: this.replay.position(),
      a: state.a ?? undefined,
      b: state.b ?? undefined,
      speed: state.speed,
      loop: state.loop,
      stage: this.#wanted(),
    });
    this.#location.replaceState(this.#location.path().split('?')[0] ?? '', query);
  }
}

function rememberedLayout(): Layout | undefined {
  const stored = recall(STAGE_KEY);
  // The camera is not turned on by a page that is merely opened: a link may ask for it.
  return stored === 'plain' || stored === 'video' ? stored : undefined;
}
