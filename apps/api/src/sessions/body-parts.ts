import type { BodyPart, SkeletonName } from '@reclimb/contracts';
import { SKELETON_DEFINITIONS } from '@reclimb/pose';

const TRUNK = /shoulder|hip/;
const ARM = /elbow|wrist|pinky|index$|thumb/;
const LEG = /knee|ankle|heel|foot/;

/** Which part of the body each keypoint of a skeleton belongs to, by keypoint. */
export function bodyPartsOf(skeleton: SkeletonName): BodyPart[] {
  const { keypointNames, sides } = SKELETON_DEFINITIONS[skeleton];
  return keypointNames.map((name, i) => {
    const left = sides[i] === 'left';
    if (TRUNK.test(name)) return 'trunk';
    // A foot's toe is called its index, as a finger is.
    if (LEG.test(name)) return left ? 'leftLeg' : 'rightLeg';
    if (ARM.test(name)) return left ? 'leftArm' : 'rightArm';
    return 'head';
  });
}
