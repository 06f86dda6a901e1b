import type { Keypoint, Pose } from '@reclimb/contracts';
import {
  type PoseDetector,
  SupportedModels,
  createDetector,
  movenet,
} from '@tensorflow-models/pose-detection';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { type BackEnd, type Trial, candidateBackEnds, median, settleOnBackEnd } from './back-end';
import { ContextLost, type Detector, ModelUnavailable } from './detector';
import { browserGraphics } from './graphics-probe';
import { fetchModelFile } from './model-files';

/**
 * Long side of the picture that is looked at. The model itself sees 192 or 256 pixels: drawing the camera's picture
 * smaller first costs 1 ms, reading it back at full size 8.
 */
const DETECTION_SIDE = 256;

/** Below this the model's own authors take a pose for background. */
const MIN_POSE_SCORE = 0.25;

/** The first run compiles shaders or code, the second fills the caches. */
const WARM_UP_RUNS = 2;
const TIMED_RUNS = 5;

/** Tensors that one detection may leave behind before the detector counts as leaking and is built anew. */
const TENSOR_SLACK = 50;

/** MoveNet's models, by the name they are served under. */
export type MoveNetName = 'movenet-lightning' | 'movenet-thunder';

const MODEL_TYPES: Readonly<Record<MoveNetName, string>> = {
  'movenet-lightning': movenet.modelType.SINGLEPOSE_LIGHTNING,
  'movenet-thunder': movenet.modelType.SINGLEPOSE_THUNDER,
};

/**
 * Sets MoveNet up on the best back end of this browser, except those in `avoid`. Throws {@link ModelUnavailable} when
 * the server has not got the model, another error when it works nowhere.
 */
export async function buildMoveNet(name: MoveNetName, avoid: ReadonlySet<string>): Promise<Detector> {
  setWasmPaths('/wasm/');
  const all = await candidateBackEnds(browserGraphics);
  const wanted = all.filter((backEnd) => !avoid.has(backEnd));
  const chosen = await settleOnBackEnd(
    wanted.length > 0 ? wanted : all,
    (backEnd) => tryOut(name, backEnd),
    (trial) => trial.outcome.dispose(),
    (error) => error instanceof ModelUnavailable,
  );
  return new MoveNetDetector(chosen);
}

async function tryOut(name: MoveNetName, backEnd: BackEnd): Promise<Trial<PoseDetector>> {
  await switchTo(backEnd);
  const detector = await createDetector(SupportedModels.MoveNet, {
    modelType: MODEL_TYPES[name],
    modelUrl: tf.io.http(`/models/${name}/model.json`, { fetchFunc: fetchModelFile }),
    // What is stored is what the detector said; smoothing belongs to the display.
    enableSmoothing: false,
    minPoseScore: MIN_POSE_SCORE,
  });
  try {
    const blank = new OffscreenCanvas(DETECTION_SIDE, (DETECTION_SIDE * 3) / 4);
    blank.getContext('2d', { willReadFrequently: !isGraphics(backEnd) })?.fillRect(0, 0, 1, 1);
    const times: number[] = [];
    for (let run = 0; run < WARM_UP_RUNS + TIMED_RUNS; run++) {
      const begin = performance.now();
      await detector.estimatePoses(asInput(blank), {}, run);
      if (run >= WARM_UP_RUNS) times.push(performance.now() - begin);
    }
    detector.reset();
    return { backEnd, outcome: detector, milliseconds: median(times) };
  } catch (error) {
    detector.dispose();
    throw error;
  }
}

/** Starts the back end afresh: what a lost context left behind must not be used again. */
async function switchTo(backEnd: BackEnd): Promise<void> {
  const factory = tf.findBackendFactory(backEnd);
  if (tf.engine().registry[backEnd] && factory) {
    tf.removeBackend(backEnd);
    tf.registerBackend(backEnd, factory);
  }
  // Without an adapter this answers false and leaves another back end active instead of throwing.
  if (!(await tf.setBackend(backEnd))) throw new Error(`The ${backEnd} back end could not be started`);
  await tf.ready();
  if (tf.getBackend() !== backEnd) throw new Error(`Asked for ${backEnd}, got ${tf.getBackend()}`);
}

/** TensorFlow.js takes a canvas of a worker too; only its types do not say so. */
function asInput(canvas: OffscreenCanvas): Parameters<PoseDetector['estimatePoses']>[0] {
  return canvas as unknown as Parameters<PoseDetector['estimatePoses']>[0];
}

function isGraphics(backEnd: BackEnd): boolean {
  return backEnd === 'webgpu' || backEnd === 'webgl';
}

class MoveNetDetector implements Detector {
  readonly skeleton = 'coco17';
  readonly backEnd: BackEnd;
  readonly trialMilliseconds: number;
  private readonly detector: PoseDetector;
  private readonly canvas = new OffscreenCanvas(DETECTION_SIDE, DETECTION_SIDE);
  private readonly context: OffscreenCanvasRenderingContext2D;
  private readonly tensorsAtStart: number;
  private readonly contextIsLost: () => boolean;

  constructor(trial: Trial<PoseDetector>) {
    this.backEnd = trial.backEnd;
    this.trialMilliseconds = trial.milliseconds;
    this.detector = trial.outcome;
    const context = this.canvas.getContext('2d', {
      willReadFrequently: !isGraphics(trial.backEnd),
      alpha: false,
    });
    if (!context) throw new Error('A canvas to look at pictures could not be had');
    this.context = context;
    this.tensorsAtStart = tf.memory().numTensors;
    this.contextIsLost = watchContext(trial.backEnd);
  }

  async detect(picture: VideoFrame, timestamp: number): Promise<Pose[]> {
    const { width, height } = detectionSize(picture.displayWidth, picture.displayHeight);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.detector.reset();
    }
    this.context.drawImage(picture, 0, 0, width, height);
    const found = await this.detector.estimatePoses(asInput(this.canvas), { maxPoses: 1 }, timestamp);
    if (this.contextIsLost()) throw new ContextLost(`The ${this.backEnd} context was lost`);
    const leaked = tf.memory().numTensors - this.tensorsAtStart;
    if (leaked > TENSOR_SLACK) throw new Error(`Detection leaves tensors behind: ${leaked}`);
    return found.map((pose) => {
      const keypoints = pose.keypoints.map(({ x, y, score }): Keypoint => [
        x / width,
        y / height,
        score ?? 0,
      ]);
      if (!keypoints.flat().every(Number.isFinite)) {
        throw new Error('The model answered something that is no number');
      }
      return { score: pose.score ?? mean(keypoints.map((keypoint) => keypoint[2])), keypoints };
    });
  }

  dispose(): void {
    this.detector.dispose();
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The picture's size with its long side at {@link DETECTION_SIDE}. */
function detectionSize(width: number, height: number): { width: number; height: number } {
  const scale = DETECTION_SIDE / Math.max(width, height, 1);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The parts of the graphics back ends that tell of a lost context. */
interface GraphicsBackend {
  readonly gpgpu?: { readonly gl?: { isContextLost(): boolean } };
  readonly device?: { readonly lost?: Promise<unknown> };
}

function watchContext(backEnd: BackEnd): () => boolean {
  if (!isGraphics(backEnd)) return () => false;
  const backend = tf.backend() as GraphicsBackend;
  let deviceLost = false;
  void backend.device?.lost?.then(() => (deviceLost = true));
  return () => deviceLost || (backend.gpgpu?.gl?.isContextLost() ?? false);
}
