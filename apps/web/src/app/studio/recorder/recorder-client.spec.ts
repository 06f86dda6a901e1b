import { TestBed } from '@angular/core/testing';
import { CaptureWorkerFactory } from './capture-worker-factory';
import { RecorderClient } from './recorder-client';
import { type FromCaptureWorker, IDLE_SNAPSHOT, type ToCaptureWorker } from './recorder-messages';

class FakeWorker extends EventTarget {
  readonly received: ToCaptureWorker[] = [];
  terminated = false;

  postMessage(message: ToCaptureWorker): void {
    this.received.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(data: FromCaptureWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

describe('RecorderClient', () => {
  let worker: FakeWorker;
  let client: RecorderClient;

  beforeEach(() => {
    worker = new FakeWorker();
    const factory = { create: () => worker as unknown as Worker };
    TestBed.configureTestingModule({ providers: [{ provide: CaptureWorkerFactory, useValue: factory }] });
    client = TestBed.inject(RecorderClient);
  });

  it('gives each request its own answer, in whatever order they come', async () => {
    const stop = client.stop();
    const list = client.findUnfinished();
    const marker = client.marker('crux');
    worker.say({ type: 'answer', request: 2, ok: true, value: [] });
    worker.say({ type: 'answer', request: 1, ok: true, value: undefined });
    worker.say({
      type: 'answer',
      request: 3,
      ok: false,
      error: { code: 'conflict', message: 'Nothing runs' },
    });
    await expect(list).resolves.toEqual([]);
    await expect(stop).resolves.toBeUndefined();
    await expect(marker).rejects.toMatchObject({ code: 'conflict', message: 'Nothing runs' });
  });

  it('shows what the worker says, and is busy while leaving the page would cost something', () => {
    void client.findUnfinished();
    expect(client.busy()).toBe(false);
    worker.say({ type: 'state', snapshot: { ...IDLE_SNAPSHOT, phase: 'recording', framesStored: 12 } });
    expect([client.state(), client.framesStored(), client.busy()]).toEqual(['recording', 12, true]);
    worker.say({ type: 'state', snapshot: { ...IDLE_SNAPSHOT, phase: 'stopped' } });
    expect(client.busy()).toBe(false);
    worker.say({ type: 'state', snapshot: { ...IDLE_SNAPSHOT, phase: 'stopped', backgroundUploads: 1 } });
    expect(client.busy()).toBe(true);
  });

  it('says so when the worker dies, instead of leaving its askers waiting', async () => {
    const stop = client.stop();
    worker.dispatchEvent(new ErrorEvent('error', { message: 'Out of memory' }));
    await expect(stop).rejects.toMatchObject({ code: 'internal', message: 'Out of memory' });
    expect(client.state()).toBe('failed');
    expect(client.failure()?.message).toBe('Out of memory');
  });

  it('passes live poses on without waiting for the page to be drawn', () => {
    const seen: number[] = [];
    client.livePoses = ({ timestamp }) => seen.push(timestamp);
    void client.findUnfinished();
    const poses = { poses: [], skeleton: 'coco17', imageWidth: 640, imageHeight: 480 } as const;
    worker.say({ type: 'poses', timestamp: 7, ...poses });
    expect(seen).toEqual([7]);
  });

  it('starts no worker for a page that never records', () => {
    client.detach();
    client.reconnect();
    expect(worker.received).toEqual([]);
  });
});
