import { TestBed } from '@angular/core/testing';
import { Detection, detectionNotice } from './detection';
import type { DetectorReport, ToDetector } from './detector-messages';
import { PoseWorkerFactory } from './pose-worker-factory';

class FakeWorker {
  onmessage: ((event: MessageEvent<DetectorReport>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly received: ToDetector[] = [];
  terminated = false;

  postMessage(message: ToDetector): void {
    this.received.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(report: DetectorReport): void {
    this.onmessage?.({ data: report } as MessageEvent<DetectorReport>);
  }
}

const ready = (model: 'movenet-lightning' | 'blazepose-full'): DetectorReport => ({
  type: 'ready',
  model,
  backEnd: 'wasm',
  trialMilliseconds: 44,
  rebuilds: 0,
});

describe('detection', () => {
  const workers: FakeWorker[] = [];
  let detection: Detection;

  beforeEach(() => {
    workers.length = 0;
    const create = () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    };
    TestBed.configureTestingModule({ providers: [{ provide: PoseWorkerFactory, useValue: { create } }] });
    detection = TestBed.inject(Detection);
    detection.use('movenet-lightning');
  });
  afterEach(() => jest.restoreAllMocks());

  it('starts a worker that hangs anew, which has to be connected again', () => {
    workers[0]?.say(ready('movenet-lightning'));
    const before = detection.connectionNumber();
    detection.stalled();
    expect(workers[0]?.terminated).toBe(true);
    expect(workers[1]?.received).toEqual([{ type: 'load-model', model: 'movenet-lightning' }]);
    expect(detection.connectionNumber()).toBe(before + 1);
  });

  it('lets a worker compile for a minute while it is set up, and no longer', () => {
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    workers[0]?.say({ type: 'loading', model: 'movenet-lightning' });
    now = 60_000;
    detection.stalled();
    expect(workers).toHaveLength(1);
    now = 100_000;
    detection.stalled();
    expect(workers).toHaveLength(2);
    expect(workers[0]?.terminated).toBe(true);
  });

  it('gives a worker up that dies again and again, but not one that dies once in a long while', () => {
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    for (let time = 0; time < 10; time++, now += 61_000) detection.startAnew('It did not answer');
    expect(detection.report()?.type).toBe('loading');
    for (let time = 0; time < 4; time++, now += 1000) detection.startAnew('It did not answer');
    expect(detection.report()).toEqual({
      type: 'failed',
      model: 'movenet-lightning',
      reason: 'It did not answer',
    });
  });

  it('is not ready before the worker says so', () => {
    expect(detection.ready()).toBe(false);
    workers[0]?.say(ready('movenet-lightning'));
    expect(detection.ready()).toBe(true);
  });

  it('turns to BlazePose when the server has not got MoveNet, and says which and why', () => {
    workers[0]?.say({ type: 'unavailable', model: 'movenet-lightning', reason: 'No network' });
    expect(workers[0]?.received.at(-1)).toEqual({ type: 'load-model', model: 'blazepose-full' });
    workers[0]?.say(ready('blazepose-full'));
    expect(detection.model()).toBe('blazepose-full');
    expect(detectionNotice(detection.report(), detection.replaced())?.text).toBe(
      'MoveNet Lightning cannot be had: No network. BlazePose looks instead.',
    );
  });

  it('says so when there is nothing left to turn to, instead of loading for ever', () => {
    workers[0]?.say({ type: 'unavailable', model: 'movenet-lightning', reason: 'No network' });
    workers[0]?.say({ type: 'unavailable', model: 'blazepose-full', reason: 'No files' });
    expect(detection.ready()).toBe(false);
    expect(detectionNotice(detection.report(), detection.replaced())?.text).toContain('npm run models');
  });

  it('tries the chosen model again when it is chosen again', () => {
    workers[0]?.say({ type: 'unavailable', model: 'movenet-lightning', reason: 'No network' });
    detection.use('movenet-lightning');
    expect(workers[0]?.received.at(-1)).toEqual({ type: 'load-model', model: 'movenet-lightning' });
    expect(detection.replaced()).toBeUndefined();
  });

  it('no longer speaks of the missing model when its replacement is chosen', () => {
    workers[0]?.say({ type: 'unavailable', model: 'movenet-lightning', reason: 'No network' });
    workers[0]?.say(ready('blazepose-full'));
    detection.use('blazepose-full');
    expect(detection.replaced()).toBeUndefined();
    expect(detection.ready()).toBe(true);
  });

  it('starts a worker that died again, with a new connection, and gives up after some', () => {
    jest.spyOn(console, 'error').mockImplementation();
    const before = detection.connectionNumber();
    workers.at(-1)?.onerror?.({ message: 'out of memory' } as ErrorEvent);
    expect(workers).toHaveLength(2);
    expect(workers[0]?.terminated).toBe(true);
    expect(detection.connectionNumber()).not.toBe(before);
    for (let i = 0; i < 10; i++) workers.at(-1)?.onerror?.({ message: 'out of memory' } as ErrorEvent);
    expect(detection.report()).toMatchObject({ type: 'failed', reason: 'out of memory' });
    expect(workers.length).toBeLessThan(6);
  });

  it('says that a slow model is slow', () => {
    const slow: DetectorReport = {
      type: 'ready',
      model: 'blazepose-full',
      backEnd: 'mediapipe',
      trialMilliseconds: 3100,
      rebuilds: 0,
    };
    expect(detectionNotice(slow, undefined)?.text).toContain('3.1 s for each picture');
    const missing = { model: 'movenet-lightning', reason: 'No network' } as const;
    expect(detectionNotice(slow, missing)?.text).toContain('3.1 s for each picture');
  });
});
