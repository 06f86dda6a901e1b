import { bitLength, IntegerModel, type IntegerModelShape } from './integer-model.js';
import { AdaptiveModel } from './adaptive-model.js';
import { PRIORS } from './priors.js';

/** x and y run over ±8 in steps of 1/6250: ±50,000, and a difference with half a difference stays below 2^18. */
const LONGEST_COORDINATE = 18;

/** Contexts of a coordinate's difference: 0 … 17, from "will not move" to "may be anywhere". */
export const STEP_CONTEXTS = 18;

/** Contexts of a score's difference. */
export const SCORE_CONTEXTS = 10;

/** The shapes of all integer models; the priors are in the same order. */
export const SHAPES = {
  /** A coordinate against the frame before. Sign: by the direction that the parent keypoint went (−, 0, +). */
  step: { magnitudes: STEP_CONTEXTS, signs: 3, longest: LONGEST_COORDINATE },
  /** A coordinate of a person not seen before, against the parent keypoint. Magnitude: root, head or body. */
  place: { magnitudes: 3, signs: 2, longest: LONGEST_COORDINATE },
  /** A keypoint's score against the frame before. Sign: near 0, in the middle, near 1. */
  scoreStep: { magnitudes: SCORE_CONTEXTS, signs: 3, longest: 7 },
  /** A keypoint's score of a person not seen before, against the parent's. Magnitude: root or not. */
  scorePlace: { magnitudes: 2, signs: 1, longest: 7 },
  /** The pose's score against the mean of its keypoints' scores. */
  poseScore: { magnitudes: 1, signs: 1, longest: 7 },
  /** The difference of two neighbouring intervals between frames, in microseconds. */
  interval: { magnitudes: 1, signs: 1, longest: 17 },
  /** The number of poses against the frame before. */
  poseCount: { magnitudes: 1, signs: 1, longest: 5 },
} satisfies Record<string, IntegerModelShape>;

/** The name of an integer model. */
export type ModelName = keyof typeof SHAPES;

/** Yes-or-no decisions of a frame, each a context. */
export const FLAG = { nextNumber: 0, nearInterval: 1, hasId: 2, sameId: 3, sameKeypointCount: 4 } as const;
/** Nearly always true, except that half of the recordings know ids. */
const FLAG_PRIORS = [250, 250, 64, 240, 250];

/** The models of one batch, in the state in which every batch begins. */
export class PoseModels implements Readonly<Record<ModelName, IntegerModel>> {
  /** The models of {@link FLAG}. */
  readonly flags = new AdaptiveModel(FLAG_PRIORS);
  // Fields of their own: looked up by name, hundreds of times a frame, they cost as much as the coding itself.
  readonly step: IntegerModel;
  readonly place: IntegerModel;
  readonly scoreStep: IntegerModel;
  readonly scorePlace: IntegerModel;
  readonly poseScore: IntegerModel;
  readonly interval: IntegerModel;
  readonly poseCount: IntegerModel;

  constructor(priors: Readonly<Record<ModelName, readonly number[]>> = PRIORS) {
    const model = (name: ModelName): IntegerModel => new IntegerModel(SHAPES[name], priors[name]);
    this.step = model('step');
    this.place = model('place');
    this.scoreStep = model('scoreStep');
    this.scorePlace = model('scorePlace');
    this.poseScore = model('poseScore');
    this.interval = model('interval');
    this.poseCount = model('poseCount');
  }

  /** Back to where every batch begins. */
  reset(): this {
    this.flags.reset();
    this.step.reset();
    this.place.reset();
    this.scoreStep.reset();
    this.scorePlace.reset();
    this.poseScore.reset();
    this.interval.reset();
    this.poseCount.reset();
    return this;
  }
}

/** Twice the binary logarithm of a magnitude, in whole half octaves: 0, 2, 3, 4, 5, 6 … for 0, 1, 2, 3, 4, 6 … */
export function halfOctaves(size: number): number {
  if (size < 2) return size * 2;
  const length = bitLength(size);
  return 2 * length - 1 + ((size >>> (length - 2)) & 1);
}
