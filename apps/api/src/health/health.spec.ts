import type { DataSource } from 'typeorm';
import type { MediaMount } from '../media/media-mount.js';
import type { MediaStore } from '../media/media-store.js';
import { Health } from './health.js';

describe(Health.name, () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('says that a store which hangs is down, and does not hang one more thread with each probe', async () => {
    const ends: (() => void)[] = [];
    const media = {
      check: jest.fn(() => new Promise<void>((resolve) => ends.push(resolve))),
      freeBytes: () => Promise.resolve(1e12),
    };
    const database = { query: () => Promise.resolve([]) };
    const mount = { looksUnmounted: () => Promise.resolve(false) };
    const health = new Health(
      database as unknown as DataSource,
      media as unknown as MediaStore,
      mount as unknown as MediaMount,
    );
    const probe = async () => {
      const answer = health.check();
      await jest.advanceTimersByTimeAsync(2000);
      return (await answer).media;
    };
    const down = { status: 'down', message: 'The media store cannot be written' };
    expect([await probe(), await probe()]).toEqual([down, down]);
    expect(media.check).toHaveBeenCalledTimes(1);
    ends[0]?.();
    await jest.advanceTimersByTimeAsync(0);
    media.check.mockResolvedValue();
    expect(await probe()).toEqual({ status: 'up' });
  });
});
