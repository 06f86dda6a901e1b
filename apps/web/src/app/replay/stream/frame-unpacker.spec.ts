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
  answerNext(): void {
    const request = this.requests.shift();
    if (request) this.answer({ id: request.id, columns: unpackFrames(request) });
  }
  break(): void {
    this.onerror?.call(this as unknown as Worker, { message: 'refused by policy' } as ErrorEvent);
  }
}

const frames = sampleFrames({ count: 40, people: (n) => n % 3 });
const packed = encodeFrames(frames);

/** An unpacker whose worker runs. */
async function started(worker: FakeWorker): Promise<FrameUnpacker> {
  const unpacker = new FrameUnpacker(() => worker);
  const first = unpacker.unpack(packed, 17);
  worker.answer('ready');
  worker.answerNext();
  await first;
  return unpacker;
}

describe('FrameUnpacker', () => {
  beforeEach(() => jest.spyOn(console, 'warn').mockImplementation());

  it('does not let the first frames after a jump wait for a worker, nor share the processor with its start', async () => {
    const create = jest.fn(() => new FakeWorker());
    const unpacker = new FrameUnpacker(create);
    for (let jump = 0; jump < 2; jump++) {
      expect((await unpacker.unpack(encodeFrames(frames.slice(0, 16)), 17)).people).toHaveLength(16);
    }
    expect(create).not.toHaveBeenCalled();
  });

  it('hands many frames to the worker, also those that came before it ran', async () => {
    const worker = new FakeWorker();
    const unpacker = new FrameUnpacker(() => worker);
    const early = unpacker.unpack(packed, 17);
    expect(worker.requests).toHaveLength(0);
    worker.answer('ready');
    worker.answerNext();
    expect((await early).people).toHaveLength(40);
    const later = unpacker.unpack(packed, 17);
    worker.answerNext();
    expect((await later).people).toHaveLength(40);
  });

  it('gives every batch its own answer, whatever the order', async () => {
    const worker = new FakeWorker();
    const unpacker = await started(worker);
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
    const unpacker = await started(worker);
    const unpacking = unpacker.unpack(packed, 17);
    worker.answer({ id: worker.requests[0]?.id ?? 0, reason: 'The check sum is wrong' });
    await expect(unpacking).rejects.toThrow('check sum');
  });

  it('still unpacks when the worker breaks, also what it had been given, and when there is none', async () => {
    const worker = new FakeWorker();
    const unpacker = await started(worker);
    const before = unpacker.unpack(packed, 17);
    worker.break();
    expect((await before).people).toHaveLength(40);
    expect((await unpacker.unpack(packed, 17)).people).toHaveLength(40);
    const without = new FrameUnpacker(() => {
      throw new Error('no workers here');
    });
    for (let batch = 0; batch < 3; batch++) {
      expect((await without.unpack(packed, 17)).timestamps[39]).toBe(frames[39]?.timestamp);
    }
  });
});
