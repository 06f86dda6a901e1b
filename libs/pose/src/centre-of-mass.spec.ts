import { centreOfMass } from './centre-of-mass.js';
import type { Keypoint, Pose } from './frame.js';
import { keypointIndex, SKELETON_DEFINITIONS } from './skeleton.js';

function standing(): Pose {
  const keypoints = SKELETON_DEFINITIONS.coco17.keypointNames.map((name, index): Keypoint => [
    name.startsWith('left') ? 0.4 : 0.6,
    index / 20,
    0.9,
  ]);
  return { score: 0.9, keypoints };
}

const hide = (pose: Pose, ...names: string[]): Pose => ({
  ...pose,
  keypoints: pose.keypoints.map(([x, y, score], index): Keypoint =>
    names.some((name) => keypointIndex('coco17', name) === index) ? [x, y, 0.1] : [x, y, score],
  ),
});

describe('centre of mass', () => {
  it('lies in the middle of a symmetric body, moves with it, and stays inside of its joints', () => {
    const { point, coverage } = centreOfMass(standing(), 'coco17');
    expect(coverage).toBeCloseTo(1, 4);
    expect(point?.x).toBeCloseTo(0.5, 6);
    expect(point?.y).toBeGreaterThan(3 / 20);
    expect(point?.y).toBeLessThan(16 / 20);
    const moved = {
      ...standing(),
      keypoints: standing().keypoints.map(([x, y, s]): Keypoint => [x + 0.1, y, s]),
    };
    expect(centreOfMass(moved, 'coco17').point?.x).toBeCloseTo(0.6, 6);
  });

  it('says how much it rests on, and nothing when that is too little', () => {
    const handless = centreOfMass(hide(standing(), 'left_wrist', 'right_wrist'), 'coco17');
    expect(handless.coverage).toBeCloseTo(1 - 2 * 0.0127, 3);
    expect(handless.point).not.toBeNull();
    expect(centreOfMass(hide(standing(), 'left_hip'), 'coco17').point).toBeNull();
    expect(centreOfMass({ score: 0, keypoints: [] }, 'coco17')).toEqual({ point: null, coverage: 0 });
  });
});
