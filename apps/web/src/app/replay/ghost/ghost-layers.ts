import { PoseSmoother, SKELETON_DEFINITIONS, type SkeletonName } from '@reclimb/pose';
import type { Moment } from '@reclimb/replay/frames';
import { type PoseColours, type PoseLayer, SIDE_COLOURS, type Trail } from '@reclimb/ui/drawing';
import type { GhostPlacing } from './ghost-placing';
import type { GhostLook } from './ghost-look';

/** Seconds before and after the present that the onion skin shows, and how faintly. */
const ONION_SECONDS = 0.5;
const ONION_OPACITY = 0.25;
/** Length of a trail in seconds, and its points. */
const TRAIL_SECONDS = 2;
const TRAIL_POINTS = 40;
/** Keypoints less sure than this interrupt a trail. */
const TRAIL_SCORE = 0.3;
/** Seconds before and after a moment that its layers look at. */
export const LOOKED_AROUND = TRAIL_SECONDS;

/** The session that a ghost is of. Times in seconds. */
export interface GhostSession {
  readonly skeleton: SkeletonName;
  readonly start: number;
  readonly end: number;
  /** What is to be seen at a time; undefined while that is not known. */
  momentAt(time: number): Moment | undefined;
}

/** How a ghost is drawn. */
export interface GhostDrawing {
  readonly look: GhostLook;
  /** A bone's thickness that suits the picture, in the units of the canvas. */
  readonly suited: number;
  readonly placing?: GhostPlacing | undefined;
}

/** The colours of a look. */
export function ghostColours({ colour }: Pick<GhostLook, 'colour'>): PoseColours {
  return colour === 'sides' ? SIDE_COLOURS : colour;
}

/** Makes of a moment what is drawn of it: onion skin, trails and the ghost, as its look wishes. */
export class GhostLayers {
  readonly #smoother = new PoseSmoother();

  /** Forgets what was shown before: call it after a jump in time. */
  reset(): void {
    this.#smoother.reset();
  }

  /** The layers of a moment, from the lowest to the uppermost; none while the ghost is hidden. */
  of(moment: Moment, session: GhostSession, { look, suited, placing }: GhostDrawing): PoseLayer[] {
    if (!look.visible) return [];
    const { skeleton } = session;
    const colours = ghostColours(look);
    const thickness = suited * look.thickness;
    const placed = placing ? { placing } : {};
    const poses = look.smooth
      ? this.#smoother.smooth({ poses: [...moment.poses], timestamp: moment.timestamp })
      : moment.poses;
    const ghost: PoseLayer = {
      key: 'ghost',
      poses,
      style: { skeleton, colours, opacity: look.opacity, thickness },
      ...(look.trails && {
        trails: trailsUntil(moment.timestamp, session),
        trailStyle: {
          colour: typeof colours === 'string' ? colours : colours.left,
          opacity: look.opacity * 0.8,
          thickness: suited * 0.6,
        },
      }),
      ...placed,
    };
    const style = {
      skeleton,
      colours,
      opacity: look.opacity * ONION_OPACITY,
      thickness: thickness * 0.8,
      outline: false,
    };
    const around = [
      { key: 'before', time: moment.timestamp - ONION_SECONDS },
      { key: 'after', time: moment.timestamp + ONION_SECONDS },
    ].filter(({ time }) => look.onion && time >= session.start && time <= session.end);
    return [
      ...around.map(({ key, time }) => ({
        key,
        poses: session.momentAt(time)?.poses ?? [],
        style,
        ...placed,
      })),
      ghost,
    ];
  }
}

/** Where hands and hips were in the seconds until a time. */
function trailsUntil(until: number, session: GhostSession): Trail[] {
  const { keypointNames } = SKELETON_DEFINITIONS[session.skeleton];
  const parts = ['left_wrist', 'right_wrist', 'left_hip', 'right_hip'].map((name) =>
    keypointNames.indexOf(name),
  );
  const trails: ([number, number] | null)[][] = [[], [], []];
  for (let i = TRAIL_POINTS; i >= 0; i--) {
    const time = until - (i * TRAIL_SECONDS) / TRAIL_POINTS;
    const keypoints = (time < 0 ? undefined : session.momentAt(time))?.poses[0]?.keypoints;
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
