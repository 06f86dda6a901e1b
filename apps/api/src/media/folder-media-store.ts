import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { DomainError } from '../errors/domain-error.js';
import { type MediaInfo, MediaStore } from './media-store.js';
import { asMediaError, isMissing } from './media-errors.js';

/** The media store as a folder of this machine. */
export class FolderMediaStore extends MediaStore {
  constructor(private readonly root: string) {
    super();
  }

  override writeAt(key: string, offset: number, bytes: Uint8Array): Promise<void> {
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

  override truncate(key: string, size: number): Promise<void> {
    return guarded(async () => {
      const handle = await open(this.pathOf(key), 'r+');
      try {
        await handle.truncate(size);
        await handle.sync();
      } finally {
        await handle.close();
      }
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
      // Beside its destination, so that the rename stays within one file system; the ending tells tools the format.
      const draft = path.join(folder, `.draft-${randomUUID()}${path.extname(file)}`);
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

  override check(): Promise<void> {
    return guarded(async () => {
      await mkdir(this.root, { recursive: true });
      // Permissions alone do not show a read-only or full file system: write and sync a little.
      const probe = path.join(this.root, `.probe-${randomUUID()}`);
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
    });
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
