import { GraphModel, KEYPOINTS, SIDE } from './graph-model.mjs';
import { blockAt, NUMBERED } from './numbered-clip.mjs';

/**
 * Which keypoint's score tells the brightness of which block. Hips stay at 0, so that MoveNet's code finds no body to
 * follow and looks at the whole picture always; five others are always 1, so that a dark picture is not "nobody".
 */
export const BIT_KEYPOINTS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const CONSTANT_KEYPOINTS = [10, 13, 14, 15, 16];

/** Writes a model that reads the number of the numbered clip's pictures as the scores of ten keypoints. */
export async function writeNumberReader(folder) {
  const model = new GraphModel();
  const pixels = SIDE * SIDE;
  // MoveNet's code centres the picture in a square.
  const aspect = NUMBERED.height / NUMBERED.width;
  const inSquare = (y) => 0.5 + (y - 0.5) * aspect;
  const mask = new Float32Array(pixels * KEYPOINTS);
  const places = Array.from({ length: KEYPOINTS }, () => ({ x: 0.5, y: 0.5 }));
  BIT_KEYPOINTS.forEach((keypoint, bit) => {
    const { left, top, width, height } = blockAt(bit);
    places[keypoint] = { x: left + width / 2, y: inSquare(top + height / 2) };
    const inside = [];
    for (let i = 0; i < pixels; i++) {
      const x = ((i % SIDE) + 0.5) / SIDE;
      const y = (Math.floor(i / SIDE) + 0.5) / SIDE;
      const within =
        Math.abs(x - places[keypoint].x) < width / 4 &&
        Math.abs(y - places[keypoint].y) < (height * aspect) / 4;
      if (within) inside.push(i);
    }
    for (const i of inside) mask[i * KEYPOINTS + keypoint] = 1 / (inside.length * 255);
  });

  const list = model.reshape('pixels', 'picture', [pixels, 3]);
  const grey = model.matMul('grey', list, model.constant('grey/weights', [3, 1], [1 / 3, 1 / 3, 1 / 3]));
  const row = model.reshape('row', grey, [1, pixels]);
  const brightness = model.matMul('brightness', row, model.constant('mask', [pixels, KEYPOINTS], mask));
  const always = Array.from({ length: KEYPOINTS }, (_, k) => (CONSTANT_KEYPOINTS.includes(k) ? 1 : 0));
  const lit = model.operation('lit', 'AddV2', [brightness, model.constant('always', [1, KEYPOINTS], always)]);
  const score = model.operation('score', 'Minimum', [lit, model.constant('one', [], [1])]);
  const fixed = (name, values) => model.constant(name, [1, KEYPOINTS], values);
  model.answer(
    fixed(
      'y',
      places.map(({ y }) => y),
    ),
    fixed(
      'x',
      places.map(({ x }) => x),
    ),
    score,
  );
  await model.write(folder);
}
