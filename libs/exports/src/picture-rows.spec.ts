import type { Frame } from '@reclimb/contracts';
import { randomFrames } from '@reclimb/pose/testing';
import * as fc from 'fast-check';
import { pictureRows } from './picture-rows.js';
import { memorySource } from './testing/index.js';

async function rowsOf(frames: readonly Frame[], times: Float64Array | null): Promise<Frame[]> {
  const rows: Frame[] = [];
  for await (const row of (await pictureRows(memorySource(frames), times)).rows()) rows.push(row);
  return rows;
}

describe('rows for pictures', () => {
  it('are the recorded frames when there is no video', async () => {
    const frames = randomFrames({ seed: 3, count: 31 });
    const rows = await pictureRows(memorySource(frames), null);
    expect(rows).toMatchObject({ count: 31, rate: 30 });
    expect((await rowsOf(frames, null)).every((row, index) => row === frames[index])).toBe(true);
  });

  it('give a picture its own pose exactly, and one between two poses the way between', async () => {
    const frames = randomFrames({ seed: 4, count: 20 });
    // Twice as many pictures as poses, rounded to whole milliseconds as WebM does.
    const times = Float64Array.from({ length: 39 }, (_, picture) => Math.round((picture / 60) * 1000) / 1000);
    const rows = await rowsOf(frames, times);
    expect(rows.map(({ frameNumber }) => frameNumber)).toEqual([...times.keys()]);
    for (const [picture, { timestamp, poses }] of rows.entries()) {
      expect(timestamp).toBe(times[picture]);
      const before = frames[Math.floor(picture / 2)]?.poses[0]?.keypoints[0];
      const after = frames[Math.ceil(picture / 2)]?.poses[0]?.keypoints[0];
      const nose = poses[0]?.keypoints[0];
      if (picture % 2 === 0) expect(nose).toBe(before);
      else expect(nose?.[0]).toBeCloseTo(((before?.[0] ?? 0) + (after?.[0] ?? 0)) / 2, 3);
    }
  });

  it.each([
    [30, 30],
    [29.97, 29.97],
    [59.94, 59.94],
    [24.5, 24.5],
  ])('tell %d pictures a second from times in whole milliseconds', async (pace, rate) => {
    const times = Float64Array.from(
      { length: 600 },
      (_, picture) => Math.round((picture / pace) * 1000) / 1000,
    );
    expect((await pictureRows(memorySource([]), times)).rate).toBe(rate);
  });

  it('make nothing up in a long gap, before the first pose and after the last', async () => {
    const frames = randomFrames({ seed: 5, count: 2 }).map((frame, index) => ({
      ...frame,
      timestamp: 1 + index,
    }));
    const rows = await rowsOf(frames, Float64Array.from([0, 0.5, 1, 1.5, 2, 2.2, 3]));
    expect(rows.map(({ poses }) => poses.length)).toEqual([0, 0, 1, 0, 1, 1, 0]);
  });

  it('are as many as the pictures, whatever the two clocks do', async () => {
    const ascending = fc
      .array(fc.integer({ min: 1, max: 400 }), { maxLength: 60 })
      .map((steps) => steps.map((_, index) => steps.slice(0, index + 1).reduce((a, b) => a + b, 0) / 1000));
    await fc.assert(
      fc.asyncProperty(ascending, ascending, async (poseTimes, pictureTimes) => {
        const bodies = randomFrames({ seed: 6, count: poseTimes.length });
        const frames = bodies.map((frame, index) => ({ ...frame, timestamp: poseTimes[index] as number }));
        const rows = await rowsOf(frames, Float64Array.from(pictureTimes));
        expect(rows.length).toBe(pictureTimes.length);
        for (const row of rows) {
          const own = frames.find(({ timestamp }) => timestamp === row.timestamp);
          if (own) expect(row.poses).toBe(own.poses);
        }
      }),
    );
  });

  it('let go of the frames when their reader stops', async () => {
    let closed = 0;
    const source = {
      ...memorySource(randomFrames({ seed: 7, count: 5 })),
      frames: async function* () {
        try {
          yield* randomFrames({ seed: 7, count: 5 });
        } finally {
          closed += 1;
        }
      },
    };
    const { rows } = await pictureRows(source, Float64Array.from([0, 1 / 30, 2 / 30]));
    for await (const row of rows()) if (row.frameNumber === 1) break;
    expect(closed).toBe(1);
  });
});
