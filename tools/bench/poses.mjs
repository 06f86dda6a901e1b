import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SKELETON_DEFINITIONS } from '../../libs/pose/dist/index.js';
import { recordedClip, syntheticClip } from '../sessions/clip.mjs';

/** Real poses of a climber, when they lie beside the repository. */
const RECORDED = fileURLToPath(new URL('../../../shared/media/poses-spraywall.ndjson', import.meta.url));

/** What the recorders of a bench record: real poses if there are any, else the synthetic climber's. */
export const benchClip = () => (existsSync(RECORDED) ? recordedClip(RECORDED) : syntheticClip());

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
