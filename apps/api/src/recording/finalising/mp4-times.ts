import { type FileHandle, open } from 'node:fs/promises';

/** Boxes that hold others on the way to those below. */
const FOLDERS: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia']);
/** Boxes that begin with a version, flags, and the times of creation and change: ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.4.2. */
const DATED: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd']);

/**
 * Sets all times of creation and change in the MP4 file at `path` to zero, "not known": the same pictures make the same
 * bytes, whenever the file is made.
 *
 * @throws what the disk says when it fails.
 */
export async function clearMp4Times(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await clearWithin(file, 0, (await file.stat()).size);
  } finally {
    await file.close();
  }
}

/** Of the boxes from byte `start` (inclusive) to `end` (exclusive). */
async function clearWithin(file: FileHandle, start: number, end: number): Promise<void> {
  const head = Buffer.alloc(16);
  for (let at = start; at + 8 <= end;) {
    const { bytesRead } = await file.read(head, 0, head.length, at);
    if (bytesRead < 9) return;
    const short = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    const headBytes = short === 1 ? 16 : 8;
    // Size 1: it follows the type, in 64 bits; size 0: up to the end.
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - at : short;
    if (size < headBytes) return;
    if (FOLDERS.has(type)) await clearWithin(file, at + headBytes, at + size);
    if (DATED.has(type)) {
      const isLong = head.readUInt8(headBytes) === 1;
      await file.write(Buffer.alloc(isLong ? 16 : 8), 0, null, at + headBytes + 4);
    }
    at += size;
  }
}
