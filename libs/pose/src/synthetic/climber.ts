import type { Frame, Keypoint, Pose } from '../frame.js';
import type { Point } from '../picture-fit.js';
import { solveBody } from './body.js';
import { type ClimbingRoute, type Limb, LIMBS, SYNTHETIC_ROUTE, WALL } from './route.js';

/** Progress 0…1 of a minimum-jerk movement: how hands and bodies move from rest to rest (Flash and Hogan). */
export function minimumJerk(progress: number): number {
  const s = Math.min(1, Math.max(0, progress));
  return s * s * s * (10 - 15 * s + 6 * s * s);
}

/** How far a moving limb swings out of the straight line between two holds, as a share of its length. */
const BULGE = 0.12;

interface Movement {
  readonly from: Point;
  readonly to: Point;
  readonly start: number;
  readonly end: number;
}

/** The place at `time` on a chain of movements in order: the last one begun, or the begin of the first. */
function placeAt(moves: readonly Movement[], time: number, bulge: number): Point {
  const move = moves.filter(({ start }) => start <= time).at(-1) ?? moves[0];
  if (!move) throw new RangeError('There is no movement');
  const progress = minimumJerk((time - move.start) / (move.end - move.start));
  const dx = move.to.x - move.from.x;
  const dy = move.to.y - move.from.y;
  const out = bulge * Math.sin(Math.PI * progress) ** 2;
  return { x: move.from.x + dx * progress + dy * out, y: move.from.y + dy * progress - dx * out };
}

/** Where a limb touches the wall or how it travels, metres on the wall. */
export function limbAt(limb: Limb, time: number, route: ClimbingRoute = SYNTHETIC_ROUTE): Point {
  const moves = route.limbMoves.filter((move) => move.limb === limb);
  return placeAt(moves, time, limb.startsWith('left') ? -BULGE : BULGE);
}

/** The prescribed centre of mass, metres on the wall: the ground truth for everything measured on the climber. */
export function climberMassAt(time: number, route: ClimbingRoute = SYNTHETIC_ROUTE): Point {
  return placeAt(route.bodyMoves, time, 0);
}

/** How much the trunk leans, in radians per metre that the hands are off the feet. */
const LEAN = 0.5;

/**
 * The synthetic climber's 17 COCO joints in metres on the wall (y up) at `time` seconds. Before its begin and after its
 * end the climber rests.
 * @throws UnreachableHoldError for a route that a body cannot climb.
 */
export function climberJointsAt(time: number, route: ClimbingRoute = SYNTHETIC_ROUTE): Point[] {
  const contacts = Object.fromEntries(LIMBS.map((limb) => [limb, limbAt(limb, time, route)])) as Record<
    Limb,
    Point
  >;
  const hands = (contacts.left_hand.x + contacts.right_hand.x) / 2;
  const feet = (contacts.left_foot.x + contacts.right_foot.x) / 2;
  return solveBody(climberMassAt(time, route), LEAN * (hands - feet), contacts);
}

/** From metres on the wall to fractions of the picture. */
export function wallToPicture(place: Point): Point {
  return { x: place.x / WALL.width, y: 1 - place.y / WALL.height };
}

/** Face keypoints of a body seen from behind are less sure. */
const FACE_SCORE = 0.6;
const BODY_SCORE = 0.95;

/**
 * What a perfect detector sees of the synthetic climber at `time` seconds: a coco17 pose in fractions of a 4:3 picture.
 * The same time gives the same pose on every machine up to rounding.
 */
export function climberPoseAt(time: number, route: ClimbingRoute = SYNTHETIC_ROUTE): Pose {
  const keypoints = climberJointsAt(time, route).map((joint, index): Keypoint => {
    const { x, y } = wallToPicture(joint);
    return [x, y, index < 5 ? FACE_SCORE : BODY_SCORE];
  });
  return { score: keypoints.reduce((sum, [, , score]) => sum + score, 0) / keypoints.length, keypoints };
}

/**
 * Frames of the synthetic climber from 0 up to (not including) the route's end; timestamps are whole microseconds.
 */
export function* climberFrames(
  framesPerSecond = 30,
  route: ClimbingRoute = SYNTHETIC_ROUTE,
): Generator<Frame, void, undefined> {
  const count = Math.round(route.duration * framesPerSecond);
  for (let frameNumber = 0; frameNumber < count; frameNumber++) {
    const timestamp = Math.round((frameNumber * 1e6) / framesPerSecond) / 1e6;
    yield { frameNumber, timestamp, poses: [climberPoseAt(timestamp, route)] };
  }
}
