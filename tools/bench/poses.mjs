import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SKELETON_DEFINITIONS } from '../../libs/pose/dist/index.js';
import { recordedClip, syntheticClip } from '../sessions/clip.mjs';

/** Real poses, when they lie beside the repository: a climber's first. */
const RECORDED = ['spraywall', 'squats'].map((name) =>
  fileURLToPath(new URL(`../../../shared/media/poses-${name}.ndjson`, import.meta.url)),
);

/** All poses that a bench can measure with: real ones if there are any, else the synthetic climber's. */
export function benchClips() {
  const recorded = RECORDED.filter((path) => existsSync(path));
  if (recorded.length === 0) return [syntheticClip()];
  return recorded.map((path) => ({ ...recordedClip(path), name: basename(path) }));
}

/** What the recorders of a bench record. */
export const benchClip = () => benchClips()[0];

/** A frame in the verbose form: keypoints with names, in pixels, all digits. */
export function namedFrame({ frameNumber, timestamp, poses }, { imageWidth, imageHeight } = PICTURE) {
  const names = SKELETON_DEFINITIONS.coco17.keypointNames;
  return {
    frameNumber,
    timestamp,
    poses: poses.map(({ score, keypoints }) => ({
      score,
      keypoints: keypoints.map(([x, y, certainty], i) => ({
        name: names[i],
        x: x * imageWidth,
        y: y * imageHeight,
        score: certainty,
      })),
    })),
  };
}

const PICTURE = { imageWidth: 640, imageHeight: 480 };
