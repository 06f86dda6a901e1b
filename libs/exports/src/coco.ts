import type { Pose } from '@reclimb/contracts';
import { SHOW_SCORE, SKELETON_DEFINITIONS } from '@reclimb/pose';
import { type ExportedSession, type ExportSource, rounded, type TextPieces } from './source.js';

/** The edges as COCO's own person category lists them, from 1. */
const COCO_SKELETON = [
  [16, 14],
  [14, 12],
  [17, 15],
  [15, 13],
  [12, 13],
  [6, 12],
  [7, 13],
  [6, 7],
  [6, 8],
  [7, 9],
  [8, 10],
  [9, 11],
  [2, 3],
  [1, 2],
  [1, 3],
  [2, 4],
  [3, 5],
  [4, 6],
  [5, 7],
];

/** COCO's flag of a visible keypoint; 0 is one that is not labelled. */
const VISIBLE = 2;

/**
 * COCO keypoint annotations: an image for each frame (`id` is the frame number, `timestamp` its time in seconds), an
 * annotation for each person. Keypoints whose score reaches 0.3 are visible, the others `0, 0, 0`.
 */
export async function* cocoAnnotations({ session, frames }: ExportSource): TextPieces {
  const { keypointNames, bones } = SKELETON_DEFINITIONS[session.skeleton];
  const head = {
    info: {
      description: session.name,
      version: '1',
      year: Number(session.createdAt.slice(0, 4)),
      contributor: '',
      date_created: session.createdAt,
    },
    licenses: [],
    categories: [
      {
        id: 1,
        name: 'person',
        supercategory: 'person',
        keypoints: keypointNames,
        skeleton:
          session.skeleton === 'coco17' ? COCO_SKELETON : bones.map(({ from, to }) => [from + 1, to + 1]),
      },
    ],
  };
  yield `${JSON.stringify(head).slice(0, -1)},"images":[`;
  let separator = '\n';
  for await (const { frameNumber, timestamp } of frames()) {
    yield (
      separator +
      JSON.stringify({
        id: frameNumber,
        width: session.imageWidth,
        height: session.imageHeight,
        file_name: `${String(frameNumber).padStart(12, '0')}.jpg`,
        timestamp,
      })
    );
    separator = ',\n';
  }
  yield '\n],"annotations":[';
  separator = '\n';
  let id = 1;
  for await (const { frameNumber, poses } of frames()) {
    for (const pose of poses) {
      yield separator + JSON.stringify({ id, image_id: frameNumber, ...annotation(pose, session) });
      separator = ',\n';
      id += 1;
    }
  }
  yield '\n]}\n';
}

function annotation(pose: Pose, { imageWidth, imageHeight }: ExportedSession) {
  const visible = pose.keypoints.map(([x, y, score]) =>
    score >= SHOW_SCORE
      ? { x: rounded(x * imageWidth, 'pixel'), y: rounded(y * imageHeight, 'pixel') }
      : undefined,
  );
  const seen = visible.filter((point) => point !== undefined);
  const left = Math.min(...seen.map(({ x }) => x));
  const top = Math.min(...seen.map(({ y }) => y));
  const width = rounded(Math.max(...seen.map(({ x }) => x)) - left, 'pixel');
  const height = rounded(Math.max(...seen.map(({ y }) => y)) - top, 'pixel');
  return {
    category_id: 1,
    keypoints: visible.flatMap((point) => (point ? [point.x, point.y, VISIBLE] : [0, 0, 0])),
    num_keypoints: seen.length,
    bbox: seen.length > 0 ? [left, top, width, height] : [0, 0, 0, 0],
    area: seen.length > 0 ? rounded(width * height, 'pixel') : 0,
    iscrowd: 0,
    score: rounded(pose.score, 'score'),
    ...(pose.id !== undefined && { track_id: pose.id }),
  };
}
