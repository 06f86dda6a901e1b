import { outboxStorageContract, testBytes, testFrames, testManifest } from '@reclimb/recording/testing';
import type { Claims } from './claims';
import { Ballast } from './ballast';
import { OpfsOutboxStorage } from './opfs-outbox-storage';
import { decodeRecord, encodeRecord } from './record-codec';
import { MemoryDisk } from './testing/memory-disk';

class MemoryClaims implements Claims {
  readonly names = new Set<string>();

  async claim(sessionId: string): Promise<(() => void) | null> {
    if (this.names.has(sessionId)) return null;
    this.names.add(sessionId);
    return () => void this.names.delete(sessionId);
  }

  async held(): Promise<ReadonlySet<string>> {
    return new Set(this.names);
  }
}

/** A storage, and what it finds after the end of its page. */
function bench(disk = new MemoryDisk()) {
  const page = () => new OpfsOutboxStorage(disk.folder(), new MemoryClaims());
  return {
    disk,
    storage: page(),
    restart: async () => {
      disk.open.clear();
      return page();
    },
  };
}

const { sessionId } = testManifest().declaration;

describe('OpfsOutboxStorage', () => {
  it.each(outboxStorageContract.map((entry) => [entry.name, entry] as const))('%s', async (_name, entry) => {
    await entry.run(bench());
  });

  it('loses at most the record that a crash left half written, wherever it was cut', async () => {
    const { disk, storage, restart } = bench();
    const log = await storage.create(testManifest());
    await log.append({ kind: 'frames', frames: testFrames(0, 2) });
    const path = [...disk.files.keys()].find((name) => name.endsWith('log-0')) ?? '';
    const one = disk.files.get(path)?.length ?? 0;
    await log.append({ kind: 'video', offset: 0, data: testBytes(0, 20) });
    const whole = disk.files.get(path) ?? new Uint8Array();
    for (let cut = one; cut < whole.length; cut++) {
      disk.files.set(path, whole.slice(0, cut));
      const again = await (await restart()).open(sessionId);
      expect(again.next).toBe(1);
      expect(await again.read(0)).toEqual({ kind: 'frames', frames: testFrames(0, 2) });
      expect(disk.files.get(path)).toHaveLength(one);
      await again.close({ remove: false });
    }
  });

  it('drops a record whose bytes were damaged, and all after it', async () => {
    const { disk, storage, restart } = bench();
    const log = await storage.create(testManifest());
    for (let part = 0; part < 3; part++) {
      await log.append({ kind: 'video', offset: part * 50, data: testBytes(part * 50, 50) });
    }
    const path = [...disk.files.keys()].find((name) => name.endsWith('log-0')) ?? '';
    const bytes = disk.files.get(path) as Uint8Array<ArrayBuffer>;
    bytes[bytes.length / 2] = (bytes[bytes.length / 2] ?? 0) ^ 1;
    expect((await (await restart()).open(sessionId)).next).toBe(1);
  });

  it('says that the disk is full, keeps what it has and goes on when there is room', async () => {
    const { disk, storage } = bench();
    const log = await storage.create(testManifest());
    disk.room = 2000;
    await log.append({ kind: 'video', offset: 0, data: testBytes(0, 500) });
    await expect(log.append({ kind: 'video', offset: 500, data: testBytes(500, 5000) })).rejects.toThrow(
      'The disk is full',
    );
    expect(log.next).toBe(1);
    disk.room = 1e6;
    await log.append({ kind: 'video', offset: 500, data: testBytes(500, 5000) });
    expect(await log.read(1)).toEqual({ kind: 'video', offset: 500, data: testBytes(500, 5000) });
  });

  it('goes on recording into room that was held when the disk is full, and tells it', async () => {
    const disk = new MemoryDisk();
    const size = { stones: 2, stoneBytes: 4000 };
    const ballast = new Ballast(
      await disk.folder().getDirectoryHandle('b', { create: true }),
      async () => undefined,
      size,
    );
    const told: number[] = [];
    ballast.gaveWay = (left) => told.push(left);
    const folder = await disk.folder().getDirectoryHandle('o', { create: true });
    const storage = new OpfsOutboxStorage(folder, new MemoryClaims(), () => ballast.giveWay());
    const log = await storage.create(testManifest());
    expect(await ballast.take()).toBe(8000);
    disk.room = disk.used;
    for (let part = 0; part < 7; part++) {
      await log.append({ kind: 'video', offset: part * 1000, data: testBytes(part * 1000, 1000) });
    }
    expect(told).toEqual([4000, 0]);
    await expect(log.append({ kind: 'video', offset: 7000, data: testBytes(0, 1000) })).rejects.toThrow(
      'full',
    );
    expect(await log.read(6)).toEqual({ kind: 'video', offset: 6000, data: testBytes(6000, 1000) });
  });

  it('gives the disk back while the recording goes on', async () => {
    const { disk, storage } = bench();
    const log = await storage.create(testManifest());
    const part = 256 * 1024;
    for (let second = 0; second < 60; second++) {
      const data = testBytes(0, part);
      await log.forget((await log.append({ kind: 'video', offset: second * part, data })) + 1);
    }
    expect(disk.used).toBeLessThan(2 * part);
  });

  it('forgets a recording whose page died before it could say what it is', async () => {
    const { disk, storage } = bench();
    await disk.folder().getDirectoryHandle(sessionId, { create: true });
    expect(await storage.listUnfinished()).toEqual([]);
    expect(disk.folders.size).toBe(0);
  });
});

describe('a record as bytes', () => {
  it('refuses what is no record', () => {
    expect(() => decodeRecord(new Uint8Array())).toThrow(TypeError);
    expect(() => decodeRecord(Uint8Array.of(99, 0, 0))).toThrow(TypeError);
  });

  it('takes little more room than the data itself', () => {
    const video = encodeRecord({ kind: 'video', offset: 123_456_789, data: testBytes(0, 1000) });
    expect(video.length).toBeLessThan(1040);
  });
});
