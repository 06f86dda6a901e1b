import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import { type MediaInfo, type MediaObject, MediaStore } from './media-store.js';
import { asMediaError, isMissing, isNoRoom, noRoom } from './media-errors.js';

/** Files on their way to their place: in the store's own folder, so that the rename stays within one file system. */
const DRAFTS = '.drafts';
/** Somebody writes to a draft all the time; one that nobody has touched for so long was left by a crash. */
const STALE_MS = 3_600_000;
/** With less room than this the store is not usable, even if a few bytes could still be written. */
const MIN_FREE_BYTES = 1024 * 1024;

/** The media store as a folder of this machine. */
export class FolderMediaStore extends MediaStore implements OnApplicationBootstrap {
  private readonly logger = new Logger('MediaStore');
  /** Bytes that there was no room for when they were last to be written: as long as there is none, it is full. */
  private refusedBytes = 0;

  constructor(private readonly root: string) {
    super();
  }

  /** Removes the drafts that a crash left behind. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      const folder = path.join(this.root, DRAFTS);
      for (const name of await readdir(folder)) {
        const { mtimeMs } = await stat(path.join(folder, name));
        if (mtimeMs < Date.now() - STALE_MS) await rm(path.join(folder, name), { force: true });
      }
    } catch (error) {
      // None there, removed by another server at the same time, or a store that is out of order: not needed to start.
      if (!isMissing(error)) this.logger.warn(`Drafts could not be cleared away: ${String(error)}`);
    }
  }

  override async writeAt(key: string, offset: number, bytes: Uint8Array): Promise<void> {
    try {
      await this.writeSynced(key, offset, bytes);
      if (bytes.length >= this.refusedBytes) this.refusedBytes = 0;
    } catch (error) {
      if (isNoRoom(error)) this.refusedBytes = Math.max(this.refusedBytes, bytes.length);
      throw error;
    }
  }

  private writeSynced(key: string, offset: number, bytes: Uint8Array): Promise<void> {
    return guarded(async () => {
      const file = this.pathOf(key);
      let handle: FileHandle;
      let created = false;
      try {
        handle = await open(file, 'r+');
      } catch (error) {
        if (!isMissing(error)) throw error;
        await makeFolder(path.dirname(file), this.root);
        // No O_TRUNC: a file that another process made meanwhile keeps its bytes.
        handle = await open(file, 'a').then(async (made) => {
          await made.close();
          return open(file, 'r+');
        });
        created = true;
      }
      try {
        await writeFully(handle, bytes, offset);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      // A new file survives a power cut only when its folder's entry is synced too.
      if (created) await syncFolder(path.dirname(file));
    });
  }

  override async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.putFile(key, async (file) => {
      const handle = await open(file, 'wx');
      try {
        await writeFully(handle, bytes, 0);
      } finally {
        await handle.close();
      }
    });
  }

  override putFile<T>(key: string, make: (path: string) => Promise<T>): Promise<T> {
    return guarded(async () => {
      const file = this.pathOf(key);
      const folder = path.dirname(file);
      await makeFolder(folder, this.root);
      // The ending tells tools the format.
      const draft = await this.newDraft(path.extname(file));
      try {
        const result = await make(draft);
        const handle = await open(draft, 'r+');
        try {
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(draft, file);
        await syncFolder(folder);
        return result;
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    });
  }

  override stat(key: string): Promise<MediaInfo | null> {
    return guarded(async () => {
      try {
        const { size, mtime } = await stat(this.pathOf(key));
        return { size, modifiedAt: mtime };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    });
  }

  override read(key: string, range?: { start: number; end: number }): Promise<Readable> {
    return guarded(async () => {
      if (range && range.end <= range.start) return Readable.from([]);
      const handle = await open(this.pathOf(key), 'r').catch((error: unknown) => {
        if (isMissing(error)) {
          throw new DomainError('not_found', 'The file is not there any more', { cause: error });
        }
        throw error;
      });
      return handle.createReadStream(range && { start: range.start, end: range.end - 1 });
    });
  }

  override remove(key: string): Promise<void> {
    return guarded(() => rm(this.pathOf(key), { force: true }));
  }

  override removeAll(prefix: string): Promise<void> {
    return guarded(() => rm(this.pathOf(prefix), { recursive: true, force: true }));
  }

  override withFile<T>(key: string, use: (path: string) => Promise<T>): Promise<T> {
    return use(this.pathOf(key));
  }

  override async *list(prefix: string): AsyncGenerator<MediaObject, void, undefined> {
    const entries = await guarded(() =>
      readdir(this.pathOf(prefix), { withFileTypes: true }).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      }),
    );
    for (const entry of entries) {
      const key = `${prefix}/${entry.name}`;
      if (entry.isDirectory()) yield* this.list(key);
      else {
        // It may be gone by now.
        const info = await this.stat(key);
        if (info) yield { key, ...info };
      }
    }
  }

  override check(): Promise<void> {
    return guarded(async () => {
      // Permissions alone do not show a read-only file system: write and sync a little.
      const probe = await this.newDraft('.probe');
      try {
        const handle = await open(probe, 'wx');
        try {
          await writeFully(handle, new Uint8Array(4096), 0);
          await handle.datasync();
        } finally {
          await handle.close();
        }
      } finally {
        await rm(probe, { force: true });
      }
      if ((await this.freeBytes()) < Math.max(MIN_FREE_BYTES, this.refusedBytes)) throw noRoom();
    });
  }

  override freeBytes(): Promise<number> {
    return guarded(async () => {
      await mkdir(this.root, { recursive: true });
      const { bavail, bsize } = await statfs(this.root);
      return bavail * bsize;
    });
  }

  private async newDraft(ending: string): Promise<string> {
    const folder = path.join(this.root, DRAFTS);
    await mkdir(folder, { recursive: true });
    return path.join(folder, `${randomUUID()}${ending}`);
  }

  private pathOf(key: string): string {
    const file = path.resolve(this.root, key);
    if (!file.startsWith(path.resolve(this.root) + path.sep)) {
      throw new Error('A media key points out of the media folder');
    }
    return file;
  }
}

/** Writes all bytes: a single write may stop short. */
async function writeFully(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** Makes the folder and syncs each parent that got a new entry. */
async function makeFolder(folder: string, root: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  const stop = path.dirname(path.resolve(first));
  for (let parent = path.dirname(folder); ; parent = path.dirname(parent)) {
    await syncFolder(parent);
    if (parent === stop || parent === path.resolve(root) || parent === path.dirname(parent)) return;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asMediaError(error);
  }
}
