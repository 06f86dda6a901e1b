import { type Point, type PicturePlacement } from '@reclimb/pose';

/** Where the ghost was moved to by hand, in fractions of the picture, and how much larger it was made. */
export interface GhostPlacing {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** The ghost where it was recorded. */
export const UNMOVED: GhostPlacing = { x: 0, y: 0, scale: 1 };
export const SMALLEST_SCALE = 0.3;
export const LARGEST_SCALE = 3;
/** Farther than this the ghost is out of the picture. */
export const FARTHEST = 1;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Moves the ghost by so many box pixels, right and down. */
export function moved(placing: GhostPlacing, by: Point, placement: PicturePlacement): GhostPlacing {
  const right = by.x / placement.width;
  return {
    x: clamp(placing.x + (placement.mirror ? -right : right), -FARTHEST, FARTHEST),
    y: clamp(placing.y + by.y / placement.height, -FARTHEST, FARTHEST),
    scale: placing.scale,
  };
}

/** Scales the ghost; what lies under `about` (box pixels) stays there, as under a finger. */
export function scaled(
  placing: GhostPlacing,
  factor: number,
  about: Point,
  placement: PicturePlacement,
): GhostPlacing {
  const scale = clamp(placing.scale * factor, SMALLEST_SCALE, LARGEST_SCALE);
  const applied = scale / placing.scale;
  // Fractions of the picture from its centre, in the picture's own direction.
  const across = (about.x - placement.left) / placement.width - 0.5;
  const right = placement.mirror ? -across : across;
  const down = (about.y - placement.top) / placement.height - 0.5;
  return {
    x: clamp(applied * placing.x + (1 - applied) * right, -FARTHEST, FARTHEST),
    y: clamp(applied * placing.y + (1 - applied) * down, -FARTHEST, FARTHEST),
    scale,
  };
}
