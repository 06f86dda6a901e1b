import type { Frame, Keypoint, Pose, SkeletonName } from '@reclimb/contracts';
import { type Bone, SHOW_SCORE, type Side, SKELETON_DEFINITIONS } from '@reclimb/pose';
import { type ExportedSession, rounded } from './source.js';

/** Seconds and nanoseconds, as Foxglove's messages tell time. */
export interface MessageTime {
  readonly sec: number;
  readonly nsec: number;
}

/** A time of the session (seconds from its start) as a message tells it. */
export function messageTime(timestamp: number): MessageTime {
  const nanoseconds = Math.round(timestamp * 1e9);
  return { sec: Math.floor(nanoseconds / 1e9), nsec: nanoseconds % 1e9 };
}

/** `foxglove.PointsAnnotationType` */
const POINTS = 1;
const LINE_LIST = 4;

const BONE_WIDTH = 4;
const JOINT_SIZE = 8;

interface Color {
  r: number;
  g: number;
  b: number;
  a: number;
}
/** Left cool, right warm, as in the app. */
const COLOR_OF_SIDE: Readonly<Record<Side, Color>> = {
  left: { r: 0.25, g: 0.65, b: 1, a: 1 },
  right: { r: 1, g: 0.6, b: 0.2, a: 1 },
  middle: { r: 1, g: 1, b: 1, a: 1 },
};
const CLEAR: Color = { r: 0, g: 0, b: 0, a: 0 };

/**
 * A frame as a `foxglove.ImageAnnotations` message in pixels: for each person the bones as one line list and the joints as
 * one list of points, coloured by side. Only what reaches a score of 0.3 is drawn; the poses as they were recorded are in
 * the metadata (`poses`, as JSON), so that nothing is lost.
 */
export function imageAnnotations(session: ExportedSession, { timestamp, frameNumber, poses }: Frame) {
  const time = messageTime(timestamp);
  return {
    timestamp: time,
    circles: [],
    points: poses.flatMap((pose) => drawing(pose, session, time)),
    texts: [],
    metadata: [
      { key: 'frameNumber', value: String(frameNumber) },
      { key: 'poses', value: JSON.stringify(poses) },
    ],
  };
}

function drawing(pose: Pose, session: ExportedSession, timestamp: MessageTime) {
  const { bones, sides } = SKELETON_DEFINITIONS[session.skeleton as SkeletonName];
  const isSeen = (index: number) => (pose.keypoints[index]?.[2] ?? 0) >= SHOW_SCORE;
  const pixels = ([x, y]: Keypoint) => ({
    x: rounded(x * session.imageWidth, 'pixel'),
    y: rounded(y * session.imageHeight, 'pixel'),
  });
  const lines = bones.filter(({ from, to }: Bone) => isSeen(from) && isSeen(to));
  const joints = pose.keypoints.flatMap((keypoint, index) => (isSeen(index) ? [{ keypoint, index }] : []));
  const common = { timestamp, outline_color: COLOR_OF_SIDE.middle, fill_color: CLEAR, metadata: [] };
  return [
    {
      ...common,
      type: LINE_LIST,
      points: lines.flatMap(({ from, to }) =>
        [from, to].flatMap((index) => {
          const keypoint = pose.keypoints[index];
          return keypoint ? [pixels(keypoint)] : [];
        }),
      ),
      outline_colors: lines.map(({ side }) => COLOR_OF_SIDE[side]),
      thickness: BONE_WIDTH,
    },
    {
      ...common,
      type: POINTS,
      points: joints.map(({ keypoint }) => pixels(keypoint)),
      outline_colors: joints.map(({ index }) => COLOR_OF_SIDE[sides[index] ?? 'middle']),
      thickness: JOINT_SIZE,
    },
  ];
}
