import type { FromPoseWorker, ToPoseWorker } from '../pipeline-messages';
import { type Detector, ModelUnavailable } from './detector';
import type { DetectorReport } from './detector-messages';
import type { PoseModelName } from './models';

/** The end of a channel, as far as it is used here. */
export interface PicturePort {
  onmessage: ((event: MessageEvent<ToPoseWorker>) => void) | null;
  postMessage(message: FromPoseWorker): void;
  close(): void;
}

export interface PoseServiceParts {
  /** Sets a detector up, not on the back ends in `avoid`. */
  build(model: PoseModelName, avoid: ReadonlySet<string>): Promise<Detector>;
  report(report: DetectorReport): void;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
}

/** A back end that broke this often in a row is not tried again. */
const FAILURES_BEFORE_STEPPING_DOWN = 3;

/** How long a detector that could not be set up is left alone before the next picture tries again. */
const RETRY_AFTER_MS = 10_000;

/**
 * Answers every picture that comes in on its port, whatever happens to the detector: a recording goes on while the
 * detector is set up, breaks, and is built anew.
 */
export class PoseService {
  private port: PicturePort | undefined;
  private model: PoseModelName | undefined;
  private detector: Detector | undefined;
  private rebuilds = 0;
  private failuresInARow = 0;
  private retryAt = 0;
  private readonly avoid = new Set<string>();
  /** Set while a detector is being built: detectors share one TensorFlow engine and must not overlap. */
  private building: Promise<void> | undefined;
  private looking: Promise<unknown> | undefined;

  constructor(private readonly parts: PoseServiceParts) {}

  /** Takes pictures from this port from now on; an older port is closed. */
  attach(port: PicturePort): void {
    if (this.port) {
      this.port.onmessage = null;
      this.port.close();
    }
    this.port = port;
    port.onmessage = (event) => void this.look(port, event.data);
  }

  /** Looks with this model from now on. Settles when it is ready or has failed; the outcome is reported. */
  async load(model: PoseModelName): Promise<void> {
    this.model = model;
    this.avoid.clear();
    this.rebuilds = 0;
    this.failuresInARow = 0;
    this.retryAt = 0;
    await this.building;
    // While this waited, a newer choice may have been made, and built.
    if (this.model !== model) return;
    this.retryAt = 0;
    await this.rebuild(model);
  }

  private rebuild(model: PoseModelName): Promise<void> {
    this.building ??= this.build(model).finally(() => (this.building = undefined));
    return this.building;
  }

  private async build(model: PoseModelName): Promise<void> {
    // An attempt after a failure is made in silence: what was said of the failure still holds.
    if (this.retryAt === 0) this.parts.report({ type: 'loading', model });
    const old = this.detector;
    this.detector = undefined;
    await this.looking;
    await discard(old);
    try {
      const detector = await this.parts.build(model, this.avoid);
      if (this.model !== model) return await discard(detector);
      this.detector = detector;
      this.retryAt = 0;
      this.parts.report({
        type: 'ready',
        model,
        backEnd: detector.backEnd,
        trialMilliseconds: detector.trialMilliseconds,
        rebuilds: this.rebuilds,
      });
    } catch (error) {
      this.retryAt = this.parts.now() + RETRY_AFTER_MS;
      const type = error instanceof ModelUnavailable ? 'unavailable' : 'failed';
      this.parts.report({ type, model, reason: describe(error) });
    }
  }

  private async look(port: PicturePort, { picture, timestamp }: ToPoseWorker): Promise<void> {
    const skip = (reason: string) => port.postMessage({ type: 'picture-skipped', timestamp, reason });
    try {
      const detector = this.detector;
      if (!detector) {
        this.retryIfDue();
        return skip('The detector is being set up');
      }
      const begin = this.parts.now();
      const looking = detector.detect(picture, timestamp / 1000);
      this.looking = looking.catch(() => undefined);
      const poses = await looking;
      this.failuresInARow = 0;
      const elapsed = this.parts.now() - begin;
      port.postMessage({ type: 'poses', timestamp, poses, skeleton: detector.skeleton, elapsed });
    } catch (error) {
      skip(describe(error));
      this.replaceBroken(error);
    } finally {
      picture.close();
    }
  }

  private replaceBroken(error: unknown): void {
    if (!this.detector || !this.model) return;
    console.warn('The pose detector broke and is built anew.', error);
    this.rebuilds++;
    this.failuresInARow++;
    if (this.failuresInARow >= FAILURES_BEFORE_STEPPING_DOWN) {
      this.avoid.add(this.detector.backEnd);
      this.failuresInARow = 0;
    }
    void this.rebuild(this.model);
  }

  private retryIfDue(): void {
    if (this.model && !this.building && this.parts.now() >= this.retryAt) void this.rebuild(this.model);
  }
}

async function discard(detector: Detector | undefined): Promise<void> {
  try {
    await detector?.dispose();
  } catch (error) {
    // What computed in a lost context often cannot be taken down either; it is not used again.
    console.warn('A pose detector could not be taken down.', error);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
