import type { Frame } from './frame.js';
import { wallToPicture, climberFrames } from './synthetic/climber.js';
import type { Point } from './picture-fit.js';
import { SYNTHETIC_ROUTE } from './synthetic/route.js';

/** A session that needs no camera: everything that a recording of the synthetic climber would hold. */
export interface DemoSession {
  readonly name: string;
  readonly description: string;
  readonly skeleton: 'coco17';
  readonly model: 'synthetic';
  readonly imageWidth: number;
  readonly imageHeight: number;
  /** Seconds; the last frame is a thirtieth of a second earlier. */
  readonly duration: number;
  readonly framesPerSecond: number;
  /** The holds of the wall, in fractions of the picture. */
  readonly holds: readonly Point[];
  /** Moments worth jumping to; `timestamp` in seconds. */
  readonly markers: readonly { readonly timestamp: number; readonly label: string; readonly kind: string }[];
  /** All frames in order, made while they are read. */
  frames(): Iterable<Frame>;
}

/** The demo session: twenty seconds of the synthetic climber at 30 fps. The same frames at every call. */
export function demoSession(): DemoSession {
  const { duration, holds, limbMoves } = SYNTHETIC_ROUTE;
  const starts = limbMoves.filter(({ limb }) => limb === 'right_hand').map(({ start }) => start);
  const framesPerSecond = 30;
  return {
    name: 'Demo: a synthetic climber',
    description:
      'Made by Reclimb itself, so that there is a ghost to look at before the first recording: a figure on a known path.',
    skeleton: 'coco17',
    model: 'synthetic',
    imageWidth: 640,
    imageHeight: 480,
    duration,
    framesPerSecond,
    holds: holds.map(wallToPicture),
    markers: starts.map((timestamp, index) => ({
      timestamp,
      label: index === 0 ? 'First move' : `Reach ${index + 1}`,
      kind: 'move',
    })),
    frames: () => climberFrames(framesPerSecond),
  };
}
