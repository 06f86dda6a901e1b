import { GraphModel, KEYPOINTS, SIDE } from './graph-model.mjs';
import { jointColour } from './joint-colours.mjs';

/** How far (of 255, over all channels) a pixel's colour may be off; neighbouring markers differ by 118. */
const TOLERANCE = 52;

/** So many pixels' worth of the right colour make a keypoint sure: a third of a marker in an uncropped picture. */
const SURE = 2;

/**
 * Writes a model that finds the coloured markers of the climber clip: each keypoint is the mean place of the pixels of
 * its colour, weighted by how well they fit (1 − d²/tolerance², where positive).
 */
export async function writeMarkerFinder(folder) {
  const model = new GraphModel();
  const pixels = SIDE * SIDE;
  const colours = Array.from({ length: KEYPOINTS }, (_, k) => jointColour(k));
  const unit = TOLERANCE * TOLERANCE;
  const perChannel = (value) =>
    [0, 1, 2].flatMap((channel) => colours.map((colour) => value(colour, channel)));

  const list = model.reshape('pixels', 'picture', [pixels, 3]);
  const squares = model.operation('squares', 'Mul', [list, list]);
  const ownSize = model.matMul(
    'own_size',
    squares,
    model.constant(
      'own_size/weights',
      [3, KEYPOINTS],
      perChannel(() => -1 / unit),
    ),
  );
  const likeness = model.matMul(
    'likeness',
    list,
    model.constant(
      'likeness/weights',
      [3, KEYPOINTS],
      perChannel((colour, c) => (colour ? (2 * colour[c]) / unit : 0)),
    ),
  );
  const level = model.constant(
    'level',
    [1, KEYPOINTS],
    // Without a marker nothing fits: black pixels would be at 0 otherwise.
    colours.map((colour) => (colour ? 1 - colour.reduce((sum, c) => sum + c * c, 0) / unit : -1)),
  );
  const sum = model.operation('sum', 'AddV2', [ownSize, likeness]);
  const fit = model.operation('fit', 'Relu', [model.operation('fit_or_less', 'AddV2', [sum, level])]);

  const place = (value) => Array.from({ length: pixels }, (_, i) => value(i));
  const total = (name, value) =>
    model.matMul(name, model.constant(`${name}/places`, [1, pixels], place(value)), fit);
  const mass = total('mass', () => 1);
  const least = model.constant('least', [], [1e-6]);
  const divisor = model.operation('divisor', 'Maximum', [mass, least]);
  const y = model.operation('y', 'RealDiv', [
    total('y_sum', (i) => (Math.floor(i / SIDE) + 0.5) / SIDE),
    divisor,
  ]);
  const x = model.operation('x', 'RealDiv', [total('x_sum', (i) => ((i % SIDE) + 0.5) / SIDE), divisor]);
  const sureness = model.operation('sureness', 'Mul', [mass, model.constant('per_sure', [], [1 / SURE])]);
  const score = model.operation('score', 'Minimum', [sureness, model.constant('one', [], [1])]);
  model.answer(y, x, score);
  await model.write(folder);
}
