import { parentPort, workerData } from 'node:worker_threads';
import { UnprocessableVideo } from './remux-error.js';
import { remux, type RemuxReport, type RemuxTask } from './remux.js';

/** What it answers. An errno travels by its code, so that a full disk is told from a bad video. */
export type RemuxAnswer =
  | { ok: true; report: RemuxReport }
  | { ok: false; unprocessable: boolean; message: string; code: string | undefined };

async function answer(task: RemuxTask): Promise<RemuxAnswer> {
  try {
    return { ok: true, report: await remux(task) };
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    // A parser that trips over the bytes is a bad video; a system error is not.
    return {
      ok: false,
      unprocessable: error instanceof UnprocessableVideo || code === undefined,
      message,
      code,
    };
  }
}

parentPort?.postMessage(await answer(workerData as RemuxTask));
