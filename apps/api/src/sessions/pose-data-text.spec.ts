import type { Pose } from '@reclimb/contracts';
import { poseDataText } from './pose-data-text.js';

const stored = (...poses: Pose[]) => JSON.parse(poseDataText({ poses })) as { poses: Pose[] };

it('stores a frame without anybody', () => {
  expect(poseDataText({ poses: [] })).toBe('{"poses":[]}');
});

it('rounds places to five decimals and scores to four', () => {
  expect(stored({ score: 0.71236, keypoints: [[0.123456, 1 / 3, 2 / 3]] })).toEqual({
    poses: [{ score: 0.7124, keypoints: [[0.12346, 0.33333, 0.6667]] }],
  });
});

it('keeps what lies outside the picture, the ends of the range, and tiny numbers', () => {
  const keypoints: Pose['keypoints'] = [
    [-7.5, 8, 0],
    [1, 0, 1],
    [1.000004, -0.000001, 0.00001],
  ];
  expect(stored({ score: 1, keypoints }).poses[0]?.keypoints).toEqual([
    [-7.5, 8, 0],
    [1, 0, 1],
    [1, 0, 0],
  ]);
});

it('keeps several people, with their ids or without', () => {
  const poses: Pose[] = [
    {
      id: 0,
      score: 0.5,
      keypoints: [
        [0.1, 0.2, 0.3],
        [0.4, 0.5, 0.6],
      ],
    },
    { id: -12, score: 0.25, keypoints: [[0.7, 0.8, 0.9]] },
    { score: 0, keypoints: [[0, 0, 0]] },
  ];
  expect(stored(...poses)).toEqual({ poses });
});

it('is one line', () => {
  expect(poseDataText({ poses: [{ score: 0.1, keypoints: [[0.1, 0.1, 0.1]] }] })).not.toContain('\n');
});
