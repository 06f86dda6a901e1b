import { encodeFrames } from '@reclimb/pose';
import { sampleFrames } from '@reclimb/replay/testing';
import { FrameUnpacker, type UnpackWorker } from './frame-unpacker';
import { type UnpackAnswer, unpackFrames, type UnpackRequest } from './unpack-frames';

/** A worker that answers when the test says. */
class FakeWorker implements UnpackWorker {
  onmessage: UnpackWorker['onmessage'] = null;
  onerror: UnpackWorker['onerror'] = null;
  readonly requests: UnpackRequest[] = [];
  terminated = false;

  postMessage(request: unknown): void {
    this.requests.push(request as UnpackRequest);
  }
  terminate(): void {
    this.terminated = true;
  }
  answer(data: UnpackAnswer): void {
    this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent);
  }
  break(): void {
    this.onerror?.call(this as unknown as Worker, { message: 'refused by policy' } as ErrorEvent);
  }
}

const frames = sampleFrames({ count: 40, people: (n) => n % 3 });
const packed = encodeFrames(frames);

describe('FrameUnpacker', () => {
  beforeEach(() => jest.spyOn(console, 'warn').mockImplementation());

  it('does not wait for a worker that is still being loaded', async () => {
    const worker = new FakeWorker();
    const columns = await new FrameUnpacker(() => worker).unpack(packed, 17);
    expect(columns.people).toHaveLength(40);
    expect(worker.requests).toHaveLength(0);
  });

  it('gives every batch its own answer, whatever the order', async () => {
    const worker = new FakeWorker();
    const unpacker = new FrameUnpacker(() => worker);
    worker.answer('ready');
    const first = unpacker.unpack(packed, 17);
    const second = unpacker.unpack(encodeFrames(frames.slice(20)), 17);
    for (const request of [...worker.requests].reverse()) {
      worker.answer({ id: request.id, columns: unpackFrames(request) });
    }
    expect((await first).people).toHaveLength(40);
    expect((await second).firstFrame).toBe(20);
    unpacker.close();
    expect(worker.terminated).toBe(true);
  });

  it('says of damaged frames that they are', async () => {
    const worker = new FakeWorker();
    const unpacker = new FrameUnpacker(() => worker);
    worker.answer('ready');
    const unpacking = unpacker.unpack(packed, 17);
    worker.answer({ id: worker.requests[0]?.id ?? 0, reason: 'The check sum is wrong' });
    await expect(unpacking).rejects.toThrow('check sum');
  });

  it('still unpacks when the worker breaks, also what it had been given, and when there is none', async () => {
    const worker = new FakeWorker();
    const unpacker = new FrameUnpacker(() => worker);
    worker.answer('ready');
    const before = unpacker.unpack(packed, 17);
    worker.break();
    expect((await before).people).toHaveLength(40);
    expect((await unpacker.unpack(packed, 17)).people).toHaveLength(40);
    const without = new FrameUnpacker(() => {
      throw new Error('no workers here');
    });
    expect((await without.unpack(packed, 17)).timestamps[39]).toBe(frames[39]?.timestamp);
  });
});
