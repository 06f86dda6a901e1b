/** The skeletons that a session can be recorded with. */
export type SkeletonName = 'coco17' | 'blazepose33';

/** Which half of the body a keypoint or bone belongs to, as the climber sees it: `left` is the climber's own left. */
export type Side = 'left' | 'right' | 'middle';

/** A line between two keypoints, by their indices. */
export interface Bone {
  readonly from: number;
  readonly to: number;
  /** `middle` when the bone crosses from one half of the body to the other. */
  readonly side: Side;
}

/** The order of a skeleton's keypoints and what belongs together. All lists are indexed by keypoint. */
export interface SkeletonDefinition {
  readonly name: SkeletonName;
  /** snake_case names as the detectors tell them. */
  readonly keypointNames: readonly string[];
  readonly sides: readonly Side[];
  /** The keypoint at the same place on the other half of the body; a keypoint in the middle is its own. */
  readonly counterparts: readonly number[];
  readonly bones: readonly Bone[];
}

const COCO17_NAMES = [
  'nose',
  'left_eye',
  'right_eye',
  'left_ear',
  'right_ear',
  'left_shoulder',
  'right_shoulder',
  'left_elbow',
  'right_elbow',
  'left_wrist',
  'right_wrist',
  'left_hip',
  'right_hip',
  'left_knee',
  'right_knee',
  'left_ankle',
  'right_ankle',
] as const;

const COCO17_BONES = [
  [0, 1],
  [0, 2],
  [1, 3],
  [2, 4],
  [5, 6],
  [5, 7],
  [7, 9],
  [6, 8],
  [8, 10],
  [5, 11],
  [6, 12],
  [11, 12],
  [11, 13],
  [13, 15],
  [12, 14],
  [14, 16],
] as const;

const BLAZEPOSE33_NAMES = [
  'nose',
  'left_eye_inner',
  'left_eye',
  'left_eye_outer',
  'right_eye_inner',
  'right_eye',
  'right_eye_outer',
  'left_ear',
  'right_ear',
  'mouth_left',
  'mouth_right',
  'left_shoulder',
  'right_shoulder',
  'left_elbow',
  'right_elbow',
  'left_wrist',
  'right_wrist',
  'left_pinky',
  'right_pinky',
  'left_index',
  'right_index',
  'left_thumb',
  'right_thumb',
  'left_hip',
  'right_hip',
  'left_knee',
  'right_knee',
  'left_ankle',
  'right_ankle',
  'left_heel',
  'right_heel',
  'left_foot_index',
  'right_foot_index',
] as const;

const BLAZEPOSE33_BONES = [
  [0, 1],
  [1, 2],
  [2, 3],
  [3, 7],
  [0, 4],
  [4, 5],
  [5, 6],
  [6, 8],
  [9, 10],
  [11, 12],
  [11, 13],
  [13, 15],
  [15, 17],
  [15, 19],
  [15, 21],
  [17, 19],
  [12, 14],
  [14, 16],
  [16, 18],
  [16, 20],
  [16, 22],
  [18, 20],
  [11, 23],
  [12, 24],
  [23, 24],
  [23, 25],
  [25, 27],
  [27, 29],
  [29, 31],
  [27, 31],
  [24, 26],
  [26, 28],
  [28, 30],
  [30, 32],
  [28, 32],
] as const;

function define(
  name: SkeletonName,
  keypointNames: readonly string[],
  pairs: readonly (readonly [number, number])[],
): SkeletonDefinition {
  const sides = keypointNames.map((keypoint): Side => {
    if (/(^|_)left(_|$)/.test(keypoint)) return 'left';
    return /(^|_)right(_|$)/.test(keypoint) ? 'right' : 'middle';
  });
  const counterparts = keypointNames.map((keypoint) =>
    keypointNames.indexOf(keypoint.replace(/left|right/, (side) => (side === 'left' ? 'right' : 'left'))),
  );
  // A bone from the middle to a side (nose to left eye) belongs to that side.
  const boneSide = (from: Side, to: Side): Side => {
    if (from === to || to === 'middle') return from;
    return from === 'middle' ? to : 'middle';
  };
  const bones = pairs.map(([from, to]) => ({
    from,
    to,
    side: boneSide(sides[from] ?? 'middle', sides[to] ?? 'middle'),
  }));
  return { name, keypointNames, sides, counterparts, bones };
}

/** Keypoint names, bones, sides and left/right counterparts of every skeleton. */
export const SKELETON_DEFINITIONS: Readonly<Record<SkeletonName, SkeletonDefinition>> = {
  coco17: define('coco17', COCO17_NAMES, COCO17_BONES),
  blazepose33: define('blazepose33', BLAZEPOSE33_NAMES, BLAZEPOSE33_BONES),
};

/**
 * The index of a keypoint of a skeleton by its name (`left_wrist`).
 * @throws RangeError for a name that the skeleton does not have.
 */
export function keypointIndex(skeleton: SkeletonName, keypointName: string): number {
  const index = SKELETON_DEFINITIONS[skeleton].keypointNames.indexOf(keypointName);
  if (index < 0) throw new RangeError(`The skeleton ${skeleton} has no keypoint "${keypointName}"`);
  return index;
}
