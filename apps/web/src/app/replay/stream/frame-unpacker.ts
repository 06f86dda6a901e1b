import type { FrameColumns } from '@reclimb/replay';
import { type UnpackAnswer, unpackFrames, type UnpackRequest } from './unpack-frames';

/** The part of a worker that is used. */
export type UnpackWorker = Pick<Worker, 'onmessage' | 'onerror' | 'postMessage' | 'terminate'>;

interface Waiting {
  readonly request: UnpackRequest;
  resolve(columns: FrameColumns): void;
  reject(error: Error): void;
}

/**
 * Unpacks frames in a worker: a page of 300 takes 12 ms, which is most of a picture's time on the screen. Until the worker
 * runs, and where it cannot, the page unpacks itself: the first ghost neither waits for a script to be loaded nor shares
 * the processor with that.
 */
export class FrameUnpacker {
  readonly #waiting = new Map<number, Waiting>();
  #worker: UnpackWorker | undefined;
  #started = false;
  #ready = false;
  #count = 0;

  /** @param create starts the worker; called with the second batch: the first is on its way to the screen by then */
  constructor(private readonly create: () => UnpackWorker) {}

  /** Rejects when the frames are damaged. */
  unpack(packed: Uint8Array, keypointCount: number): Promise<FrameColumns> {
    const request: UnpackRequest = { id: ++this.#count, packed, keypointCount };
    const worker = this.#worker;
    if (worker && this.#ready) {
      return new Promise((resolve, reject) => {
        this.#waiting.set(request.id, { request, resolve, reject });
        worker.postMessage(request);
      });
    }
    if (this.#count > 1) this.#start();
    return unpackHere(request);
  }

  /** Ends the worker; what is still being unpacked is not answered any more. */
  close(): void {
    this.#worker?.terminate();
    this.#waiting.clear();
  }

  #start(): void {
    if (this.#started) return;
    this.#started = true;
    try {
      this.#worker = this.create();
      this.#worker.onmessage = ({ data }: MessageEvent<UnpackAnswer>) => this.#receive(data);
      this.#worker.onerror = ({ message }) => this.#doWithout(message);
    } catch (error) {
      this.#doWithout(String(error));
    }
  }

  #receive(answer: UnpackAnswer): void {
    if (answer === 'ready') {
      this.#ready = true;
      return;
    }
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('columns' in answer) waiting?.resolve(answer.columns);
    else waiting?.reject(new Error(answer.reason));
  }

  #doWithout(reason: string): void {
    console.warn('The worker for frames does not run; the page unpacks them itself.', reason);
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { request, resolve, reject } of this.#waiting.values()) {
      unpackHere(request).then(resolve, reject);
    }
    this.#waiting.clear();
  }
}

/** In a task of its own, so that pictures are drawn between the batches. */
async function unpackHere(request: UnpackRequest): Promise<FrameColumns> {
  await new Promise((resolve) => setTimeout(resolve));
  return unpackFrames(request);
}
