import { PoseSmoother, SKELETON_DEFINITIONS } from '@reclimb/pose';
import type { Moment, ReplayPlayer } from '@reclimb/replay';
import { defaultThickness, type PoseLayer, type PoseOverlay, type Trail } from '@reclimb/ui';
import type { GhostPlacing } from './ghost-placing';
import type { GhostLook, GhostSettings } from './ghost-settings';
import type { ReplaySession } from '../replay-session';

/** Seconds before and after the present that the onion skin shows, and how faintly. */
const ONION_SECONDS = 0.5;
const ONION_OPACITY = 0.25;
/** Length of a trail in seconds, and its points. */
const TRAIL_SECONDS = 2;
const TRAIL_POINTS = 40;
/** Keypoints less sure than this interrupt a trail. */
const TRAIL_SCORE = 0.3;

/** Draws the ghost on one overlay, and only when something about it has changed. */
export class GhostPainter {
  readonly #smoother = new PoseSmoother();
  #drawn = '';
  #jumps = -1;
  #last: { look: GhostLook; placing: GhostPlacing | undefined } | undefined;

  constructor(
    private readonly replay: ReplaySession,
    private readonly settings: GhostSettings,
    private readonly overlay: PoseOverlay,
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
      this.#smoother.reset();
      this.overlay.resetVisibility();
    }
    const onion = look.onion || look.trails ? state.buffered.length : 0;
    const drawn = moment ? `${moment.timestamp} ${moment.frameNumber} ${onion}` : '';
    if (drawn === this.#drawn && this.#last?.look === look && this.#last.placing === placing) return;
    this.#drawn = drawn;
    this.#last = { look, placing };
    const placement = this.overlay.placement();
    if (!moment) return this.overlay.clear();
    const { timestamp, frameNumber } = moment;
    this.overlay.draw(
      look.visible ? this.#layers(moment, look, placing, placement ? defaultThickness(placement) : 4) : [],
      { timestamp, frameNumber },
    );
  }

  #layers(moment: Moment, look: GhostLook, placing: GhostPlacing | undefined, suited: number): PoseLayer[] {
    const skeleton = this.replay.session()?.skeleton ?? 'coco17';
    const { player } = this.replay;
    const colours = this.settings.colours();
    const thickness = suited * look.thickness;
    const placed = placing ? { placing } : {};
    const layers: PoseLayer[] = [];
    if (look.onion) {
      for (const [key, offset] of [
        ['before', -ONION_SECONDS],
        ['after', ONION_SECONDS],
      ] as const) {
        const time = moment.timestamp + offset;
        if (time < this.replay.start() || time > this.replay.end()) continue;
        layers.push({
          key,
          poses: player.momentAt(time)?.poses ?? [],
          style: {
            skeleton,
            colours,
            opacity: look.opacity * ONION_OPACITY,
            thickness: thickness * 0.8,
            outline: false,
          },
          ...placed,
        });
      }
    }
    const poses = look.smooth
      ? this.#smoother.smooth({ poses: [...moment.poses], timestamp: moment.timestamp })
      : moment.poses;
    layers.push({
      key: 'ghost',
      poses,
      style: { skeleton, colours, opacity: look.opacity, thickness },
      ...(look.trails && {
        trails: this.#trails(player, moment.timestamp),
        trailStyle: {
          colour: typeof colours === 'string' ? colours : colours.left,
          opacity: look.opacity * 0.8,
        },
      }),
      ...placed,
    });
    return layers;
  }

  #trails(player: ReplayPlayer, until: number): Trail[] {
    const { keypointNames } = SKELETON_DEFINITIONS[this.replay.session()?.skeleton ?? 'coco17'];
    const parts = ['left_wrist', 'right_wrist', 'left_hip', 'right_hip'].map((name) =>
      keypointNames.indexOf(name),
    );
    const trails: ([number, number] | null)[][] = [[], [], []];
    for (let i = TRAIL_POINTS; i >= 0; i--) {
      const time = until - (i * TRAIL_SECONDS) / TRAIL_POINTS;
      const keypoints = (time < 0 ? undefined : player.momentAt(time))?.poses[0]?.keypoints;
      const [leftHand, rightHand, leftHip, rightHip] = parts.map((part) => {
        const point = keypoints?.[part];
        return point && point[2] >= TRAIL_SCORE ? point : undefined;
      });
      trails[0]?.push(leftHand ? [leftHand[0], leftHand[1]] : null);
      trails[1]?.push(rightHand ? [rightHand[0], rightHand[1]] : null);
      trails[2]?.push(
        leftHip && rightHip ? [(leftHip[0] + rightHip[0]) / 2, (leftHip[1] + rightHip[1]) / 2] : null,
      );
    }
    return trails;
  }
}
