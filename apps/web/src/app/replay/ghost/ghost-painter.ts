import { defaultThickness, type PoseOverlay } from '@reclimb/ui';
import type { ReplaySession } from '../replay-session';
import { GhostLayers, type GhostSession } from './ghost-layers';
import type { GhostPlacing } from './ghost-placing';
import type { GhostLook } from './ghost-look';
import type { GhostSettings } from './ghost-settings';

/** A bone's thickness while the stage has no size yet: nothing is seen of it. */
const ANY_THICKNESS = 4;

/** Draws the ghost on one overlay, and only when something about it has changed. */
export class GhostPainter {
  readonly #layers = new GhostLayers();
  #drawn = '';
  #jumps = -1;
  #last: { look: GhostLook; placing: GhostPlacing | undefined; suited: number } | undefined;

  constructor(
    private readonly replay: Pick<ReplaySession, 'end' | 'moment' | 'player' | 'session' | 'start'>,
    private readonly settings: Pick<GhostSettings, 'look'>,
    private readonly overlay: Pick<PoseOverlay, 'clear' | 'draw' | 'placement' | 'resetVisibility'>,
    private readonly placing: () => GhostPlacing | undefined,
  ) {}

  /** Draws what is to be seen now. While it is not known, nothing is better than what is wrong. */
  draw(): void {
    const moment = this.replay.moment();
    const look = this.settings.look();
    const placing = this.placing();
    const { state } = this.replay.player;
    if (state.jumps !== this.#jumps) {
      this.#jumps = state.jumps;
      this.#layers.reset();
      this.overlay.resetVisibility();
    }
    const around = look.onion || look.trails ? state.buffered.length : 0;
    const drawn = moment ? `${moment.timestamp} ${moment.frameNumber} ${around}` : '';
    // A stage that has grown while paused wants thicker bones.
    const placement = this.overlay.placement();
    const suited = placement ? defaultThickness(placement) : ANY_THICKNESS;
    const last = this.#last;
    const isSame = last?.look === look && last.placing === placing && last.suited === suited;
    if (drawn === this.#drawn && isSame) return;
    this.#drawn = drawn;
    this.#last = { look, placing, suited };
    if (!moment) return this.overlay.clear();
    const { timestamp, frameNumber } = moment;
    this.overlay.draw(this.#layers.of(moment, this.#session(), { look, suited, placing }), {
      timestamp,
      frameNumber,
    });
  }

  #session(): GhostSession {
    const { player } = this.replay;
    return {
      skeleton: this.replay.session()?.skeleton ?? 'coco17',
      start: this.replay.start(),
      end: this.replay.end(),
      momentAt: (time) => player.momentAt(time),
    };
  }
}
