import {
  centerOfMass,
  climberFrames,
  climberJointsAt,
  climberMassAt,
  demoSession,
  limbAt,
  MASS_WEIGHTS,
  middleJoint,
  minimumJerk,
  observe,
  SYNTHETIC_ROUTE,
  UnreachableHoldError,
  STATURE,
  WALL,
} from '../index.js';

const times = Array.from({ length: 401 }, (_, i) => (i * SYNTHETIC_ROUTE.duration) / 400);

describe('the synthetic climber', () => {
  it('has its centre of mass where it was prescribed, at any time: the ground truth of every metric', () => {
    for (const time of times) {
      const actual = centerOfMass(climberJointsAt(time));
      const wanted = climberMassAt(time);
      expect(Math.hypot(actual.x - wanted.x, actual.y - wanted.y)).toBeLessThan(1e-6);
    }
    expect(MASS_WEIGHTS.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('keeps the lengths of its limbs and the touch of its holds', () => {
    const segments = [
      [5, 7, 0.186],
      [7, 9, 0.146],
      [6, 8, 0.186],
      [8, 10, 0.146],
      [11, 13, 0.245],
      [13, 15, 0.246],
      [12, 14, 0.245],
      [14, 16, 0.246],
      [5, 6, 0.259],
      [11, 12, 0.191],
    ] as const;
    for (const time of times) {
      const joints = climberJointsAt(time);
      const lengths = segments.map(([from, to]) => {
        const a = joints[from]!;
        const b = joints[to]!;
        return Math.hypot(a.x - b.x, a.y - b.y);
      });
      const errors = segments.map(([, , length], index) => Math.abs(lengths[index]! - length * STATURE));
      expect(Math.max(...errors)).toBeLessThan(5e-10);
      expect(joints[9]).toEqual(limbAt('left_hand', time));
      expect(joints[16]).toEqual(limbAt('right_foot', time));
    }
  });

  it('moves one limb at a time and never jumps', () => {
    for (const time of times) {
      const moving = SYNTHETIC_ROUTE.limbMoves.filter(({ start, end }) => start < time && time < end);
      expect(moving.length).toBeLessThanOrEqual(1);
      const before = climberJointsAt(time);
      // Nothing on a body is faster than 6 m/s, so in a millisecond nothing moves 6 mm.
      const moves = climberJointsAt(time + 0.001).map((joint, k) =>
        Math.hypot(joint.x - before[k]!.x, joint.y - before[k]!.y),
      );
      expect(Math.max(...moves)).toBeLessThan(0.006);
    }
  });

  it('moves with minimum jerk: rest at both ends, 1.875 times the mean speed in the middle', () => {
    expect([minimumJerk(-1), minimumJerk(0), minimumJerk(0.5), minimumJerk(1), minimumJerk(2)]).toEqual([
      0, 0, 0.5, 1, 1,
    ]);
    const h = 1e-6;
    expect((minimumJerk(0.5 + h) - minimumJerk(0.5 - h)) / (2 * h)).toBeCloseTo(1.875, 6);
  });

  it('refuses a hold out of reach instead of bending the body to it', () => {
    expect(() => middleJoint({ x: 0, y: 0 }, { x: 1, y: 0 }, 0.3, 0.3, { x: 0, y: 1 })).toThrow(
      UnreachableHoldError,
    );
    expect(
      middleJoint({ x: 0, y: 0 }, { x: 1, y: 0 }, Math.SQRT1_2, Math.SQRT1_2, { x: 0, y: 1 }).y,
    ).toBeCloseTo(0.5, 12);
  });
});

describe('the demo session', () => {
  const demo = demoSession();
  const frames = [...demo.frames()];

  it('is 20 s at 30 fps, numbered without gaps, on whole microseconds', () => {
    expect(frames).toHaveLength(600);
    expect(demo.duration).toBe(20);
    frames.forEach(({ frameNumber, timestamp }, i) => {
      expect(frameNumber).toBe(i);
      expect(timestamp).toBe(Math.round((i * 1e6) / 30) / 1e6);
    });
  });

  it('is the same at every call and stays inside the picture', () => {
    expect([...demoSession().frames()]).toEqual(frames);
    const places = frames.flatMap(({ poses }) => poses[0]!.keypoints).flatMap(([x, y]) => [x, y]);
    expect(Math.min(...places)).toBeGreaterThan(0.02);
    expect(Math.max(...places)).toBeLessThan(0.98);
    expect(WALL.width / WALL.height).toBeCloseTo(demo.imageWidth / demo.imageHeight, 9);
  });

  it('marks moments that are in it', () => {
    expect(demo.markers.length).toBeGreaterThan(0);
    for (const { timestamp } of demo.markers) expect(timestamp).toBeLessThan(demo.duration);
  });
});

describe('observation noise', () => {
  it('is the same for the same seed, has the size that was asked for, and misses people as often', () => {
    const truth = [...climberFrames()];
    const noise = { seed: 5, sigma: 0.01, missed: 0.1 };
    const seen = [...observe(truth, noise)];
    expect([...observe(truth, noise)]).toEqual(seen);
    const missed = seen.filter(({ poses }) => poses.length === 0).length / seen.length;
    expect(missed).toBeGreaterThan(0.05);
    expect(missed).toBeLessThan(0.15);
    const errors = seen.flatMap(({ poses }, i) =>
      poses.flatMap((pose) => pose.keypoints.map(([, y], k) => y - truth[i]!.poses[0]!.keypoints[k]![1])),
    );
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
    expect(deviation).toBeGreaterThan(0.008);
    expect(deviation).toBeLessThan(0.012);
    expect([...observe(truth, { seed: 5, sigma: 0 })]).toEqual(truth);
  });
});
