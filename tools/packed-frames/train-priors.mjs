// Writes libs/pose/src/packed/priors.ts from recorded poses: the state in which every batch's models begin.
//   node tools/packed-frames/train-priors.mjs poses.ndjson…   (after building libs/pose)
// New priors are a new version of the format: batches that were written with others can no longer be read.
import { writeFileSync } from 'node:fs';
import { AdaptiveModel } from '../../libs/pose/dist/packed/adaptive-model.js';
import { FrameWalk } from '../../libs/pose/dist/packed/frame-walk.js';
import { toGrid } from '../../libs/pose/dist/packed/grid.js';
import { priorCount } from '../../libs/pose/dist/packed/integer-model.js';
import { PoseModels, SHAPES } from '../../libs/pose/dist/packed/pose-models.js';
import { RangeEncoder } from '../../libs/pose/dist/packed/range-coder.js';
import { batches, readPoses } from './recorded-poses.mjs';

/** As recorders send: a third of a second at 30 fps. */
const BATCH = 10;
/** Added to each count, so that nothing is thought impossible because it was never seen. */
const UNSEEN = 0.4;

const counts = Object.fromEntries(
  Object.entries(SHAPES).map(([name, shape]) => [
    name,
    Array.from({ length: priorCount(shape) }, () => [UNSEEN, UNSEEN]),
  ]),
);
const blank = Object.fromEntries(
  Object.entries(SHAPES).map(([name, shape]) => [name, new Array(priorCount(shape)).fill(128)]),
);

const code = AdaptiveModel.prototype.bit;
for (const path of process.argv.slice(2)) {
  for (const batch of batches(readPoses(path), BATCH)) {
    const models = new PoseModels(blank);
    const names = new Map(Object.keys(SHAPES).map((name) => [models[name].model, name]));
    AdaptiveModel.prototype.bit = function (coder, context, bit) {
      const name = names.get(this);
      if (name) counts[name][context][bit]++;
      return code.call(this, coder, context, bit);
    };
    new FrameWalk(new RangeEncoder(), models).walk(toGrid(batch));
  }
}

const priors = Object.entries(counts).map(([name, contexts]) => {
  const values = contexts.map(([zeros, ones]) => Math.round((256 * ones) / (zeros + ones)));
  return `  ${name}: [${values.map((value) => Math.min(250, Math.max(6, value))).join(', ')}],`;
});
writeFileSync(
  new URL('../../libs/pose/src/packed/priors.ts', import.meta.url),
  `import type { ModelName } from './pose-models.js';

/**
 * Where the adaptive models of every batch begin: the probability of a 1 in each context, in 256ths. Counted on recorded
 * poses by tools/packed-frames/train-priors.mjs. A change here is a new version of the format.
 */
export const PRIORS: Readonly<Record<ModelName, readonly number[]>> = {
${priors.join('\n')}
};
`,
);
