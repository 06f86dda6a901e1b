import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { RecordedVideo, type VideoInspection } from './recorded-video.js';
import type { VideoBytes } from './video-bytes.js';

/** What the worker asks for on its way, and what it finds. */
export type FromInspection =
  | { kind: 'read'; start: number; end: number; id: number }
  | { kind: 'done'; inspection: VideoInspection }
  | { kind: 'failed'; message: string };

/** What it is told: the bytes that it asked for, or null when they cannot be had. */
export interface ToInspection {
  id: number;
  bytes: Uint8Array<ArrayBuffer> | null;
}

/** Bytes that the main thread reads from the media store. */
function askedFor(port: MessagePort, size: number): VideoBytes {
  const waiting = new Map<number, (bytes: Uint8Array<ArrayBuffer> | null) => void>();
  let last = 0;
  port.on('message', ({ id, bytes }: ToInspection) => {
    waiting.get(id)?.(bytes);
    waiting.delete(id);
  });
  return {
    size,
    async read(start, end) {
      const id = ++last;
      const bytes = await new Promise<Uint8Array<ArrayBuffer> | null>((resolve) => {
        waiting.set(id, resolve);
        port.postMessage({ kind: 'read', start, end, id } satisfies FromInspection);
      });
      if (!bytes) throw new Error('The media store did not answer');
      return bytes;
    },
  };
}

async function inspect(bytes: VideoBytes): Promise<FromInspection> {
  try {
    const video = await RecordedVideo.open(bytes);
    try {
      return { kind: 'done', inspection: await video.inspect() };
    } finally {
      video.close();
    }
  } catch (error) {
    return { kind: 'failed', message: (error as Error).message };
  }
}

if (parentPort) {
  parentPort.postMessage(await inspect(askedFor(parentPort, workerData as number)));
  parentPort.close();
}
