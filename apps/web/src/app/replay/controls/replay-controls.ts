import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import { Icon } from '@reclimb/ui';
import { ICONS } from '../icons';
import { ReplayActions } from '../replay-actions';
import { type Panel, ReplayScreen } from '../replay-screen';
import { ReplaySession } from '../replay-session';
import { PlaceField } from './place-field';
import { SPEEDS } from './shortcuts';
import { StartCountdown } from './start-countdown';

/** A button of the player: in the row where there is room, in a menu on phones. */
interface Tool {
  /** Names it for tests, too. */
  readonly id: string;
  readonly name: string;
  /** The key that does the same. */
  readonly key: string;
  readonly icon: string;
  /** For what is on or off. */
  readonly pressed?: boolean;
  /** For what opens a panel. */
  readonly opened?: boolean;
  readonly use: () => void;
}

/** The row under the timeline: play, step, time, speed, the loop, markers, the ghost's look, full screen. */
@Component({
  selector: 'rc-replay-controls',
  imports: [Icon, MatIconButton, MatMenuModule, MatTooltip, PlaceField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './replay-controls.html',
  styleUrl: './replay-controls.scss',
})
export class ReplayControls {
  protected readonly actions = inject(ReplayActions);
  protected readonly replay = inject(ReplaySession);
  readonly #screen = inject(ReplayScreen);
  readonly #countdown = inject(StartCountdown).digit;

  protected readonly icons = ICONS;
  protected readonly speeds = SPEEDS;
  protected readonly playing = computed(() => this.replay.playing() || this.#countdown() !== undefined);
  protected readonly ended = computed(() => this.replay.phase() === 'ended');
  readonly #speed = computed(() => this.replay.state()?.speed ?? 1);
  protected readonly pace = computed(() => Math.abs(this.#speed()));
  protected readonly backwards = computed(() => this.#speed() < 0);
  protected readonly tools = computed<readonly Tool[]>(() => [
    ...this.#loopTools(),
    this.#panelTool(
      'markers',
      'Markers',
      this.replay.readOnly() ? '[ ]' : 'M marks',
      'markers',
      ICONS.marker,
    ),
    this.#panelTool('ghost', 'How the ghost looks', 'G hides it', 'ghost-look', ICONS.ghost),
    this.#panelTool('save', 'Save a picture or a video', 'D', 'save', ICONS.save),
    this.#panelTool('help', 'Keys', '?', 'help', ICONS.help),
    this.#fullScreenTool(),
  ]);

  #loopTools(): Tool[] {
    const { loop = false, a = null, b = null } = this.replay.state() ?? {};
    return [
      {
        id: 'loop',
        name: loop ? 'Stop looping' : 'Loop',
        key: 'R',
        icon: loop ? ICONS.loopOff : ICONS.loop,
        pressed: loop,
        use: () => this.actions.toggleLoop(),
      },
      {
        id: 'set-a',
        name: 'Loop from here',
        key: 'A',
        icon: ICONS.a,
        pressed: a !== null,
        use: () => this.actions.setEnd('a'),
      },
      {
        id: 'set-b',
        name: 'Loop to here',
        key: 'B',
        icon: ICONS.b,
        pressed: b !== null,
        use: () => this.actions.setEnd('b'),
      },
      ...(a === null && b === null
        ? []
        : [
            {
              id: 'clear-range',
              name: 'Clear the range',
              key: '\\',
              icon: ICONS.clear,
              use: () => this.actions.clearRange(),
            },
          ]),
    ];
  }

  #panelTool(panel: Panel, name: string, key: string, id: string, icon: string): Tool {
    return {
      id,
      name,
      key,
      icon,
      opened: this.#screen.panel() === panel,
      use: () => this.#screen.togglePanel(panel),
    };
  }

  #fullScreenTool(): Tool {
    const full = this.#screen.fullScreen();
    return {
      id: 'full-screen',
      name: full ? 'Leave full screen' : 'Full screen',
      key: 'F',
      icon: full ? ICONS.fullScreenExit : ICONS.fullScreen,
      use: () => void this.#screen.toggleFullScreen(),
    };
  }
}
