import type { Point, Size } from '../picture-fit.js';

/** The limbs that hold on to the wall, in the order of a contact list. */
export const LIMBS = ['left_hand', 'right_hand', 'left_foot', 'right_foot'] as const;
/** One of {@link LIMBS}. */
export type Limb = (typeof LIMBS)[number];

/** A movement of a limb from one hold to the next; the limb holds on before and after. Seconds and metres. */
export interface LimbMove {
  readonly limb: Limb;
  readonly from: Point;
  readonly to: Point;
  readonly start: number;
  readonly end: number;
}

/** A movement of the centre of mass along a straight line; it rests before and after. Seconds and metres. */
export interface BodyMove {
  readonly from: Point;
  readonly to: Point;
  readonly start: number;
  readonly end: number;
}

/** All that happens on the wall. Metres on the wall, x to the right, y up from its foot; seconds from the start. */
export interface ClimbingRoute {
  readonly duration: number;
  readonly holds: readonly Point[];
  readonly limbMoves: readonly LimbMove[];
  readonly bodyMoves: readonly BodyMove[];
}

/** The part of the wall that the picture shows, in metres: 4 to 3, so that one metre is as long across as up. */
export const WALL: Size = { width: 3.68, height: 2.76 };

/** Climbs the body makes: each raises every limb and the centre of mass by RISE. */
const CYCLES = 4;
const RISE = 0.25;
const CYCLE_SECONDS = 4.5;
const FIRST_PAUSE = 1;
const LAST_PAUSE = 1;

/** Where the limbs hold, against the centre of mass at the beginning of a cycle (x outwards). */
const HAND = { x: 0.3, y: 0.53 };
const FOOT = { x: 0.2, y: -0.66 };
const FIRST_HEIGHT = 0.95;
/** How far the route swings from its middle line, cycle by cycle. */
const SWING = [0, -0.1, 0.02, 0.12, 0.04];

/** One cycle: what moves when (seconds from its begin), one limb at a time, the body in two pushes. */
const LIMB_TIMES: readonly (readonly [Limb, number, number])[] = [
  ['right_hand', 0, 0.8],
  ['left_hand', 1, 1.7],
  ['right_foot', 2.5, 3.1],
  ['left_foot', 3.2, 3.8],
];
const BODY_TIMES: readonly (readonly [number, number])[] = [
  [1.8, 2.4],
  [3.8, 4.4],
];

function center(cycle: number): Point {
  return { x: WALL.width / 2 + (SWING[cycle] ?? 0), y: FIRST_HEIGHT + cycle * RISE };
}

function hold(limb: Limb, cycle: number): Point {
  const body = center(cycle);
  const side = limb.startsWith('left') ? -1 : 1;
  const place = limb.endsWith('hand') ? HAND : FOOT;
  // Holds are not level: the left ones lie a little lower.
  return { x: body.x + side * place.x, y: body.y + place.y + (side < 0 ? -0.04 : 0.04) };
}

function buildRoute(): ClimbingRoute {
  const limbMoves: LimbMove[] = [];
  const bodyMoves: BodyMove[] = [];
  for (let cycle = 0; cycle < CYCLES; cycle++) {
    const begin = FIRST_PAUSE + cycle * CYCLE_SECONDS;
    for (const [limb, start, end] of LIMB_TIMES) {
      limbMoves.push({
        limb,
        from: hold(limb, cycle),
        to: hold(limb, cycle + 1),
        start: begin + start,
        end: begin + end,
      });
    }
    const from = center(cycle);
    const to = center(cycle + 1);
    const half = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    BODY_TIMES.forEach(([start, end], index) => {
      const ends = index === 0 ? { from, to: half } : { from: half, to };
      bodyMoves.push({ ...ends, start: begin + start, end: begin + end });
    });
  }
  const holds = LIMBS.flatMap((limb) => Array.from({ length: CYCLES + 1 }, (_, cycle) => hold(limb, cycle)));
  return { duration: FIRST_PAUSE + CYCLES * CYCLE_SECONDS + LAST_PAUSE, holds, limbMoves, bodyMoves };
}

/** The route of the synthetic climber: 20 s, 16 limb moves, 1 m of height. */
export const SYNTHETIC_ROUTE: ClimbingRoute = buildRoute();
