import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import type { RemuxReport, RemuxTask } from './remux.js';
import { UnprocessableVideo } from './remux-error.js';
import type { RemuxAnswer } from './remux.worker.js';

/**
 * The compiled worker. Tests run the sources, which a worker thread cannot load; the build lies beside them.
 */
const WORKER_FILE = path
  .join(import.meta.dirname, 'remux.worker.js')
  .replace(`${path.sep}src${path.sep}recording`, `${path.sep}dist${path.sep}recording`);

/** Makes uploads seekable in a thread of its own, so that no recording or replay waits for it. */
@Injectable()
export class Remuxer {
  /** An upload of hours holds its index in memory; more than this is a file made to hurt. */
  protected readonly maxHeapMegabytes: number = 1024;

  /**
   * See {@link remux}; the reason of an UnprocessableVideo is for people.
   *
   * @throws UnprocessableVideo, or the system's error.
   */
  async remux(task: RemuxTask, abort: AbortSignal): Promise<RemuxReport> {
    const answer = await this.run(task, abort);
    if (answer.ok) return answer.report;
    if (answer.unprocessable) throw new UnprocessableVideo(answer.message);
    throw Object.assign(new Error(answer.message), { code: answer.code });
  }

  private run(workerData: RemuxTask, abort: AbortSignal): Promise<RemuxAnswer> {
    return new Promise((resolve, reject) => {
      abort.throwIfAborted();
      const worker = new Worker(WORKER_FILE, {
        workerData,
        resourceLimits: { maxOldGenerationSizeMb: this.maxHeapMegabytes },
      });
      const stop = () => void worker.terminate();
      abort.addEventListener('abort', stop, { once: true });
      worker.once('message', resolve);
      worker.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          // Trying again would end the same way.
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? new UnprocessableVideo('The video takes more memory to process than there is', { cause: error })
            : error,
        ),
      );
      worker.once('exit', (code) => {
        abort.removeEventListener('abort', stop);
        reject(new Error(`The remux worker ended with code ${code} and without an answer`));
      });
    });
  }
}
