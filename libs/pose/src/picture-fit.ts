/** A width and a height in one unit, both above zero. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A place; the unit is told where it is used. y points down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a picture is shown in a box. */
export interface PictureFitOptions {
  /** The picture's size; only its aspect ratio matters. */
  readonly picture: Size;
  /** The box on the screen, in pixels (of whatever kind: results are in the same). */
  readonly box: Size;
  /** `contain` shows all of the picture and leaves bars; `cover` fills the box and cuts off (CSS object-fit). */
  readonly mode: 'contain' | 'cover';
  /** Magnification about the box's centre; 1 when absent. */
  readonly zoom?: number;
  /** Shift after the magnification, in box pixels, right and down; 0,0 when absent. */
  readonly pan?: Point;
  /** Whether left and right are swapped within the picture, as in a mirror. The place of the picture stays. */
  readonly mirror?: boolean;
}

/** Where all of the picture lies in box pixels; what sticks out of the box is cut off by the box. */
export interface PicturePlacement {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly mirror: boolean;
}

/**
 * Where a picture of a given size lies in a box. Exact (no rounding to whole pixels), so that a video shown with CSS
 * `object-fit` and points drawn with {@link toBox} agree at any size.
 * @throws RangeError when a size or the zoom is not a finite number above zero.
 */
export function fitPicture(options: PictureFitOptions): PicturePlacement {
  const { picture, box, mode, zoom = 1, pan = { x: 0, y: 0 }, mirror = false } = options;
  for (const value of [picture.width, picture.height, box.width, box.height, zoom]) {
    if (!(value > 0 && value < Infinity)) {
      throw new RangeError(`Sizes and zoom must be finite and above zero, got ${value}`);
    }
  }
  const horizontal = box.width / picture.width;
  const vertical = box.height / picture.height;
  const scale = (mode === 'contain' ? Math.min(horizontal, vertical) : Math.max(horizontal, vertical)) * zoom;
  const width = picture.width * scale;
  const height = picture.height * scale;
  return {
    left: (box.width - width) / 2 + pan.x,
    top: (box.height - height) / 2 + pan.y,
    width,
    height,
    mirror,
  };
}

/** From a keypoint's fractions of the picture to box pixels. Inverse of {@link toPicture}. */
export function toBox(placement: PicturePlacement, x: number, y: number): Point {
  const across = placement.mirror ? 1 - x : x;
  return { x: placement.left + across * placement.width, y: placement.top + y * placement.height };
}

/** From box pixels to fractions of the picture; outside 0…1 where the box shows bars. Inverse of {@link toBox}. */
export function toPicture(placement: PicturePlacement, x: number, y: number): Point {
  const across = (x - placement.left) / placement.width;
  return { x: placement.mirror ? 1 - across : across, y: (y - placement.top) / placement.height };
}

/**
 * Limits a pan so that a zoomed picture cannot be dragged away: along each axis the picture keeps covering the box
 * where it is larger than the box, and stays inside the box where it is smaller.
 */
export function clampPan(options: PictureFitOptions): Point {
  const { width, height } = fitPicture({ ...options, pan: { x: 0, y: 0 } });
  const pan = options.pan ?? { x: 0, y: 0 };
  const limit = (wanted: number, shown: number, available: number): number => {
    const most = Math.abs(shown - available) / 2;
    return Math.min(most, Math.max(-most, wanted));
  };
  return { x: limit(pan.x, width, options.box.width), y: limit(pan.y, height, options.box.height) };
}
