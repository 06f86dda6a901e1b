import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChildren,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Icon } from '@reclimb/ui';
import { Camera } from '../studio/camera/camera';
import { StudioSounds } from '../studio/countdown/sounds';
import { ReplayControls } from './controls/replay-controls';
import { commandOf, needsKey } from './controls/shortcuts';
import { StartCountdown } from './controls/start-countdown';
import { GhostSettings } from './ghost/ghost-settings';
import { ICONS } from './icons';
import { SidePanel } from './panels/side-panel';
import { ReplayActions } from './replay-actions';
import { ReplayAddress } from './replay-address';
import { ReplayScreen } from './replay-screen';
import { ReplaySession } from './replay-session';
import { Saving } from './saving/saving';
import { Stage } from './stage/stage';
import { StageChoice } from './stage/stage-choice';
import { StageSwitch } from './stage/stage-switch';
import { ReplayStatus } from './status/replay-status';
import { SpeedToast } from './status/speed-toast';
import { timeText } from './time-text';
import { Timeline } from './timeline/timeline';

/** What lies over the picture waits for the first ghost so long at most, in milliseconds. */
const FURNISH_MS = 500;
/** Controls fade after this long without a sign of life. */
const QUIET_MS = 3000;
/** One press of a key makes the picture, or the ghost over the camera, larger by this factor. */
const SCALE_STEP = 1.25;

/** The player: a session's ghost over the live camera, over the session's video, or on a plain ground. */
@Component({
  selector: 'rc-replay',
  imports: [
    Icon,
    MatIconButton,
    ReplayControls,
    ReplayStatus,
    RouterLink,
    SidePanel,
    SpeedToast,
    Stage,
    StageSwitch,
    Timeline,
  ],
  providers: [
    Camera,
    GhostSettings,
    ReplayActions,
    ReplayAddress,
    ReplayScreen,
    ReplaySession,
    Saving,
    StageChoice,
    StartCountdown,
    StudioSounds,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './replay.html',
  styleUrl: './replay.scss',
  host: {
    '(document:keydown)': 'key($event)',
    '(document:fullscreenchange)': 'screen.fullScreenChanged()',
    '(pointermove)': 'wake()',
    '(pointerdown)': 'wake()',
    '(focusin)': 'wake()',
    '[class.quiet]': 'quiet() && playing() && !screen.panel()',
    '[class.embedded]': 'embedded()',
    '[class.full]': 'screen.fullScreen()',
  },
})
export class Replay {
  /** The session's id, from the route; undefined when a link leads to it. */
  readonly id = input<string>();
  /** The token of a shared link. */
  readonly shareToken = input<string>();
  /** Whether the page stands within another one, with little room. */
  readonly embedded = input(false);
  /** The link leads nowhere any more: nothing is to be seen from now on. */
  readonly over = output<void>();

  protected readonly replay = inject(ReplaySession);
  protected readonly screen = inject(ReplayScreen);
  protected readonly stage = inject(StageChoice);
  protected readonly icons = ICONS;
  protected readonly timeText = timeText;
  readonly #actions = inject(ReplayActions);
  readonly #address = inject(ReplayAddress);
  #quietTimer: ReturnType<typeof setTimeout> | undefined;

  private readonly stageViews = viewChildren(Stage);
  protected readonly session = this.replay.session;
  protected readonly quiet = signal(false);
  readonly #late = signal(false);
  /**
   * Whether what lies over the picture is there. Making it takes longer than all that the first ghost needs, which it would
   * hold up: the stream cannot even be opened meanwhile.
   */
  protected readonly furnished = computed(() => this.#late() || this.replay.begun());
  readonly #countdown = inject(StartCountdown).digit;
  protected readonly playing = computed(() => this.replay.playing() || this.#countdown() !== undefined);

  constructor() {
    const furnish = setTimeout(() => this.#late.set(true), FURNISH_MS);
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.#quietTimer);
      clearTimeout(furnish);
    });
    effect(() => {
      const [sessionId, shareToken] = [this.id(), this.shareToken()];
      untracked(() => {
        if (this.replay.isOpen) return;
        const { startAt } = this.#address;
        if (sessionId !== undefined) this.replay.open({ sessionId }, startAt);
        else if (shareToken !== undefined) this.replay.open({ shareToken }, startAt);
        else return;
        this.#address.apply();
      });
    });
    effect(() => {
      if (this.replay.readOnly() && this.replay.refusal()?.code === 'not_found') this.over.emit();
    });
    this.wake();
  }

  protected wake(): void {
    this.quiet.set(false);
    clearTimeout(this.#quietTimer);
    this.#quietTimer = setTimeout(() => this.quiet.set(true), QUIET_MS);
  }

  protected key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.screen.panel()) return this.screen.closePanel();
    const command = commandOf(event);
    if (!command || event.defaultPrevented || needsKey(event.target, event.key)) return;
    event.preventDefault();
    this.wake();
    if (command.do === 'help' || command.do === 'save') return this.screen.togglePanel(command.do);
    if (command.do === 'link') return this.#address.copy();
    if (command.do === 'full-screen') return void this.screen.toggleFullScreen();
    if (command.do === 'scale') {
      return this.stageViews().forEach((stage) => stage.scale(SCALE_STEP ** command.direction));
    }
    this.#actions.carryOut(command);
  }
}
