import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { DetectorReport, ToDetector } from './detector-messages';
import { FALLBACK_POSE_MODEL, type PoseModelName, poseModel } from './models';
import { PoseWorkerFactory } from './pose-worker-factory';

/** A worker that dies this often within a minute is not started again until the climber asks for it. */
const MOST_RESTARTS = 3;
const RESTARTS_FORGIVEN_MS = 60_000;

/** Setting a detector up compiles for long on slow machines, and the worker answers nothing meanwhile. */
const LOADING_PATIENCE_MS = 90_000;

/**
 * The page's handle on the pose worker: which model looks, how it stands, and what it looks with when the chosen one
 * cannot be had. The worker lives as long as the app, so that coming back to the studio needs no loading.
 */
@Injectable({ providedIn: 'root' })
export class Detection {
  private readonly workers = inject(PoseWorkerFactory);
  private readonly reported = signal<DetectorReport | undefined>(undefined);
  private readonly missing = signal<{ model: PoseModelName; reason: string } | undefined>(undefined);
  private readonly wanted = signal<PoseModelName | undefined>(undefined);
  private readonly generation = signal(0);
  private worker: Worker | undefined;
  private restarts: number[] = [];
  private loadingSince = 0;

  /** How detection stands; undefined before a model was chosen. */
  readonly report = this.reported.asReadonly();
  /** The model that looks, or is being loaded to; differs from the choice when that could not be had. */
  readonly model = this.wanted.asReadonly();
  /** Why another model than the chosen one looks. */
  readonly replaced = computed(() => {
    const missing = this.missing();
    return missing && missing.model !== this.wanted() ? missing : undefined;
  });
  readonly ready = computed(() => this.reported()?.type === 'ready');
  /** Changes when the worker was started anew: ports made before lead nowhere. */
  readonly connectionNumber = this.generation.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.worker?.terminate());
  }

  /** Looks with this model from now on. The same again tries anew when it has failed, else changes nothing. */
  use(model: PoseModelName): void {
    const standing = this.reported()?.type;
    // Also when this very model already looks in place of the one that is missing: now it is the chosen one.
    this.missing.set(undefined);
    if (this.wanted() === model && (standing === 'ready' || standing === 'loading')) return;
    this.restarts = [];
    this.load(model);
  }

  /** A new channel to the worker: hand the port to whoever sends pictures. Channels made before are closed. */
  connect(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.post({ type: 'port', port: port1 }, [port1]);
    return port2;
  }

  private load(model: PoseModelName): void {
    this.wanted.set(model);
    this.loadingSince = performance.now();
    this.reported.set({ type: 'loading', model });
    this.post({ type: 'load-model', model });
  }

  private receive(report: DetectorReport): void {
    // What an older choice still has to say is no longer asked for.
    if (report.model !== this.wanted()) return;
    if (report.type === 'loading') this.loadingSince = performance.now();
    const lost = report.type === 'unavailable' || report.type === 'failed';
    if (lost && !this.missing() && report.model !== FALLBACK_POSE_MODEL) {
      this.missing.set({ model: report.model, reason: report.reason });
      this.load(FALLBACK_POSE_MODEL);
    } else {
      this.reported.set(report);
    }
  }

  /** The worker has not answered for too long: it is replaced, unless it is only being set up. */
  stalled(): void {
    const loading = this.reported()?.type === 'loading';
    if (loading && performance.now() - this.loadingSince < LOADING_PATIENCE_MS) return;
    this.startAnew('It did not answer');
  }

  /** Starts the worker anew: it died or hangs. What was connected to it has to be connected again. */
  startAnew(reason: string): void {
    const model = this.wanted();
    this.worker?.terminate();
    this.worker = undefined;
    if (!model) return;
    const now = performance.now();
    this.restarts = [...this.restarts.filter((at) => now - at < RESTARTS_FORGIVEN_MS), now];
    if (this.restarts.length > MOST_RESTARTS) {
      this.reported.set({ type: 'failed', model, reason });
      return;
    }
    this.load(model);
    this.generation.update((number) => number + 1);
  }

  private post(message: ToDetector, transfer: Transferable[] = []): void {
    this.worker ??= this.start();
    this.worker.postMessage(message, transfer);
  }

  private start(): Worker {
    const worker = this.workers.create();
    worker.onmessage = ({ data }: MessageEvent<DetectorReport>) => this.receive(data);
    worker.onerror = (event) => {
      console.error('The pose worker stopped.', event.message);
      if (this.worker === worker) this.startAnew(event.message || 'The pose worker could not be loaded.');
    };
    return worker;
  }
}

/** Slower than this the skeleton visibly trails behind the climber. */
const SLOW_MS = 300;

/** What the studio says about detection, if anything; `calm` needs no doing. */
export interface DetectionNotice {
  readonly text: string;
  readonly tone: 'calm' | 'trouble';
}

export function detectionNotice(
  report: DetectorReport | undefined,
  replaced: { readonly model: PoseModelName; readonly reason: string } | undefined,
): DetectionNotice | undefined {
  const name = (model: PoseModelName) => poseModel(model).label;
  switch (report?.type) {
    case undefined:
      return undefined;
    case 'loading':
      return {
        text: replaced
          ? `${name(replaced.model)} cannot be had. Loading ${name(report.model)} instead…`
          : `Loading ${name(report.model)}…`,
        tone: 'calm',
      };
    case 'ready': {
      const slow = report.trialMilliseconds > SLOW_MS;
      const seconds = (report.trialMilliseconds / 1000).toFixed(1);
      if (replaced) {
        return {
          text:
            `${name(replaced.model)} cannot be had: ${sentence(replaced.reason)} ${name(report.model)} looks instead` +
            (slow ? `, and takes ${seconds} s for each picture on this machine.` : '.'),
          tone: 'trouble',
        };
      }
      if (!slow) return undefined;
      return {
        text:
          `${name(report.model)} takes ${seconds} s for each picture on this machine, so its skeleton comes late. ` +
          'Another model is faster, or a machine with a graphics card.',
        tone: 'calm',
      };
    }
    case 'unavailable':
    case 'failed': {
      const fetching = ', or ask whoever runs this server to fetch the models (npm run models)';
      return {
        text:
          (replaced ? `${name(replaced.model)} cannot be had: ${sentence(replaced.reason)} ` : '') +
          `${name(report.model)} does not work here: ${sentence(report.reason)} ` +
          `Choose another model${report.type === 'unavailable' ? fetching : ', or reload the page'}.`,
        tone: 'trouble',
      };
    }
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
