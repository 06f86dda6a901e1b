import * as fc from 'fast-check';
import { MemoryOutboxStorage } from './memory-outbox-storage.js';
import { Outbox } from './outbox.js';
import { OutboxFullError } from './outbox-storage.js';
import {
  outboxStorageContract,
  testBytes,
  testFrames,
  testManifest,
} from './testing/outbox-storage-contract.js';

describe('MemoryOutboxStorage', () => {
  it.each(outboxStorageContract.map((entry) => [entry.name, entry] as const))(
    '%s',
    async (_name, { run }) => {
      const storage = new MemoryOutboxStorage();
      await run({
        storage,
        restart: async () => {
          storage.abandonAll();
          return storage;
        },
      });
    },
  );

  it('refuses what exceeds its limit and stays usable', async () => {
    const log = await new MemoryOutboxStorage(1000).create(testManifest());
    await log.append({ kind: 'video', offset: 0, data: testBytes(0, 900) });
    await expect(log.append({ kind: 'video', offset: 900, data: testBytes(900, 200) })).rejects.toThrow(
      OutboxFullError,
    );
    await log.forget(1);
    await log.append({ kind: 'video', offset: 900, data: testBytes(900, 200) });
    expect(log.next).toBe(2);
  });
});

describe('Outbox', () => {
  const open = async (memoryLimit = 1e9, storageLimit = 1e9) => {
    let time = 0;
    const log = await new MemoryOutboxStorage(storageLimit).create(testManifest());
    const outbox = await Outbox.over(log, { now: () => time, memoryLimit });
    return { log, outbox, at: (now: number) => (time = now) };
  };

  it('gives any stretch of what waits, cached or read back', async () => {
    const stretch = fc.record({
      sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      limit: fc.nat(60),
    });
    await fc.assert(
      fc.asyncProperty(stretch, fc.nat(), fc.nat(), async ({ sizes, limit }, a, b) => {
        const { outbox } = await open(limit);
        let end = 0;
        for (const size of sizes) {
          await outbox.append({ kind: 'video', offset: end, data: testBytes(end, size) });
          await outbox.append({ kind: 'frames', frames: testFrames(end, size) });
          end += size;
        }
        const from = a % end;
        const to = from + 1 + (b % (end - from));
        expect([...(await outbox.readVideo(from, to))]).toEqual([...testBytes(from, to - from)]);
        expect(await outbox.readFrames(from, to)).toEqual(testFrames(from, to - from));
      }),
      { numRuns: 50 },
    );
  });

  it('tells how much waits and since when, until it is acknowledged', async () => {
    const { outbox, log, at } = await open();
    at(10);
    await outbox.append({ kind: 'frames', frames: testFrames(0, 10) });
    at(20);
    await outbox.append({ kind: 'video', offset: 0, data: testBytes(0, 500) });
    const { key } = await outbox.append({ kind: 'keyframe', frameNumber: 0, image: testBytes(0, 70) });
    expect(outbox.oldestPendingAt).toBe(10);
    await outbox.forgetFrames(10);
    expect(outbox.oldestPendingAt).toBe(20);
    expect(outbox.pendingBytes).toBe(570);
    await outbox.forgetVideo(500);
    await outbox.forgetExtra(key as number);
    expect(outbox.pendingBytes).toBe(0);
    expect(outbox.oldestPendingAt).toBeNull();
    expect(log.first).toBe(log.next);
  });

  it('lets the log forget only what nothing waits before', async () => {
    const { outbox, log } = await open();
    await outbox.append({ kind: 'video', offset: 0, data: testBytes(0, 5) });
    await outbox.append({ kind: 'frames', frames: testFrames(0, 2) });
    await outbox.forgetFrames(2);
    expect(log.first).toBe(0);
    await outbox.forgetVideo(4);
    expect(log.first).toBe(0);
    await outbox.forgetVideo(5);
    expect(log.first).toBe(2);
  });

  it('keeps in memory what the storage refuses, tells so, and refuses when both are full', async () => {
    const { outbox } = await open(1000, 100);
    const { fault } = await outbox.append({ kind: 'video', offset: 0, data: testBytes(0, 500) });
    expect(fault).toBeInstanceOf(OutboxFullError);
    expect([...(await outbox.readVideo(100, 200))]).toEqual([...testBytes(100, 100)]);
    await expect(outbox.append({ kind: 'video', offset: 500, data: testBytes(500, 501) })).rejects.toThrow(
      OutboxFullError,
    );
    // The stop still fits: without it the recording could not be ended with what there is.
    await outbox.append({ kind: 'stop', frameCount: 0, videoBytes: 500 });
    expect(outbox.ending?.kind).toBe('stop');
  });

  it('refuses a hole before anything is written', async () => {
    const { outbox, log } = await open();
    await outbox.append({ kind: 'frames', frames: testFrames(0, 2) });
    await expect(outbox.append({ kind: 'frames', frames: testFrames(3, 1) })).rejects.toThrow(RangeError);
    expect(log.next).toBe(1);
  });
});
