import type { Pose } from '@reclimb/contracts';
import {
  type BoneVisibility,
  type PicturePlacement,
  SHOW_SCORE,
  SKELETON_DEFINITIONS,
  type Side,
  type SkeletonName,
  toBox,
  type Visibility,
} from '@reclimb/pose';

/** One colour for the whole body, or one for each half of it. Any CSS colour. */
export type PoseColours = string | Readonly<Record<Side, string>>;

/** The recorded body, wherever it is drawn beside a live one. */
export const GHOST_COLOUR = '#22d3ee';
/** The live body. */
export const LIVE_COLOUR = '#ffffff';
/** One body studied alone: the climber's left is cool, the right is warm; told apart by colour-blind eyes too. */
export const SIDE_COLOURS: Readonly<Record<Side, string>> = {
  left: '#58a6ff',
  right: '#ffa94d',
  middle: '#f1f5f9',
};
/** Around every line, so that a skeleton can be seen on any wall. */
const OUTLINE_COLOUR = 'rgba(8, 12, 16, 0.8)';

/** From this score on a keypoint is drawn in full; below it, thinner and fainter. MoveNet's sure points lie above. */
const SURE_SCORE = 0.5;
const UNSURE_WIDTH = 0.6;
const UNSURE_ALPHA = 0.6;

/** How poses are drawn. Lengths are in the units of the context, mostly CSS pixels. */
export interface PoseStyle {
  readonly skeleton: SkeletonName;
  readonly colours: PoseColours;
  /** 0 (not seen) to 1. 1 when absent. */
  readonly opacity?: number;
  /** Width of a bone; by {@link defaultThickness} when absent. */
  readonly thickness?: number;
  /** A keypoint is drawn from this score on, a bone when both its ends are; `SHOW_SCORE` when absent. */
  readonly threshold?: number;
  /** What of each pose is to be seen, by its place in the list; takes the place of `threshold`, and has hysteresis. */
  readonly visibility?: readonly Visibility[];
  /** Whether lines carry a dark outline; they do when absent. */
  readonly outline?: boolean;
}

/** The part of a canvas context that is used: of a canvas on the page, or of one in a worker. */
export type PoseContext = Pick<
  OffscreenCanvasRenderingContext2D,
  | 'save'
  | 'restore'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'arc'
  | 'stroke'
  | 'fill'
  | 'globalAlpha'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'strokeStyle'
  | 'fillStyle'
>;

/** A bone's width that suits a picture of this size: about 1/130 of its height, from 2 to 10 pixels. */
export function defaultThickness({ height }: PicturePlacement): number {
  return Math.min(10, Math.max(2, height / 130));
}

const SIDES: readonly Side[] = ['middle', 'left', 'right'];

/**
 * Draws poses where they were seen in the picture. Every keypoint is a disc whose centre is exactly the keypoint's
 * place under `placement`, without rounding.
 * @param placement where the picture lies, in the units of the context (`fitPicture` of `@reclimb/pose`)
 */
export function drawPoses(
  context: PoseContext,
  poses: readonly Pose[],
  placement: PicturePlacement,
  style: PoseStyle,
): void {
  const opacity = style.opacity ?? 1;
  if (poses.length === 0 || opacity <= 0) return;
  const thickness = style.thickness ?? defaultThickness(placement);
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  poses.forEach((pose, index) => {
    const visibility =
      style.visibility?.[index] ?? visibleFrom(pose, style.skeleton, style.threshold ?? SHOW_SCORE);
    drawPose(context, pose, visibility, placement, { ...style, opacity, thickness });
  });
  context.restore();
}

/** What of a pose reaches a score, without hysteresis: for single pictures. */
function visibleFrom(pose: Pose, skeleton: SkeletonName, threshold: number): Visibility {
  const keypoints = pose.keypoints.map(([, , score]) => score >= threshold);
  const bones = SKELETON_DEFINITIONS[skeleton].bones.map(
    ({ from, to }) => (keypoints[from] ?? false) && (keypoints[to] ?? false),
  );
  return { keypoints, bones };
}

type FullStyle = PoseStyle & { readonly opacity: number; readonly thickness: number };

function drawPose(
  context: PoseContext,
  pose: Pose,
  visibility: Visibility,
  placement: PicturePlacement,
  style: FullStyle,
): void {
  const skeleton = SKELETON_DEFINITIONS[style.skeleton];
  const points = pose.keypoints.map(([x, y]) => toBox(placement, x, y));
  const sure = pose.keypoints.map(([, , score]) => score >= SURE_SCORE);
  const radius = style.thickness * 0.85;

  /** One path for all lines of a kind: a translucent body is equally translucent where its bones meet. */
  const strokeBones = (only: Side | undefined, isSure: boolean, colour: string, grow: number): void => {
    context.beginPath();
    skeleton.bones.forEach(({ from, to, side }, index) => {
      const a = points[from];
      const b = points[to];
      if (!visibility.bones[index] || (only && side !== only) || !a || !b) return;
      if ((sure[from] && sure[to]) !== isSure) return;
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
    });
    context.globalAlpha = style.opacity * (isSure ? 1 : UNSURE_ALPHA);
    context.lineWidth = style.thickness * (isSure ? 1 : UNSURE_WIDTH) + grow;
    context.strokeStyle = colour;
    context.stroke();
  };
  const fillJoints = (only: Side | undefined, isSure: boolean, colour: string, grow: number): void => {
    context.beginPath();
    points.forEach(({ x, y }, index) => {
      if (!visibility.keypoints[index] || sure[index] !== isSure) return;
      if (only && skeleton.sides[index] !== only) return;
      const size = radius * (isSure ? 1 : UNSURE_WIDTH) + grow;
      context.moveTo(x + size, y);
      context.arc(x, y, size, 0, 2 * Math.PI);
    });
    context.globalAlpha = style.opacity * (isSure ? 1 : UNSURE_ALPHA);
    context.fillStyle = colour;
    context.fill();
  };

  const edge = Math.max(1, style.thickness * 0.3);
  if (style.outline ?? true) {
    for (const isSure of [false, true]) {
      strokeBones(undefined, isSure, OUTLINE_COLOUR, 2 * edge);
      fillJoints(undefined, isSure, OUTLINE_COLOUR, edge);
    }
  }
  for (const isSure of [false, true]) {
    if (typeof style.colours === 'string') {
      strokeBones(undefined, isSure, style.colours, 0);
      fillJoints(undefined, isSure, style.colours, 0);
    } else {
      for (const side of SIDES) strokeBones(side, isSure, style.colours[side], 0);
      for (const side of SIDES) fillJoints(side, isSure, style.colours[side], 0);
    }
  }
}

/** Where something was over time, faded towards its past. `null` interrupts the line. Fractions of the picture. */
export type Trail = readonly (readonly [x: number, y: number] | null)[];

/** Draws trails of keypoints, oldest point first. Lengths as in {@link drawPoses}. */
export function drawTrails(
  context: PoseContext,
  trails: readonly Trail[],
  placement: PicturePlacement,
  { colour, opacity = 1, thickness = defaultThickness(placement) * 0.6 }: TrailStyle,
): void {
  context.save();
  context.lineCap = 'round';
  context.strokeStyle = colour;
  context.lineWidth = thickness;
  for (const trail of trails) {
    for (let i = 1; i < trail.length; i++) {
      const from = trail[i - 1];
      const to = trail[i];
      if (!from || !to) continue;
      const a = toBox(placement, from[0], from[1]);
      const b = toBox(placement, to[0], to[1]);
      context.globalAlpha = opacity * (i / trail.length);
      context.beginPath();
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
      context.stroke();
    }
  }
  context.restore();
}

/** How trails are drawn. */
export interface TrailStyle {
  readonly colour: string;
  readonly opacity?: number;
  readonly thickness?: number;
}

/**
 * Visibility with hysteresis of several people: by id where they have one, else by their place in the list.
 * @param create makes the judge of one person
 */
export class PeopleVisibility {
  readonly #people = new Map<string, BoneVisibility>();

  constructor(private readonly create: () => BoneVisibility) {}

  /** Takes the next poses and answers what of each is to be seen. */
  update(poses: readonly Pose[]): Visibility[] {
    const present = new Set<string>();
    const visibility = poses.map((pose, index) => {
      const key = pose.id === undefined ? `place ${index}` : `id ${pose.id}`;
      present.add(key);
      let judge = this.#people.get(key);
      if (!judge) this.#people.set(key, (judge = this.create()));
      return judge.update(pose);
    });
    for (const key of this.#people.keys()) if (!present.has(key)) this.#people.delete(key);
    return visibility;
  }

  /** Forgets everybody, as after a seek. */
  reset(): void {
    this.#people.clear();
  }
}
