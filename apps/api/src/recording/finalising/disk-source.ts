import { open } from 'node:fs/promises';
import { CustomSource, type Source } from 'mediabunny';

/** A file to be read as a video. */
export interface DiskSource {
  /** Disposing the Input over it closes the file. */
  readonly source: Source;
  /**
   * What the disk answered instead of bytes; undefined when all reads went well. A parser cannot tell a disk that fails
   * from a video that ends: whoever reads asks here before believing it.
   */
  readonly readError: () => unknown;
}

/** Which part of the file is read, and what is read in place of some of its bytes. */
export interface DiskPart {
  /** Bytes from the beginning; all of them by default. */
  readonly size?: number;
  readonly patch?: { readonly at: number; readonly bytes: Uint8Array } | null;
}

/**
 * Opens the file at `path` for reading. mediabunny's own source for files takes a read that stops short for zeros.
 *
 * @throws the system's error when there is no such file.
 */
export async function openDiskSource(path: string, { size, patch }: DiskPart = {}): Promise<DiskSource> {
  const handle = await open(path, 'r');
  let readError: unknown;
  const source = new CustomSource({
    getSize: async () => size ?? (await handle.stat()).size,
    read: async (start, end) => {
      const part = new Uint8Array(end - start);
      for (let done = 0; done < part.length;) {
        const { bytesRead } = await handle
          .read(part, done, part.length - done, start + done)
          .catch((error: unknown) => {
            readError ??= error;
            throw error;
          });
        if (bytesRead === 0) throw new Error('The file is shorter than what was acknowledged');
        done += bytesRead;
      }
      patch?.bytes.forEach((byte, index) => {
        const at = patch.at + index - start;
        if (at >= 0 && at < part.length) part[at] = byte;
      });
      return part;
    },
    dispose: () => void handle.close(),
    // Of reading ahead, which nobody waits for; `readError` tells of it.
    handleUnhandledError: () => undefined,
    prefetchProfile: 'fileSystem',
  });
  return { source, readError: () => readError };
}
