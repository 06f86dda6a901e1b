import type { Pose } from './frame.js';
import { SKELETON_DEFINITIONS, type SkeletonName } from './skeleton.js';

/** A hidden keypoint appears when its score reaches this. MoveNet's points below it are guesses more often than not. */
export const SHOW_SCORE = 0.3;

/** A visible keypoint disappears when its score falls below this; the band in between keeps it from flickering. */
export const HIDE_SCORE = 0.2;

/** What of a pose is sure enough to be drawn; indexed as the skeleton's keypoints and bones are. */
export interface Visibility {
  readonly keypoints: readonly boolean[];
  /** A bone is visible when both its ends are. */
  readonly bones: readonly boolean[];
}

/**
 * Decides from frame to frame which keypoints and bones of one person are drawn, with hysteresis. Keep one for each
 * person, and {@link reset} it after a seek.
 */
export class BoneVisibility {
  private visible: boolean[] = [];

  constructor(
    private readonly skeleton: SkeletonName,
    private readonly showScore = SHOW_SCORE,
    private readonly hideScore = HIDE_SCORE,
  ) {}

  /** Takes the person's next pose and answers what of it is visible. */
  update(pose: Pose): Visibility {
    this.visible = pose.keypoints.map(
      ([, , score], index) => score >= (this.visible[index] ? this.hideScore : this.showScore),
    );
    const bones = SKELETON_DEFINITIONS[this.skeleton].bones.map(
      ({ from, to }) => (this.visible[from] ?? false) && (this.visible[to] ?? false),
    );
    return { keypoints: this.visible, bones };
  }

  /** Forgets what was visible: the next pose is judged by the upper threshold alone. */
  reset(): void {
    this.visible = [];
  }
}
