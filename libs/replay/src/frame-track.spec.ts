import * as fc from 'fast-check';
import { toColumns } from './frame-columns.js';
import { FrameTrack } from './frame-track.js';
import { momentAt, PICTURE_TOLERANCE } from './moment.js';
import { sampleFrames } from './testing/index.js';

const track = (frames = sampleFrames({ count: 1000 })): FrameTrack => {
  const filled = new FrameTrack(17);
  filled.insert(toColumns(frames, 17));
  return filled;
};

describe('FrameTrack', () => {
  it('gives back what was put in, several people and nobody included', () => {
    const frames = sampleFrames({ count: 40, people: (n) => n % 4 });
    const held = track(frames);
    for (const frame of frames) {
      const found = held.frame(frame.frameNumber);
      expect(found?.timestamp).toBe(frame.timestamp);
      expect(found?.poses).toHaveLength(frame.poses.length);
      frame.poses.forEach((pose, person) =>
        pose.keypoints.forEach((keypoint, index) =>
          keypoint.forEach((value, axis) =>
            expect(found?.poses[person]?.keypoints[index]?.[axis]).toBeCloseTo(value, 6),
          ),
        ),
      );
    }
  });

  it('keeps the ids of people, and their absence', () => {
    const [frame] = sampleFrames({ count: 1, people: () => 2 });
    if (!frame?.poses[1]) throw new Error('no frame');
    frame.poses[1].id = 7;
    const found = track([frame]).frame(0);
    expect(found?.poses.map(({ id }) => id)).toEqual([undefined, 7]);
  });

  it('knows the same whatever the order and overlap in which batches arrive', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(900), fc.integer({ min: 1, max: 300 })), { maxLength: 12 }),
        (batches) => {
          const frames = sampleFrames({ count: 1000 });
          const held = new FrameTrack(17);
          const wanted = new Set<number>();
          for (const [from, count] of batches) {
            held.insert(toColumns(frames.slice(from, from + count), 17));
            for (const { frameNumber } of frames.slice(from, from + count)) wanted.add(frameNumber);
          }
          expect(held.size).toBe(wanted.size);
          expect(frames.every(({ frameNumber: n }) => held.has(n) === wanted.has(n))).toBe(true);
          const ranges = held.ranges;
          ranges.forEach((range, index) => {
            expect(range.start).toBe(frames[range.firstFrame]?.timestamp);
            expect(range.end).toBe(frames[range.lastFrame]?.timestamp);
            const next = ranges[index + 1];
            if (next) expect(next.firstFrame).toBeGreaterThan(range.lastFrame + 1);
          });
        },
      ),
    );
  });

  it('finds the frame of any time among variable rates and pauses', () => {
    const gaps = fc.array(fc.double({ min: 0.001, max: 5, noNaN: true }), { minLength: 1, maxLength: 700 });
    fc.assert(
      fc.property(gaps, fc.double({ min: -1, max: 1.1, noNaN: true }), (steps, share) => {
        let time = 0;
        const timestamps = steps.map((step) => (time += step));
        const held = track(sampleFrames({ count: steps.length, timestamps }));
        const asked = share * time;
        let wanted = -1;
        while ((timestamps[wanted + 1] ?? Infinity) <= asked) wanted++;
        expect(held.frameAt(asked)).toBe(wanted);
      }),
    );
  });

  it('counts a time as known only when both its neighbours are here', () => {
    const frames = sampleFrames({ count: 100, interval: 1 });
    const held = new FrameTrack(17);
    held.insert(toColumns(frames.slice(10, 20), 17));
    expect(held.coveredUntil(10, 100)).toBe(19);
    expect(held.coveredUntil(18.5, 100)).toBe(19);
    expect(held.coveredUntil(9.9, 100)).toBeUndefined();
    expect(held.coveredUntil(19.1, 100)).toBeUndefined();
    expect(held.coveredUntil(19.1, 20)).toBe(19.1);
    held.insert(toColumns(frames.slice(0, 5), 17));
    expect(held.coveredUntil(-1, 100)).toBe(4);
    held.insert(toColumns(frames.slice(5, 10), 17));
    expect(held.coveredUntil(0, 100)).toBe(19);
  });

  it('holds an hour at 30 frames a second in 24 MB', () => {
    const held = new FrameTrack(17);
    const frames = sampleFrames({ count: 3600 });
    for (let n = 0; n < 108_000; n += 3600) {
      held.insert(
        toColumns(
          frames.map((f, i) => ({ ...f, frameNumber: n + i, timestamp: (n + i) / 30 })),
          17,
        ),
      );
    }
    expect(held.size).toBe(108_000);
    expect(held.byteLength).toBeLessThan(24e6);
    expect(held.ranges).toHaveLength(1);
  });

  it('knows what there is backwards from a time, and what is missing before a frame', () => {
    const held = new FrameTrack(17);
    const frames = sampleFrames({ count: 300 });
    held.insert(toColumns(frames.slice(100, 200), 17));
    const time = (frame: number) => frames[frame]?.timestamp ?? NaN;
    expect(held.coveredFrom(time(150), 300)).toBe(time(100));
    expect(held.coveredFrom(time(50), 300)).toBeUndefined();
    expect(held.coveredFrom(time(250), 300)).toBeUndefined();
    expect([held.lastMissing(150), held.lastMissing(99), held.lastMissing(220)]).toEqual([99, 99, 220]);
    held.insert(toColumns(frames.slice(0, 100), 17));
    expect(held.coveredFrom(time(150), 300)).toBe(0);
    expect(held.lastMissing(150)).toBe(-1);
    // Before the first frame there is nothing to know.
    expect(held.coveredFrom(-1, 300)).toBe(-1);
  });

  it('forgets what is farthest from what has just come when memory is limited, and says so', () => {
    const held = new FrameTrack(17, 512);
    const frames = sampleFrames({ count: 1024 });
    const take = (from: number) => held.insert(toColumns(frames.slice(from, from + 256), 17));
    const stretches = () => held.ranges.map((range) => [range.firstFrame, range.lastFrame]);
    for (const from of [0, 256, 512]) take(from);
    expect(stretches()).toEqual([[256, 767]]);
    // Going back, what was played first is what lies farthest ahead.
    take(0);
    expect(stretches()).toEqual([[0, 511]]);
    expect(held.size).toBe(512);
  });

  it('refuses a pose of another skeleton and a timestamp that is no number', () => {
    expect(() => track(sampleFrames({ count: 1, skeleton: 'blazepose33' }))).toThrow(RangeError);
    expect(() => track(sampleFrames({ count: 1, timestamps: [NaN] }))).toThrow(RangeError);
  });
});

describe('momentAt', () => {
  it('gives recorded poses untouched at a frame, and one in between halfway', () => {
    const held = track(sampleFrames({ count: 3, interval: 0.1 }));
    expect(momentAt(held, 0.1)).toMatchObject({ frameNumber: 1, exact: true });
    const between = momentAt(held, 0.15);
    expect(between).toMatchObject({ frameNumber: 1, exact: false });
    expect(between.poses[0]?.keypoints[0]?.[0]).toBeCloseTo(1.5 / 1024, 6);
  });

  it('takes a video picture for its frame although the file rounds its times', () => {
    const held = track(sampleFrames({ count: 30 }));
    for (const off of [-0.0005, 0.0005]) {
      expect(momentAt(held, 10 / 30 + off, PICTURE_TOLERANCE)).toMatchObject({
        frameNumber: 10,
        exact: true,
      });
    }
  });

  it('shows nobody in a pause of more than a third of a second', () => {
    const held = track(sampleFrames({ count: 3, timestamps: [0, 0.1, 0.6] }));
    expect(momentAt(held, 0.3).poses).toEqual([]);
    expect(momentAt(held, 0.05).poses).toHaveLength(1);
    expect(momentAt(held, 0.6).poses).toHaveLength(1);
  });

  it('shows nobody before the first frame', () => {
    const held = track(sampleFrames({ count: 1, timestamps: [2] }));
    expect(momentAt(held, 1)).toMatchObject({ frameNumber: -1, poses: [] });
  });
});
