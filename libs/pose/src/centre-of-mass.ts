import type { Pose } from './frame.js';
import { SHOW_SCORE } from './bone-visibility.js';
import type { Point } from './picture-fit.js';
import { keypointIndex, type SkeletonName } from './skeleton.js';

/**
 * What each joint of one side carries of the body's mass. The centre of mass of a chain of segments is linear in their
 * ends, so de Leva's segments (1996, mean of women and men; hands lumped at the wrists, feet at the ankles, the head at
 * the ears) come down to one weight a joint. Both sides together sum to 1.
 */
const MASS_OF_JOINT: Readonly<Record<string, number>> = {
  ear: 0.03405,
  shoulder: 0.13915,
  elbow: 0.02331,
  wrist: 0.0127,
  hip: 0.1761,
  knee: 0.08141,
  ankle: 0.03329,
};

/** Below this share of the mass the rest would be guesswork. */
const MIN_COVERAGE = 0.85;

/** The body's centre of mass as far as its joints were seen. */
export interface CentreOfMass {
  /** In fractions of the picture; null when too little of the body was seen for a statement. */
  readonly point: Point | null;
  /** Share of the body's mass whose joints were seen, 0…1. */
  readonly coverage: number;
}

/**
 * The projected centre of mass of a pose, from the joints whose score reaches {@link SHOW_SCORE}. Joints that were not
 * seen are left out and the rest weighs more; below 85 % of the mass, or without a pair of shoulders or hips, there is
 * no point.
 */
export function centreOfMass(pose: Pose, skeleton: SkeletonName): CentreOfMass {
  let x = 0;
  let y = 0;
  let coverage = 0;
  const pairs = new Set<string>();
  for (const [joint, mass] of Object.entries(MASS_OF_JOINT)) {
    const seen = ['left', 'right'].flatMap((side) => {
      const keypoint = pose.keypoints[keypointIndex(skeleton, `${side}_${joint}`)];
      return keypoint && keypoint[2] >= SHOW_SCORE ? [keypoint] : [];
    });
    if (seen.length === 2) pairs.add(joint);
    for (const keypoint of seen) {
      x += mass * keypoint[0];
      y += mass * keypoint[1];
      coverage += mass;
    }
  }
  const enough = coverage >= MIN_COVERAGE && (pairs.has('shoulder') || pairs.has('hip'));
  return { point: enough ? { x: x / coverage, y: y / coverage } : null, coverage: Math.min(1, coverage) };
}
