import type { SessionFacts } from './session-facts.js';
import { summariseStorage } from './storage-summary.js';

const NOW = new Date('2026-06-01T12:00:00Z');
const ANNA = { id: 'anna', name: 'Anna' };
const BEN = { id: 'ben', name: 'Ben' };

const session = (id: string, owner: typeof ANNA, days: number, facts: Partial<SessionFacts> = {}) => ({
  id,
  name: id,
  owner,
  status: 'completed' as const,
  createdAt: new Date(NOW.getTime() - days * 86_400_000),
  updatedAt: NOW,
  deletedAt: null,
  pinned: false,
  shared: false,
  interrupted: false,
  frameCount: 0,
  videoBytes: 0,
  uploadBytes: 0,
  ...facts,
});

describe(summariseStorage.name, () => {
  it('divides every byte once, by user and by age', () => {
    const facts = [
      session('a', ANNA, 0, { videoBytes: 100, frameCount: 30 }),
      session('b', BEN, 7, { videoBytes: 1000, uploadBytes: 50, frameCount: 10 }),
      session('c', ANNA, 400, { frameCount: 60, deletedAt: NOW }),
    ];
    const summary = summariseStorage(facts, new Map([['c', 5]]), 1000, NOW);
    expect(summary).toMatchObject({
      sessions: 3,
      trashed: 1,
      frames: 100,
      bytes: { videos: 1100, uploads: 50, images: 5, poses: 1000 },
    });
    expect(summary.byUser).toEqual([
      { user: BEN, sessions: 1, bytes: { videos: 1000, uploads: 50, images: 0, poses: 100 } },
      { user: ANNA, sessions: 2, bytes: { videos: 100, uploads: 0, images: 5, poses: 900 } },
    ]);
    expect(summary.byAge.map(({ fromDays, toDays, sessions }) => [fromDays, toDays, sessions])).toEqual([
      [0, 7, 1],
      [7, 30, 1],
      [30, 90, 0],
      [90, 180, 0],
      [180, 365, 0],
      [365, null, 1],
    ]);
  });

  it('says of an empty house that it is empty', () => {
    const { byUser, bytes, byAge } = summariseStorage([], new Map(), 24_576, NOW);
    expect(byUser).toEqual([]);
    expect(bytes).toEqual({ videos: 0, uploads: 0, images: 0, poses: 24_576 });
    expect(byAge.every(({ sessions }) => sessions === 0)).toBe(true);
  });
});
