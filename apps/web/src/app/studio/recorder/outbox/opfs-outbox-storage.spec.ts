import { outboxStorageContract, testBytes, testFrames, testManifest } from '@reclimb/recording/testing';
import type { Claims } from './claims';
import { OpfsOutboxStorage, type OutboxFile, type OutboxFolder } from './opfs-outbox-storage';
import { decodeRecord, encodeRecord } from './record-codec';
import type { SyncFile } from './record-file';

/** The origin's private file system in memory; its room can be limited. */
class MemoryDisk {
  room = Number.POSITIVE_INFINITY;
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly folders = new Set<string>();
  readonly open = new Set<string>();

  folder(path = ''): OutboxFolder {
    const inside = (name: string) => `${path}/${name}`;
    return {
      getDirectoryHandle: async (name, options) => {
        if (!options?.create && !this.folders.has(inside(name))) throw new Error('NotFoundError');
        this.folders.add(inside(name));
        return this.folder(inside(name));
      },
      getFileHandle: async (name, options) => {
        if (!this.files.has(inside(name))) {
          if (!options?.create) throw new Error('NotFoundError');
          this.files.set(inside(name), new Uint8Array());
        }
        return this.file(inside(name));
      },
      removeEntry: async (name) => {
        for (const file of this.files.keys()) {
          if (file === inside(name) || file.startsWith(`${inside(name)}/`)) this.files.delete(file);
        }
        this.folders.delete(inside(name));
      },
      keys: () => this.names(path),
    };
  }

  private async *names(path: string): AsyncIterableIterator<string> {
    for (const entry of [...this.files.keys(), ...this.folders]) {
      const name = entry.slice(path.length + 1);
      if (entry.startsWith(`${path}/`) && name && !name.includes('/')) yield name;
    }
  }

  private file(path: string): OutboxFile {
    const bytes = () => this.files.get(path) ?? new Uint8Array();
    return {
      getFile: async () => ({ size: bytes().length }),
      createSyncAccessHandle: async (): Promise<SyncFile> => {
        if (this.open.has(path)) throw new Error('NoModificationAllowedError');
        this.open.add(path);
        return {
          read: (buffer, { at }) => {
            const part = bytes().subarray(at, at + buffer.length);
            buffer.set(part);
            return part.length;
          },
          write: (buffer, { at }) => {
            const used = [...this.files.values()].reduce((sum, file) => sum + file.length, 0);
            const fits = Math.max(0, Math.min(buffer.length, this.room - used));
            const grown = new Uint8Array(Math.max(bytes().length, at + fits));
            grown.set(bytes());
            grown.set(buffer.subarray(0, fits), at);
            this.files.set(path, grown);
            if (fits < buffer.length) throw new Error('QuotaExceededError');
            return fits;
          },
          truncate: (size) => void this.files.set(path, bytes().slice(0, size)),
          getSize: () => bytes().length,
          flush: () => undefined,
          close: () => void this.open.delete(path),
        };
      },
    };
  }
}

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
      'Quota',
    );
    expect(log.next).toBe(1);
    disk.room = 1e6;
    await log.append({ kind: 'video', offset: 500, data: testBytes(500, 5000) });
    expect(await log.read(1)).toEqual({ kind: 'video', offset: 500, data: testBytes(500, 5000) });
  });

  it('gives the disk back while the recording goes on', async () => {
    const { disk, storage } = bench();
    const log = await storage.create(testManifest());
    const part = 256 * 1024;
    for (let second = 0; second < 60; second++) {
      const data = testBytes(0, part);
      await log.forget((await log.append({ kind: 'video', offset: second * part, data })) + 1);
    }
    const used = [...disk.files.values()].reduce((sum, file) => sum + file.length, 0);
    expect(used).toBeLessThan(2 * part);
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
