// Writes the golden vectors of the packed form into libs/pose/fixtures (after building libs/pose). Existing ones are what
// other programs rely on: a change in them is a new version of the format.
import { writeFileSync } from 'node:fs';
import { decodeFrames, encodeFrames } from '../../libs/pose/dist/index.js';
import { randomFrames } from '../../libs/pose/dist/testing/index.js';

const vectors = {
  'no-frames': [],
  'nobody-found': [0, 1, 2].map((i) => ({ frameNumber: i, timestamp: i / 32, poses: [] })),
  'one-person': randomFrames({ seed: 1, count: 10, empty: 0.2 }),
  'two-people-blazepose': randomFrames({ seed: 2, count: 4, keypointCount: 33, people: 2 }),
  'odd-times-and-numbers': randomFrames({ seed: 4, count: 3, keypointCount: 3 }).map((frame, i) => ({
    ...frame,
    frameNumber: 1000 + 7 * i,
    timestamp: 3600 + i / 3,
  })),
  'far-outside': [
    {
      frameNumber: 0x7fffffff,
      timestamp: 86400,
      poses: [
        {
          id: -9007199254740991,
          score: 1,
          keypoints: [
            [8, -8, 0],
            [-8, 8, 1],
          ],
        },
      ],
    },
  ],
};

for (const [name, frames] of Object.entries(vectors)) {
  const bytes = encodeFrames(frames);
  const file = (ending) => new URL(`../../libs/pose/fixtures/${name}.${ending}`, import.meta.url);
  writeFileSync(file('bin'), bytes);
  // What is read is on the grid, so that reading and writing can both be held against it.
  writeFileSync(file('json'), `${JSON.stringify(decodeFrames(bytes))}\n`);
}
