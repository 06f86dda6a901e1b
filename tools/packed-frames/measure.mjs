// Tells what packed frames cost: node tools/packed-frames/measure.mjs poses.ndjson…   (after building libs/pose)
import { decodeFrames, encodeFrames } from '../../libs/pose/dist/index.js';
import { batches, readPoses } from './recorded-poses.mjs';

for (const path of process.argv.slice(2)) {
  const frames = readPoses(path);
  const sizes = [1, 10, 30, 300].map((size) => {
    const bytes = batches(frames, size).reduce((sum, batch) => sum + encodeFrames(batch).length, 0);
    return `×${size}: ${(bytes / frames.length).toFixed(1)}`;
  });
  console.log(`${path}: ${frames.length} frames, bytes a frame in batches ${sizes.join(', ')}`);

  let place = 0;
  let score = 0;
  const packed = batches(frames, 10).map(encodeFrames);
  packed.flatMap(decodeFrames).forEach((frame, i) => {
    if (frame.timestamp !== frames[i].timestamp) throw new Error(`Frame ${i}: the timestamp changed`);
    frame.poses[0]?.keypoints.forEach((point, k) => {
      const sent = frames[i].poses[0].keypoints[k];
      place = Math.max(place, Math.abs(point[0] - sent[0]), Math.abs(point[1] - sent[1]));
      score = Math.max(score, Math.abs(point[2] - sent[2]));
    });
  });
  const begun = performance.now();
  for (let i = 0; i < 20; i++) packed.forEach(decodeFrames);
  const each = (performance.now() - begun) / 20 / frames.length;
  console.log(
    `  largest error ${place.toFixed(6)} in x and y, ${score.toFixed(4)} in scores; decoding ${(each * 1000).toFixed(0)} µs a frame`,
  );
}
