import { clampPan, type PictureFitOptions, type Point } from '@reclimb/pose';

/** How closely a recorded picture is looked at: magnification about the stage's centre, then a shift in CSS pixels. */
export interface StageView {
  readonly zoom: number;
  readonly pan: Point;
}

/** The whole picture. */
export const WHOLE: StageView = { zoom: 1, pan: { x: 0, y: 0 } };
/** A hand on the wall fills the screen at this magnification; beyond it, a video only shows its blocks. */
export const CLOSEST = 8;

type Fit = Omit<PictureFitOptions, 'zoom' | 'pan' | 'mirror'>;

/** The view after a magnification by `factor`, within 1…{@link CLOSEST}; what was at `about` stays there. */
export function zoomed(view: StageView, factor: number, about: Point, fit: Fit): StageView {
  const zoom = Math.min(CLOSEST, Math.max(1, view.zoom * factor));
  const change = zoom / view.zoom;
  const pan = { x: about.x - (about.x - view.pan.x) * change, y: about.y - (about.y - view.pan.y) * change };
  return { zoom, pan: zoom === 1 ? WHOLE.pan : clampPan({ ...fit, zoom, pan }) };
}

/** The view after a shift; the picture cannot be pushed away. Without magnification it stays where it is. */
export function panned(view: StageView, by: Point, fit: Fit): StageView {
  if (view.zoom === 1) return view;
  const pan = { x: view.pan.x + by.x, y: view.pan.y + by.y };
  return { zoom: view.zoom, pan: clampPan({ ...fit, zoom: view.zoom, pan }) };
}
