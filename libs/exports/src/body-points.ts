import type { Keypoint, Pose, SkeletonName } from '@reclimb/contracts';
import { SKELETON_DEFINITIONS } from '@reclimb/pose';

/** Points of a body that other programs name, each the middle of the keypoints listed. */
const POINTS = {
  nose: ['nose'],
  neck: ['left_shoulder', 'right_shoulder'],
  head: ['left_ear', 'right_ear'],
  midHip: ['left_hip', 'right_hip'],
  leftShoulder: ['left_shoulder'],
  rightShoulder: ['right_shoulder'],
  leftElbow: ['left_elbow'],
  rightElbow: ['right_elbow'],
  leftWrist: ['left_wrist'],
  rightWrist: ['right_wrist'],
  leftHip: ['left_hip'],
  rightHip: ['right_hip'],
  leftKnee: ['left_knee'],
  rightKnee: ['right_knee'],
  leftAnkle: ['left_ankle'],
  rightAnkle: ['right_ankle'],
  leftEye: ['left_eye'],
  rightEye: ['right_eye'],
  leftEar: ['left_ear'],
  rightEar: ['right_ear'],
  leftBigToe: ['left_foot_index'],
  rightBigToe: ['right_foot_index'],
  leftHeel: ['left_heel'],
  rightHeel: ['right_heel'],
} as const satisfies Record<string, readonly string[]>;

/** One of the points that {@link bodyPoints} finds. */
export type BodyPoint = keyof typeof POINTS;

/**
 * Prepares the look-up of points in poses of a skeleton. It answers undefined for a point that the skeleton does not have
 * (coco17 has no feet), else `[x, y, score]` as a keypoint; a point in the middle of two has the lower of their scores.
 */
export function bodyPoints(skeleton: SkeletonName): (pose: Pose, point: BodyPoint) => Keypoint | undefined {
  const { keypointNames } = SKELETON_DEFINITIONS[skeleton];
  const indices = new Map(
    Object.entries(POINTS).map(([point, names]) => [point, names.map((name) => keypointNames.indexOf(name))]),
  );
  return (pose, point) => {
    const [first, second] = (indices.get(point) ?? []).map((index) => pose.keypoints[index]);
    if (!first || !second) return first;
    return [(first[0] + second[0]) / 2, (first[1] + second[1]) / 2, Math.min(first[2], second[2])];
  };
}

/** Whether poses of the skeleton have the point. */
export function hasBodyPoint(skeleton: SkeletonName, point: BodyPoint): boolean {
  const { keypointNames } = SKELETON_DEFINITIONS[skeleton];
  return POINTS[point].every((name) => keypointNames.includes(name));
}
