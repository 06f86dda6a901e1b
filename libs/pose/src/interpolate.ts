import type { Frame, Keypoint, Pose } from './frame.js';
import { matchPersons } from './person-matching.js';

/**
 * Longest time between two frames, in seconds, that is bridged. A body can do anything in a longer one, and a made-up
 * movement is worse than none.
 */
export const MAX_INTERPOLATED_GAP = 1 / 3;

const mix = (a: number, b: number, weight: number): number => a + (b - a) * weight;

function mixPoses(a: Pose, b: Pose, weight: number): Pose {
  const keypoints = a.keypoints.map((from, index): Keypoint => {
    const to = b.keypoints[index] ?? from;
    return [mix(from[0], to[0], weight), mix(from[1], to[1], weight), mix(from[2], to[2], weight)];
  });
  const id = a.id ?? b.id;
  return { ...(id === undefined ? {} : { id }), score: mix(a.score, b.score, weight), keypoints };
}

/**
 * The poses to draw at `timestamp` (seconds), between two neighbouring frames with
 * `before.timestamp <= timestamp <= after.timestamp`; either may be missing at an end of the session.
 *
 * At a frame's own timestamp its poses come back untouched. In between, people found in both frames move linearly; who
 * is in only one of them is shown during that frame's half of the time. Frames more than
 * {@link MAX_INTERPOLATED_GAP} apart are not bridged: nothing is shown between them, nor that long after the last one.
 */
export function interpolatePoses(
  before: Frame | undefined,
  after: Frame | undefined,
  timestamp: number,
  maxGap = MAX_INTERPOLATED_GAP,
): Pose[] {
  if (before && timestamp === before.timestamp) return before.poses;
  if (after && timestamp === after.timestamp) return after.poses;
  if (!before || timestamp < before.timestamp) return [];
  if (!after) return timestamp - before.timestamp <= maxGap ? before.poses : [];
  const gap = after.timestamp - before.timestamp;
  if (timestamp > after.timestamp || gap > maxGap) return [];

  const weight = (timestamp - before.timestamp) / gap;
  const matches = matchPersons(before.poses, after.poses);
  const poses = matches.flatMap((match) => {
    const a = before.poses[match.before];
    const b = after.poses[match.after];
    return a && b ? [mixPoses(a, b, weight)] : [];
  });
  const alone =
    weight < 0.5
      ? before.poses.filter((_, index) => !matches.some((match) => match.before === index))
      : after.poses.filter((_, index) => !matches.some((match) => match.after === index));
  return [...poses, ...alone];
}
