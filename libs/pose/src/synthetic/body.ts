import type { Point } from '../picture-fit.js';
import { type Limb, LIMBS } from './route.js';

/** Body height in metres; the segments below are fractions of it (Drillis and Contini). */
export const STATURE = 1.7;
const TRUNK = 0.288 * STATURE;
const HALF_SHOULDERS = (0.259 / 2) * STATURE;
const HALF_HIPS = (0.191 / 2) * STATURE;
const UPPER_ARM = 0.186 * STATURE;
const FOREARM = 0.146 * STATURE;
const THIGH = 0.245 * STATURE;
const SHANK = 0.246 * STATURE;

/** The head's keypoints against the middle of the shoulders, seen from behind: across, up. */
const HEAD: readonly (readonly [number, number])[] = [
  [0, 0.125 * STATURE],
  [-0.02 * STATURE, 0.145 * STATURE],
  [0.02 * STATURE, 0.145 * STATURE],
  [-0.045 * STATURE, 0.13 * STATURE],
  [0.045 * STATURE, 0.13 * STATURE],
];

/**
 * What each COCO keypoint weighs in the centre of mass (de Leva 1996, mean of women and men; hands are counted to the
 * wrists, feet to the ankles, the head to the ears). They sum to 1.
 */
export const MASS_WEIGHTS: readonly number[] = [
  0, 0, 0, 0.03405, 0.03405, 0.13915, 0.13915, 0.02331, 0.02331, 0.0127, 0.0127, 0.1761, 0.1761, 0.08141,
  0.08141, 0.03329, 0.03329,
].map((weight, _, all) => weight / all.reduce((sum, value) => sum + value, 0));

/** The centre of mass of COCO keypoints, in their unit. */
export function centerOfMass(joints: readonly Point[]): Point {
  return joints.reduce(
    (sum, joint, index) => ({
      x: sum.x + joint.x * (MASS_WEIGHTS[index] ?? 0),
      y: sum.y + joint.y * (MASS_WEIGHTS[index] ?? 0),
    }),
    { x: 0, y: 0 },
  );
}

/** The body cannot reach its holds: the route is wrong. */
export class UnreachableHoldError extends Error {
  override readonly name = 'UnreachableHoldError';
}

/**
 * The joint between two segments, `upper` from `root` and `lower` to `end` (law of cosines), on the side of `towards`.
 * @throws UnreachableHoldError when the segments are too short: a pose is never bent to fit silently.
 */
export function middleJoint(root: Point, end: Point, upper: number, lower: number, towards: Point): Point {
  const dx = end.x - root.x;
  const dy = end.y - root.y;
  const reach = Math.hypot(dx, dy);
  if (reach > 0.999 * (upper + lower) || reach < Math.abs(upper - lower) || reach === 0) {
    throw new UnreachableHoldError(
      `A limb of ${(upper + lower).toFixed(3)} m cannot span ${reach.toFixed(3)} m`,
    );
  }
  const along = (upper * upper - lower * lower + reach * reach) / (2 * reach);
  const aside = Math.sqrt(Math.max(0, upper * upper - along * along));
  const side = -dy * towards.x + dx * towards.y >= 0 ? 1 : -1;
  return {
    x: root.x + (along * dx - side * aside * dy) / reach,
    y: root.y + (along * dy + side * aside * dx) / reach,
  };
}

function jointsFor(midHip: Point, lean: number, contacts: Readonly<Record<Limb, Point>>): Point[] {
  // Up and right of the trunk, which leans to the right by `lean`.
  const up = { x: Math.sin(lean), y: Math.cos(lean) };
  const place = (origin: Point, across: number, along: number): Point => ({
    x: origin.x + across * up.y + along * up.x,
    y: origin.y - across * up.x + along * up.y,
  });
  const midShoulder = place(midHip, 0, TRUNK);
  const joints = HEAD.map(([across, along]) => place(midShoulder, across, along));
  const pair = (origin: Point, half: number): [Point, Point] => [
    place(origin, -half, 0),
    place(origin, half, 0),
  ];
  const shoulders = pair(midShoulder, HALF_SHOULDERS);
  const hips = pair(midHip, HALF_HIPS);
  const [leftHand, rightHand, leftFoot, rightFoot] = LIMBS.map((limb) => contacts[limb]) as [
    Point,
    Point,
    Point,
    Point,
  ];
  // Elbows point down and out, knees out.
  const elbow = (shoulder: Point, hand: Point, side: number): Point =>
    middleJoint(shoulder, hand, UPPER_ARM, FOREARM, { x: side, y: -0.6 });
  const knee = (hip: Point, foot: Point, side: number): Point =>
    middleJoint(hip, foot, THIGH, SHANK, { x: side, y: 0.3 });
  return [
    ...joints,
    ...shoulders,
    elbow(shoulders[0], leftHand, -1),
    elbow(shoulders[1], rightHand, 1),
    leftHand,
    rightHand,
    ...hips,
    knee(hips[0], leftFoot, -1),
    knee(hips[1], rightFoot, 1),
    leftFoot,
    rightFoot,
  ];
}

/** Rounds until the centre of mass is where it is prescribed, to a thousandth of a millimetre: a handful are enough. */
const MOST_ROUNDS = 40;
const TOLERANCE = 1e-6;

/**
 * The COCO joints (metres, y up) of a body with the given contacts whose centre of mass lies exactly at `mass`.
 * @throws UnreachableHoldError when there is no such body.
 */
export function solveBody(mass: Point, lean: number, contacts: Readonly<Record<Limb, Point>>): Point[] {
  let midHip = { x: mass.x, y: mass.y - 0.12 };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const joints = jointsFor(midHip, lean, contacts);
    const actual = centerOfMass(joints);
    const missing = { x: mass.x - actual.x, y: mass.y - actual.y };
    if (Math.hypot(missing.x, missing.y) < TOLERANCE) return joints;
    midHip = { x: midHip.x + missing.x, y: midHip.y + missing.y };
  }
  throw new UnreachableHoldError('No posture has its centre of mass there');
}
