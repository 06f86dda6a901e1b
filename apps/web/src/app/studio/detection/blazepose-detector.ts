import { type Keypoint, KEYPOINT_COUNT, type Pose } from '@reclimb/contracts';
import { median } from './back-end';
import type { FromBlazePose, ToBlazePose } from './blazepose-messages';
import type { Detector } from './detector';
import { fetchModelFile } from './model-files';

/** Full: finds more climbers than lite and costs about the same (heavy weighs 28 MB). */
const COMPLEXITY = 1;

/** The runtime scales pictures down itself; more than this only costs copying. */
const DETECTION_SIDE = 512;

/** Loading compiles 6 MB of WASM and shaders; software graphics takes 12 s for the first picture. */
const LOAD_TIMEOUT_MS = 60_000;
const DETECT_TIMEOUT_MS = 30_000;

/**
 * Sets BlazePose up. Its runtime loads itself by importScripts, which a module worker has not got: it runs in a
 * classic worker of its own. Throws {@link ModelUnavailable} when the server does not serve its files.
 */
export async function buildBlazePose(): Promise<Detector> {
  await fetchModelFile('/mediapipe/pose/pose.js', { method: 'HEAD' });
  const detector = new BlazePoseDetector();
  try {
    await detector.load();
  } catch (error) {
    detector.dispose();
    throw error;
  }
  return detector;
}

interface Waiting {
  readonly id: number;
  resolve(keypoints: Keypoint[] | null): void;
  reject(error: Error): void;
}

class BlazePoseDetector implements Detector {
  readonly skeleton = 'blazepose33';
  readonly backEnd = 'mediapipe';
  trialMilliseconds = 0;
  private readonly worker = new Worker('/blazepose/worker.js', { name: 'blazepose' });
  private waiting: Waiting | undefined;
  private count = 0;
  private lastTimestamp = 0;

  constructor() {
    this.worker.onmessage = ({ data }: MessageEvent<FromBlazePose>) => this.receive(data);
    this.worker.onerror = (event) =>
      this.waiting?.reject(new Error(event.message || 'BlazePose stopped working'));
  }

  async load(): Promise<void> {
    await this.ask({ type: 'load', complexity: COMPLEXITY }, [], LOAD_TIMEOUT_MS);
    const times: number[] = [];
    for (let run = 0; run < 2; run++) {
      const begin = performance.now();
      await this.look(await createImageBitmap(new ImageData(256, 192)), LOAD_TIMEOUT_MS);
      times.push(performance.now() - begin);
    }
    this.trialMilliseconds = median(times.slice(1));
  }

  async detect(picture: VideoFrame): Promise<Pose[]> {
    const scale = Math.min(1, DETECTION_SIDE / Math.max(picture.displayWidth, picture.displayHeight));
    const bitmap = await createImageBitmap(picture, {
      resizeWidth: Math.max(1, Math.round(picture.displayWidth * scale)),
      resizeHeight: Math.max(1, Math.round(picture.displayHeight * scale)),
    });
    const keypoints = await this.look(bitmap, DETECT_TIMEOUT_MS);
    if (!keypoints) return [];
    if (keypoints.length !== KEYPOINT_COUNT.blazepose33) {
      throw new Error(`BlazePose answered ${keypoints.length} keypoints`);
    }
    return [
      { score: keypoints.reduce((sum, keypoint) => sum + keypoint[2], 0) / keypoints.length, keypoints },
    ];
  }

  dispose(): void {
    this.worker.terminate();
    this.waiting?.reject(new Error('BlazePose was taken down'));
  }

  private look(picture: ImageBitmap, timeout: number): Promise<Keypoint[] | null> {
    // A timestamp that goes back aborts the runtime for good, and cameras change: it gets a clock of its own.
    this.lastTimestamp = Math.max(this.lastTimestamp + 1, performance.now());
    const id = ++this.count;
    return this.ask({ type: 'detect', id, picture, timestamp: this.lastTimestamp }, [picture], timeout);
  }

  private ask(message: ToBlazePose, transfer: Transferable[], timeout: number): Promise<Keypoint[] | null> {
    const id = message.type === 'detect' ? message.id : 0;
    return new Promise<Keypoint[] | null>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`BlazePose did not answer in ${timeout / 1000} s`)),
        timeout,
      );
      this.waiting = {
        id,
        resolve: (keypoints) => (clearTimeout(timer), resolve(keypoints)),
        reject: (error) => (clearTimeout(timer), reject(error)),
      };
      this.worker.postMessage(message, transfer);
    });
  }

  private receive(message: FromBlazePose): void {
    const waiting = this.waiting;
    if (!waiting) return;
    if (message.type === 'failed') waiting.reject(new Error(message.reason));
    else if (message.type === 'ready') waiting.resolve(null);
    else if (message.id === waiting.id) waiting.resolve(message.keypoints);
  }
}
