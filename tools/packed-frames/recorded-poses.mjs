import { readFileSync } from 'node:fs';

const clamp = (score) => Math.min(1, Math.max(0, score ?? 0));

/** Frames from a file with one picture a line: `{ t, w, h, score, keypoints: [{ x, y, score }] }`, x and y in pixels. */
export function readPoses(path) {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line, frameNumber) => {
    const { t, w, h, score, keypoints } = JSON.parse(line);
    const points = keypoints.map((point) => [point.x / w, point.y / h, clamp(point.score)]);
    return {
      frameNumber,
      timestamp: t,
      poses: points.length ? [{ score: clamp(score), keypoints: points }] : [],
    };
  });
}

/** Consecutive batches of at most `size` frames. */
export function batches(frames, size) {
  return Array.from({ length: Math.ceil(frames.length / size) }, (_, i) =>
    frames.slice(i * size, (i + 1) * size),
  );
}
