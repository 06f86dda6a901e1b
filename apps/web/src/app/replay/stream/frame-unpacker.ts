import { countPackedFrames } from '@reclimb/pose';
import type { FrameColumns } from '@reclimb/replay';
import { type UnpackAnswer, unpackFrames, type UnpackRequest } from './unpack-frames';

/** The part of a worker that is used. */
export type UnpackWorker = Pick<Worker, 'onmessage' | 'onerror' | 'postMessage' | 'terminate'>;

/** So few frames are unpacked before a worker would have answered; the first ones after a jump are no more. */
const FEW = 32;

interface Waiting {
  readonly request: UnpackRequest;
  resolve(columns: FrameColumns): void;
  reject(error: Error): void;
}

/**
 * Unpacks frames: many in a worker, as a page of 300 takes 12 ms there (30 ms the first time), which is most of a picture's
 * time on the screen. A few, as they come first after every jump, are unpacked by the page at once: the ghost waits neither
 * for the worker's start nor for its turn. Where no worker can run, the page unpacks everything.
 */
export class FrameUnpacker {
  /** What the worker has been asked, or will be when it runs. */
  readonly #waiting = new Map<number, Waiting>();
  #worker: UnpackWorker | undefined;
  #state: 'not started' | 'starting' | 'ready' | 'none' = 'not started';
  #count = 0;

  /** @param create starts the worker; called when it is first needed: the first ghost is on its way to the screen by then */
  constructor(private readonly create: () => UnpackWorker) {}

  /** Rejects when the frames are damaged. */
  async unpack(packed: Uint8Array, keypointCount: number): Promise<FrameColumns> {
    const request: UnpackRequest = { id: ++this.#count, packed, keypointCount };
    if (countPackedFrames(packed) <= FEW) return unpackFrames(request);
    if (this.#state === 'not started') this.#start();
    if (this.#state === 'none') return unpackLater(request);
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { request, resolve, reject });
      if (this.#state === 'ready') this.#worker?.postMessage(request);
    });
  }

  /** Ends the worker; what is still being unpacked is not answered any more. */
  close(): void {
    this.#worker?.terminate();
    this.#waiting.clear();
  }

  #start(): void {
    this.#state = 'starting';
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
      this.#state = 'ready';
      for (const { request } of this.#waiting.values()) this.#worker?.postMessage(request);
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
    this.#state = 'none';
    for (const { request, resolve, reject } of this.#waiting.values()) {
      unpackLater(request).then(resolve, reject);
    }
    this.#waiting.clear();
  }
}

/** In a task of its own, so that pictures are drawn between the batches. */
async function unpackLater(request: UnpackRequest): Promise<FrameColumns> {
  await new Promise((resolve) => setTimeout(resolve));
  return unpackFrames(request);
}
