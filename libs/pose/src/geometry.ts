import type { Keypoint, Pose } from './frame.js';
import type { Point, Size } from './picture-fit.js';
import { keypointIndex, type SkeletonName } from './skeleton.js';

/**
 * The keypoint's place in the picture's pixels. Angles and lengths are computed there: in fractions of a picture that
 * is not square they would be skewed.
 */
export function toPixels(keypoint: Keypoint, picture: Size): Point {
  return { x: keypoint[0] * picture.width, y: keypoint[1] * picture.height };
}

/** The distance of two points, in their unit. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The point halfway between two points. */
export function midpoint(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/**
 * The angle at `joint` between the directions to `a` and to `b`, in degrees, 0…180 (a straight elbow has 180).
 * NaN when one of them lies on the joint.
 */
export function angleAt(joint: Point, a: Point, b: Point): number {
  const ux = a.x - joint.x;
  const uy = a.y - joint.y;
  const wx = b.x - joint.x;
  const wy = b.y - joint.y;
  if ((ux === 0 && uy === 0) || (wx === 0 && wy === 0)) return NaN;
  return (Math.atan2(Math.abs(ux * wy - uy * wx), ux * wx + uy * wy) * 180) / Math.PI;
}

function between(pose: Pose, skeleton: SkeletonName, part: string, picture: Size): Point | undefined {
  const left = pose.keypoints[keypointIndex(skeleton, `left_${part}`)];
  const right = pose.keypoints[keypointIndex(skeleton, `right_${part}`)];
  return left && right && midpoint(toPixels(left, picture), toPixels(right, picture));
}

/** The middle of the hips in the picture's pixels; undefined when the pose has no such keypoints. */
export function midHip(pose: Pose, skeleton: SkeletonName, picture: Size): Point | undefined {
  return between(pose, skeleton, 'hip', picture);
}

/** The middle of the shoulders in the picture's pixels; undefined when the pose has no such keypoints. */
export function midShoulder(pose: Pose, skeleton: SkeletonName, picture: Size): Point | undefined {
  return between(pose, skeleton, 'shoulder', picture);
}

/**
 * The distance from the middle of the shoulders to the middle of the hips in the picture's pixels: the body's own unit
 * of length (about 0.29 of its height). Undefined when the pose has no such keypoints.
 */
export function torsoLength(pose: Pose, skeleton: SkeletonName, picture: Size): number | undefined {
  const hip = midHip(pose, skeleton, picture);
  const shoulder = midShoulder(pose, skeleton, picture);
  return hip && shoulder && distance(hip, shoulder);
}
