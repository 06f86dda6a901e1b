import type { Pose } from './frame.js';

/**
 * Farthest that one person's keypoints move between two pictures, as the mean over the keypoints in picture sizes. A
 * dyno covers about 0.05 of the picture in a thirtieth of a second; people stand farther apart than this.
 */
export const MAX_MATCH_DISTANCE = 0.25;

/** Two poses of one person: one of each frame, by index. */
export interface PersonMatch {
  readonly before: number;
  readonly after: number;
}

/**
 * The mean distance of two poses' keypoints in fractions of the picture. Infinity when they have no keypoint or
 * different numbers of them.
 */
export function poseDistance(a: Pose, b: Pose): number {
  if (a.keypoints.length !== b.keypoints.length || a.keypoints.length === 0) return Infinity;
  let sum = 0;
  a.keypoints.forEach(([x, y], index) => {
    const other = b.keypoints[index];
    if (other) sum += Math.hypot(x - other[0], y - other[1]);
  });
  return sum / a.keypoints.length;
}

/**
 * Finds the same people in two frames: poses that both carry an id match by id alone, the others with their nearest,
 * closest pair first, at most {@link MAX_MATCH_DISTANCE} apart. Nobody is matched twice.
 */
export function matchPersons(before: readonly Pose[], after: readonly Pose[]): PersonMatch[] {
  const candidates: (PersonMatch & { distance: number })[] = [];
  before.forEach((a, i) => {
    after.forEach((b, j) => {
      const bothNamed = a.id !== undefined && b.id !== undefined;
      if (bothNamed && a.id !== b.id) return;
      if (a.keypoints.length !== b.keypoints.length) return;
      const distance = bothNamed ? -1 : poseDistance(a, b);
      if (distance <= MAX_MATCH_DISTANCE) candidates.push({ before: i, after: j, distance });
    });
  });
  candidates.sort((a, b) => a.distance - b.distance || a.before - b.before || a.after - b.after);
  const takenBefore = new Set<number>();
  const takenAfter = new Set<number>();
  const matches: PersonMatch[] = [];
  for (const { before: i, after: j } of candidates) {
    if (takenBefore.has(i) || takenAfter.has(j)) continue;
    takenBefore.add(i);
    takenAfter.add(j);
    matches.push({ before: i, after: j });
  }
  return matches;
}
