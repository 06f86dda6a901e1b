import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { MediaStore } from '../../media/media-store.js';
import type { FromInspection, ToInspection } from './inspect-video.worker.js';
import type { VideoInspection } from './recorded-video.js';
import { storedVideo, type VideoBytes } from './video-bytes.js';

/** The compiled worker. Tests run the sources, which a worker thread cannot load; the build lies beside them. */
const WORKER_FILE = path
  .join(import.meta.dirname, 'inspect-video.worker.js')
  .replace(`${path.sep}src${path.sep}exports`, `${path.sep}dist${path.sep}exports`);

/** The index of a day of video takes less; a file that takes more is made to hurt. */
const MAX_HEAP_MEGABYTES = 512;

/** The file is no video that can be read; the message is the parser's. */
class UnreadableVideo extends Error {
  override name = 'UnreadableVideo';
}

/** Looks into stored videos in a thread of its own: a strange one can neither stop nor bloat the server. */
@Injectable()
export class VideoInspector {
  constructor(private readonly media: MediaStore) {}

  /** @param key of the media store. @throws UnreadableVideo, or what the media store throws. */
  async inspect(key: string): Promise<VideoInspection> {
    return this.run(await storedVideo(this.media, key));
  }

  private run(bytes: VideoBytes): Promise<VideoInspection> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(WORKER_FILE, {
        workerData: bytes.size,
        resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES },
      });
      const answer = (message: ToInspection) =>
        worker.postMessage(message, message.bytes ? [message.bytes.buffer] : []);
      worker.on('message', (message: FromInspection) => {
        if (message.kind === 'done') return resolve(message.inspection);
        if (message.kind === 'failed') return reject(new UnreadableVideo(message.message));
        const { id, start, end } = message;
        bytes.read(start, end).then(
          (part) => answer({ id, bytes: part }),
          (error: unknown) => {
            // A store that fails is no bad video: this rejection comes before the parser's.
            reject(error);
            answer({ id, bytes: null });
          },
        );
      });
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
