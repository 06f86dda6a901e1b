import type { BinaryCoder } from './range-coder.js';
import { GRID, MAX_PLACE, SCORE_GRID, type GridPose } from './grid.js';
import { PackedFramesError } from './packed-frames-error.js';
import { halfOctaves, SCORE_CONTEXTS, STEP_CONTEXTS, type PoseModels } from './pose-models.js';

/** The keypoint from which each is predicted: towards the trunk, always an earlier one. −1 is the root. */
const COCO17_PARENTS = [-1, 0, 0, 1, 2, 0, 5, 5, 6, 7, 8, 5, 6, 11, 12, 13, 14];
const BLAZEPOSE33_PARENTS = [
  -1, 0, 1, 2, 0, 4, 5, 3, 6, 0, 9, 0, 11, 11, 12, 13, 14, 15, 16, 15, 16, 15, 16, 11, 12, 23, 24, 25, 26, 27,
  28, 27, 28,
];

/** Keypoints before this one are of the head in both skeletons, near enough to their parents for a context of theirs. */
const FIRST_BODY_KEYPOINT: Readonly<Record<number, number>> = { 17: 5, 33: 11 };

function parentsFor(keypointCount: number): readonly number[] {
  if (keypointCount === 17) return COCO17_PARENTS;
  if (keypointCount === 33) return BLAZEPOSE33_PARENTS;
  return Array.from({ length: keypointCount }, (_, index) => index - 1);
}

/** A pose that was coded, and how much its numbers changed lately, for the next pose of the same person. */
export interface PoseMemory {
  readonly pose: GridPose;
  /** Running mean of the surprises of each score. */
  readonly scoreUnrest: readonly number[];
  /** The same of each coordinate; −1 while the person was seen once. */
  readonly unrest: readonly number[];
}

/** A person's unrest of scores after the first frame: what MoveNet's scores change in a frame, in 125ths. */
const FIRST_SCORE_UNREST = 4;

/** Half octaves of surprise expected of the root keypoint in a person's second frame. */
const FIRST_EXPECTATION = 5;

/** Unsure keypoints jump more: each of these scores (0.2, 0.3, 0.48) that is missed moves on by one context. */
const SURENESS = [25, 38, 60];

const sign = (value: number): 0 | 1 | 2 => (value < 0 ? 0 : value === 0 ? 1 : 2);

/** The order of everything in a pose, for both directions, as in the frame walk. */
export class PoseWalk {
  constructor(
    private readonly coder: BinaryCoder,
    private readonly models: PoseModels,
  ) {}

  /** Codes a pose, by its difference to `known` when the person was seen before in the batch. */
  walk(keypointCount: number, known: PoseMemory | undefined, input: GridPose | undefined): PoseMemory {
    const memory = known ? this.continued(known, input) : this.begun(keypointCount, input);
    const expected = expectedPoseScore(memory.pose.scores);
    const score = expected + this.models.poseScore.code(this.coder, (input?.score ?? 0) - expected, 0, 0);
    return { ...memory, pose: { ...memory.pose, score: checkedScore(score) } };
  }

  /** A person not seen before: every keypoint from its parent. */
  private begun(keypointCount: number, input: GridPose | undefined): PoseMemory {
    const parents = parentsFor(keypointCount);
    const body = FIRST_BODY_KEYPOINT[keypointCount] ?? 1;
    const scores: number[] = [];
    const places: number[] = [];
    for (let k = 0; k < keypointCount; k++) {
      const parent = parents[k] ?? -1;
      const root = parent < 0;
      const score = root ? SCORE_GRID >> 1 : (scores[parent] ?? 0);
      scores.push(
        checkedScore(
          score + this.models.scorePlace.code(this.coder, (input?.scores[k] ?? 0) - score, root ? 0 : 1, 0),
        ),
      );
      for (let axis = 0; axis < 2; axis++) {
        const place = root ? GRID >> 1 : (places[2 * parent + axis] ?? 0);
        const wanted = (input?.places[2 * k + axis] ?? 0) - place;
        places.push(
          checkedPlace(place + this.models.place.code(this.coder, wanted, root ? 0 : k < body ? 1 : 2, axis)),
        );
      }
    }
    return {
      pose: { score: 0, scores, places },
      scoreUnrest: scores.map(() => FIRST_SCORE_UNREST),
      unrest: places.map(() => -1),
    };
  }

  /** A person seen before: every keypoint where it was, moved on by half of what its parent moved. */
  private continued(known: PoseMemory, input: GridPose | undefined): PoseMemory {
    const count = known.pose.scores.length;
    const parents = parentsFor(count);
    const scores: number[] = [];
    const places: number[] = [];
    const scoreSurprise: number[] = [];
    const surprise: number[] = [];
    for (let k = 0; k < count; k++) {
      const parent = parents[k] ?? -1;
      const score = this.continuedScore(known, input, k, scoreSurprise[parent]);
      scores.push(score);
      scoreSurprise.push(score - (known.pose.scores[k] ?? 0));
      for (let axis = 0; axis < 2; axis++) {
        const at = 2 * k + axis;
        const parentAt = 2 * parent + axis;
        const before = known.pose.places[at] ?? 0;
        const parentMoved = parent < 0 ? 0 : (places[parentAt] ?? 0) - (known.pose.places[parentAt] ?? 0);
        const place = before + (parentMoved >> 1);
        const context = stepContext(
          known.unrest[at] ?? -1,
          surprise[parentAt],
          axis === 1 ? surprise[at - 1] : undefined,
          score,
        );
        const step = this.models.step.code(
          this.coder,
          (input?.places[at] ?? 0) - place,
          context,
          sign(parentMoved),
        );
        places.push(checkedPlace(place + step));
        surprise.push(step);
      }
    }
    return {
      pose: { score: 0, scores, places },
      // Weights of 3/8 and 1/2 for what was: the best on recorded poses.
      scoreUnrest: scoreSurprise.map(
        (value, k) => ((known.scoreUnrest[k] ?? 0) * 3 + Math.abs(value) * 5 + 4) >> 3,
      ),
      unrest: surprise.map((value, at) => {
        const before = known.unrest[at] ?? -1;
        return before < 0 ? Math.abs(value) : (before + Math.abs(value) + 1) >> 1;
      }),
    };
  }

  private continuedScore(
    known: PoseMemory,
    input: GridPose | undefined,
    k: number,
    parentSurprise: number | undefined,
  ): number {
    const before = known.pose.scores[k] ?? 0;
    const own = halfOctaves(known.scoreUnrest[k] ?? 0);
    const others = parentSurprise === undefined ? own : halfOctaves(Math.abs(parentSurprise));
    const magnitude = Math.min(SCORE_CONTEXTS - 1, (2 * own + others) >> 2);
    const edge = before < 12 ? 0 : before > 105 ? 2 : 1;
    return checkedScore(
      before + this.models.scoreStep.code(this.coder, (input?.scores[k] ?? 0) - before, magnitude, edge),
    );
  }
}

/** How large a surprise to expect: from the coordinate's own unrest, its parent's surprise, the other axis, the score. */
function stepContext(
  unrest: number,
  parentSurprise: number | undefined,
  otherAxis: number | undefined,
  score: number,
): number {
  let weight = 0;
  let sum = 0;
  if (unrest >= 0) {
    weight += 2;
    sum += 2 * halfOctaves(unrest);
  }
  if (parentSurprise !== undefined) {
    weight += 1;
    sum += halfOctaves(Math.abs(parentSurprise));
  }
  if (otherAxis !== undefined) {
    weight += 1;
    sum += halfOctaves(Math.abs(otherAxis));
  }
  const expected = weight === 0 ? FIRST_EXPECTATION : Math.floor(sum / weight);
  let unsure = 0;
  while (unsure < SURENESS.length && score < (SURENESS[SURENESS.length - 1 - unsure] ?? 0)) unsure += 1;
  return Math.min(STEP_CONTEXTS - 1, expected + unsure);
}

/** MoveNet's pose score: the mean of the keypoints' scores above 0.2, on the grid. */
function expectedPoseScore(scores: readonly number[]): number {
  const sure = scores.filter((score) => score > 25);
  if (sure.length === 0) return 0;
  return Math.floor(sure.reduce((sum, score) => sum + score, 0) / sure.length);
}

function checkedScore(score: number): number {
  if (score < 0 || score > SCORE_GRID) throw new PackedFramesError('malformed', 'A score is out of range');
  return score;
}

function checkedPlace(place: number): number {
  if (Math.abs(place) > MAX_PLACE * GRID) {
    throw new PackedFramesError('malformed', 'A coordinate is out of range');
  }
  return place;
}
