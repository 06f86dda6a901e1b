import { closeSync, openSync, readSync } from 'node:fs';
import { type DiskSource, openDiskSource } from './disk-source.js';
import { findWebmEnd } from './webm-end.js';

/** Headers lie some kilobytes apart: one read brings several. */
const WINDOW_BYTES = 64 * 1024;

/** An upload to be read as a video. */
export interface Upload extends DiskSource {
  /** Whether the upload ended in the middle of something, which is left out. */
  readonly truncated: boolean;
}

/**
 * The first `bytes` of the file at `path`: what was acknowledged. What lies behind them (a write that was under way when
 * the server died, or more of a recording that goes on) is not part of it. The file is only read. Disposing the Input over
 * the source closes it.
 */
export async function openUpload(path: string, bytes: number): Promise<Upload> {
  const { size, patch } = findEnd(path, bytes);
  return { ...(await openDiskSource(path, { size, patch })), truncated: size < bytes };
}

/** Synchronous reads: it runs in the remuxer's thread, and a long upload has many thousand headers. */
function findEnd(path: string, bytes: number) {
  const file = openSync(path, 'r');
  try {
    const window = new Uint8Array(WINDOW_BYTES);
    let from = 0;
    let filled = 0;
    return findWebmEnd(bytes, (at, length) => {
      if (at < from || at + length > from + filled) {
        from = at;
        filled = readSync(file, window, 0, Math.min(WINDOW_BYTES, bytes - at), at);
      }
      return window.subarray(at - from, at - from + Math.min(length, filled));
    });
  } finally {
    closeSync(file);
  }
}
