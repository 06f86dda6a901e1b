import { parentPort, workerData } from 'node:worker_threads';
import { RecordedVideo, type VideoInspection } from './recorded-video.js';

/** What the worker answers. An errno travels by its code, so that a broken disk is told from a bad video. */
export type InspectAnswer =
  { ok: true; inspection: VideoInspection } | { ok: false; message: string; code: string | undefined };

async function answer(path: string): Promise<InspectAnswer> {
  try {
    const video = await RecordedVideo.open(path);
    try {
      return { ok: true, inspection: await video.inspect() };
    } finally {
      video.close();
    }
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    return { ok: false, message, code };
  }
}

parentPort?.postMessage(await answer(workerData as string));
