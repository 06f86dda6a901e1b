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
import { textOf } from '../api/api-error';
import { Camera } from '../studio/camera/camera';
import { GhostPanel } from './ghost-panel';
import { GhostSettings } from './ghost-settings';
import { ICONS } from './icons';
import { MarkerPanel } from './marker-panel';
import { MarkersApi } from './markers-api';
import { ReplaySession } from './replay-session';
import { commandOf, KEY_HELP, needsKey, type ReplayCommand, SPEEDS } from './shortcuts';
import { Stage, type StageKind } from './stage';
import { parsePlace, timeText } from './time-text';
import { Timeline } from './timeline';
import { type Layout, readUrlState, writeUrlState } from './url-state';

/** Controls fade after this long without a sign of life. */
const QUIET_MS = 3000;
/** Browsers allow only so many changes of the address in a while. */
const ADDRESS_MS = 400;
/** One press of a key makes the picture, or the ghost over the camera, larger by this factor. */
const SCALE_STEP = 1.25;
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
  providers: [Camera, GhostSettings, ReplaySession],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './replay.html',
  styleUrl: './replay.scss',
  host: {
    '(document:keydown)': 'key($event)',
    '(document:fullscreenchange)': 'fullScreenChanged()',
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
  readonly #markersApi = inject(MarkersApi);
  readonly #notices = inject(Notices);
  readonly #wanted = signal<Layout | undefined>(rememberedLayout());
  readonly #videoFailed = signal(false);
  #quietTimer: ReturnType<typeof setTimeout> | undefined;
  #countdownTimer: ReturnType<typeof setInterval> | undefined;
  #addressTimer: ReturnType<typeof setTimeout> | undefined;

  private readonly stageViews = viewChildren(Stage);
  protected readonly quiet = signal(false);
  protected readonly fullScreen = signal(false);
  protected readonly panel = signal<Panel | undefined>(undefined);
  /** Seconds left before the ghost starts; undefined when no countdown runs. */
  protected readonly countdown = signal<number | undefined>(undefined);
  protected readonly typing = signal(false);

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
  protected readonly frameNumber = computed(() => {
    const position = this.replay.position();
    // A paused position stays while its frames arrive.
    this.state();
    return this.replay.isOpen ? Math.max(0, this.replay.player.track?.frameAt(position + 1e-4) ?? 0) : 0;
  });
  protected readonly speed = computed(() => this.state()?.speed ?? 1);
  protected readonly busy = computed(() => {
    const phase = this.phase();
    return (
      phase === 'loading' || phase === 'seeking' || (phase === 'buffering' && !this.state()?.extent.live)
    );
  });
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
    if (extent?.live) {
      return phase === 'buffering' ? 'At the live edge: still being recorded' : 'Still being recorded';
    }
    return undefined;
  });

  constructor() {
    const destroyed = inject(DestroyRef);
    destroyed.onDestroy(() => {
      clearTimeout(this.#quietTimer);
      clearInterval(this.#countdownTimer);
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

  protected toggle(): void {
    const { player } = this.replay;
    if (this.countdown() !== undefined) return this.#stopCountdown();
    if (this.playing()) return player.pause();
    const seconds = this.settings.look().countdown;
    if (seconds === 0) return player.play();
    this.countdown.set(seconds);
    this.#countdownTimer = setInterval(() => {
      const left = (this.countdown() ?? 1) - 1;
      if (left > 0) return this.countdown.set(left);
      this.#stopCountdown();
      player.play();
    }, 1000);
  }

  protected step(frames: number): void {
    this.#stopCountdown();
    this.replay.player.step(frames);
  }

  protected show(layout: Layout): void {
    this.#wanted.set(layout);
    remember(STAGE_KEY, layout);
  }

  protected togglePanel(panel: Panel): void {
    this.panel.update((open) => (open === panel ? undefined : panel));
  }

  protected setEnd(end: 'a' | 'b'): void {
    const { player } = this.replay;
    const { a, b } = player.state;
    const now = player.position;
    // An end set on the wrong side of the other one starts a new range.
    if (end === 'a') player.setRange(now, b !== null && b > now ? b : null);
    else player.setRange(a !== null && a < now ? a : null, now);
    player.setLoop(true);
  }

  protected clearRange(): void {
    this.replay.player.setRange(null, null);
  }

  protected toggleLoop(): void {
    this.replay.player.setLoop(!this.state()?.loop);
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

  protected async addMarker(): Promise<void> {
    const id = this.session()?.id;
    if (!id) return;
    const timestamp = this.replay.player.position;
    try {
      const marker = await this.#markersApi.create(id, timestamp, '');
      this.replay.markers.update((all) => [...all, marker].sort((a, b) => a.timestamp - b.timestamp));
      this.#notices.done(`Marked ${timeText(timestamp)}`);
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
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
    this.#carryOut(command);
  }

  #carryOut(command: ReplayCommand): void {
    const { player } = this.replay;
    const { look } = this.settings;
    switch (command.do) {
      case 'play':
        return this.toggle();
      case 'step':
        return this.step(command.frames);
      case 'skip':
        return player.seek({ timestamp: player.position + command.seconds });
      case 'nudge':
        if (command.large) return this.step(10 * command.direction);
        if (!this.playing()) return this.step(command.direction);
        return player.seek({ timestamp: player.position + command.direction });
      case 'jump': {
        const start = this.replay.start();
        return player.seek({ timestamp: start + command.share * (this.replay.end() - start) });
      }
      case 'speed': {
        const faster = SPEEDS.filter((speed) => (speed - this.speed()) * command.direction > 0);
        const next = command.direction > 0 ? faster[0] : faster.at(-1);
        return next === undefined ? undefined : player.setSpeed(next);
      }
      case 'a':
      case 'b':
        return this.setEnd(command.do);
      case 'clear-range':
        return this.clearRange();
      case 'loop':
        return this.toggleLoop();
      case 'marker':
        return void this.addMarker();
      case 'go-to-marker': {
        // Half a second of grace backwards, so that one can go on from a marker while playing.
        const here = player.position - (command.direction < 0 && this.playing() ? 0.5 : 0);
        const beyond = this.replay
          .markers()
          .filter(({ timestamp }) => (timestamp - here) * command.direction > 0.001);
        const next = command.direction > 0 ? beyond[0] : beyond.at(-1);
        return next && player.seek({ timestamp: next.timestamp });
      }
      case 'ghost':
        return this.settings.change({ visible: !look().visible });
      case 'opacity': {
        const opacity = Math.min(1, Math.max(0.1, look().opacity + command.direction * 0.1));
        return this.settings.change({ opacity: Math.round(opacity * 100) / 100 });
      }
      case 'mirror':
        return this.settings.change({ mirror: !look().mirror });
      case 'scale':
        return this.stageViews().forEach((stage) => stage.scale(SCALE_STEP ** command.direction));
      case 'full-screen':
        return void this.toggleFullScreen();
      case 'help':
        return this.togglePanel('help');
    }
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

  #stopCountdown(): void {
    clearInterval(this.#countdownTimer);
    this.countdown.set(undefined);
  }
}

function rememberedLayout(): Layout | undefined {
  const stored = recall(STAGE_KEY);
  // The camera is not turned on by a page that is merely opened: a link may ask for it.
  return stored === 'plain' || stored === 'video' ? stored : undefined;
}
