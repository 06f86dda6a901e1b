import type { Frame, Pose } from '@reclimb/contracts';
import { type BodyPoint, bodyPoints } from './body-points.js';
import { type ExportedSession, rounded } from './source.js';

/** BODY_25 in its order; null is a point that no skeleton of ours has (the small toes). */
const BODY_25: readonly (BodyPoint | null)[] = [
  'nose',
  'neck',
  'rightShoulder',
  'rightElbow',
  'rightWrist',
  'leftShoulder',
  'leftElbow',
  'leftWrist',
  'midHip',
  'rightHip',
  'rightKnee',
  'rightAnkle',
  'leftHip',
  'leftKnee',
  'leftAnkle',
  'rightEye',
  'leftEye',
  'rightEar',
  'leftEar',
  'leftBigToe',
  null,
  'leftHeel',
  'rightBigToe',
  null,
  'rightHeel',
];

/** One file of an OpenPose folder. */
export interface OpenPoseFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Writes single OpenPose files (JSON, BODY_25, pixels): `NAME_000000000000_keypoints.json` for row 0 and so on. Points that
 * the skeleton does not have are `0, 0, 0`, as OpenPose writes what it did not find. `baseName` becomes NAME.
 */
export function openPoseWriter(session: ExportedSession, baseName: string): (row: Frame) => OpenPoseFile {
  const pointOf = bodyPoints(session.skeleton);
  const person = (pose: Pose) => ({
    person_id: [pose.id ?? -1],
    pose_keypoints_2d: BODY_25.flatMap((name) => {
      const point = name === null ? undefined : pointOf(pose, name);
      if (!point) return [0, 0, 0];
      const [x, y, score] = point;
      return [
        rounded(x * session.imageWidth, 'pixel'),
        rounded(y * session.imageHeight, 'pixel'),
        rounded(score, 'score'),
      ];
    }),
    face_keypoints_2d: [],
    hand_left_keypoints_2d: [],
    hand_right_keypoints_2d: [],
    pose_keypoints_3d: [],
    face_keypoints_3d: [],
    hand_left_keypoints_3d: [],
    hand_right_keypoints_3d: [],
  });
  return ({ frameNumber, poses }) => ({
    name: `${baseName}_${String(frameNumber).padStart(12, '0')}_keypoints.json`,
    text: JSON.stringify({ version: 1.3, people: poses.map(person) }),
  });
}
