import type { FrameBounds, FrameRow } from '../sessions/frames.repository.js';
import { FrameWindow } from './frame-window.js';

/** A session of so many frames at 30 fps, and what is read of it. */
function session(frameCount: number) {
  const reads: FrameBounds[] = [];
  const read = async ({ first, last }: FrameBounds): Promise<FrameRow[]> => {
    reads.push({ first, last });
    const count = Math.max(0, Math.min(last + 1, frameCount) - first);
    return Array.from({ length: count }, (_, i) => ({
      frameNumber: first + i,
      timestamp: (first + i) / 30,
      poseData: { poses: [] },
    })) as unknown as FrameRow[];
  };
  return { reads, window: new FrameWindow(read) };
}

describe('FrameWindow', () => {
  it('reads a place once, also when it is asked for while it is being read and afterwards', async () => {
    const { reads, window } = session(1000);
    await Promise.all([window.fill(500), window.fill(500)]);
    await window.fill(500);
    expect(reads.filter(({ first }) => first === 500)).toHaveLength(1);
    expect(window.timesFrom(500)[0]).toBeCloseTo(500 / 30, 9);
  });

  it('has a little at once after a jump, and the next page already under way', async () => {
    const { reads, window } = session(1000);
    await window.fill(0);
    expect(window.timesFrom(0)).toHaveLength(16);
    await window.fill(16);
    expect(window.timesFrom(16)).toHaveLength(300);
    expect(reads).toEqual([
      { first: 0, last: 15 },
      { first: 16, last: 315 },
      { first: 316, last: 615 },
    ]);
  });

  it('asks again where nothing was stored: a recording goes on', async () => {
    const { reads, window } = session(10);
    await window.fill(10);
    await window.fill(10);
    expect(window.timesFrom(10)).toHaveLength(0);
    expect(reads).toHaveLength(2);
  });
});
