import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import type { InspectAnswer } from './inspect-video.worker.js';
import type { VideoInspection } from './recorded-video.js';

/** The compiled worker. Tests run the sources, which a worker thread cannot load; the build lies beside them. */
const WORKER_FILE = path
  .join(import.meta.dirname, 'inspect-video.worker.js')
  .replace(`${path.sep}src${path.sep}exports`, `${path.sep}dist${path.sep}exports`);

/** The index of a day of video takes less; a file that takes more is made to hurt. */
const MAX_HEAP_MEGABYTES = 512;

/** The file is no video that can be read; the message is the parser's. */
export class UnreadableVideo extends Error {
  override name = 'UnreadableVideo';
}

/** Looks into video files in a thread of its own: a strange one can neither stop nor bloat the server. */
@Injectable()
export class VideoInspector {
  /** @throws UnreadableVideo, or the system's error. */
  async inspect(file: string): Promise<VideoInspection> {
    const answer = await this.run(file);
    if (answer.ok) return answer.inspection;
    if (answer.code === undefined) throw new UnreadableVideo(answer.message);
    throw Object.assign(new Error(answer.message), { code: answer.code });
  }

  private run(file: string): Promise<InspectAnswer> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(WORKER_FILE, {
        workerData: file,
        resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES },
      });
      worker.once('message', resolve);
      worker.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new UnreadableVideo('Its index is too large') : error,
        ),
      );
      worker.once('exit', (code) =>
        reject(new Error(`The inspection ended with code ${code} and no answer`)),
      );
    });
  }
}
