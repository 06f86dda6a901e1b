import type { Pose } from '@reclimb/contracts';
import { BoneVisibility, type PicturePlacement } from '@reclimb/pose';
import {
  drawPoses,
  drawTrails,
  PeopleVisibility,
  type PoseContext,
  type PoseStyle,
  type Trail,
  type TrailStyle,
} from './draw-poses';

/** One body, or several of one kind: the ghost, the live body, an onion skin. Later layers lie above earlier ones. */
export interface PoseLayer {
  /** Names the layer from picture to picture: each remembers which of its keypoints were visible. */
  readonly key: string;
  readonly poses: readonly Pose[];
  readonly style: PoseStyle;
  /** Drawn below the poses. */
  readonly trails?: readonly Trail[];
  readonly trailStyle?: TrailStyle;
  /** Moves and scales the layer about the picture's centre: x and y in fractions of the picture. */
  readonly placing?: { readonly x: number; readonly y: number; readonly scale: number };
}

/** A visible keypoint goes when it falls below this share of the threshold, as `HIDE_SCORE` is to `SHOW_SCORE`. */
const HYSTERESIS = 2 / 3;

/** Draws layers picture after picture, on any canvas, and remembers what of each body was to be seen. */
export class LayerPainter {
  readonly #judges = new Map<string, { judge: PeopleVisibility; skeleton: string }>();

  /** @param placement where the picture lies, in the units of the context */
  paint(context: PoseContext, layers: readonly PoseLayer[], placement: PicturePlacement): void {
    for (const { key, poses, style, trails, trailStyle, placing } of layers) {
      const placed = placing ? movePlacement(placement, placing) : placement;
      if (trails && trailStyle) drawTrails(context, trails, placed, trailStyle);
      const visibility = style.visibility ?? this.#judge(key, style).update(poses);
      drawPoses(context, poses, placed, { ...style, visibility });
    }
  }

  /** Forgets which keypoints were visible: call it after a jump in time. */
  reset(): void {
    this.#judges.clear();
  }

  #judge(key: string, { skeleton, threshold }: PoseStyle): PeopleVisibility {
    const known = this.#judges.get(key);
    const name = `${skeleton} ${threshold ?? ''}`;
    if (known?.skeleton === name) return known.judge;
    const judge = new PeopleVisibility(() =>
      threshold === undefined
        ? new BoneVisibility(skeleton)
        : new BoneVisibility(skeleton, threshold, threshold * HYSTERESIS),
    );
    this.#judges.set(key, { judge, skeleton: name });
    return judge;
  }
}

function movePlacement(
  { left, top, width, height, mirror }: PicturePlacement,
  { x, y, scale }: { x: number; y: number; scale: number },
): PicturePlacement {
  return {
    left: left + (mirror ? -x : x) * width + ((1 - scale) * width) / 2,
    top: top + y * height + ((1 - scale) * height) / 2,
    width: width * scale,
    height: height * scale,
    mirror,
  };
}
