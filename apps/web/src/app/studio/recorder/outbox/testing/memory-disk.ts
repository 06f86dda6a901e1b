import type { OutboxFile, OutboxFolder } from '../opfs-outbox-storage';
import type { SyncFile } from '../record-file';

/** The origin's private file system in memory; its room can be limited. */
export class MemoryDisk {
  room = Number.POSITIVE_INFINITY;
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly folders = new Set<string>();
  readonly open = new Set<string>();

  /** Bytes of all files. */
  get used(): number {
    return [...this.files.values()].reduce((sum, file) => sum + file.length, 0);
  }

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
        if (this.open.has(path)) throw new DOMException('It is open', 'NoModificationAllowedError');
        this.open.add(path);
        return {
          read: (buffer, { at }) => {
            const part = bytes().subarray(at, at + buffer.length);
            buffer.set(part);
            return part.length;
          },
          write: (buffer, { at }) => {
            const fits = Math.max(0, Math.min(buffer.length, this.room - this.used));
            const grown = new Uint8Array(Math.max(bytes().length, at + fits));
            grown.set(bytes());
            grown.set(buffer.subarray(0, fits), at);
            this.files.set(path, grown);
            if (fits < buffer.length) throw new DOMException('The disk is full', 'QuotaExceededError');
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
