import type { ReplayBatch } from '@reclimb/replay';
import { describeReplaySource, sampleFrames, settle } from '@reclimb/replay/testing';
import { FakeServer, sourceOn } from './testing/fake-server';
import { SocketReplaySource } from './socket-replay-source';
import { unpackFrames } from './unpack-frames';

const numbersOf = ({ frames: columns }: ReplayBatch): number[] =>
  columns ? Array.from(columns.people, (_, index) => columns.firstFrame + index) : [];

/** A third more than the window. */
const frames = sampleFrames({ count: 4000, people: (n) => (n % 50 === 0 ? 0 : 1) });

describeReplaySource('SocketReplaySource', { describe, it }, frames.slice(0, 700), async (held) =>
  sourceOn(new FakeServer(held)),
);

describe('SocketReplaySource', () => {
  const signal = new AbortController().signal;

  it('lets no more under way than its window, however long the session', async () => {
    const server = new FakeServer(frames);
    const source = sourceOn(server);
    await source.open(signal);
    let count = 0;
    for await (const batch of source.readAhead({ timestamp: 0 }, signal)) {
      count += batch.frames?.people.length ?? 0;
    }
    expect(count).toBe(4000);
    expect(server.mostUnderWay).toBeLessThanOrEqual(3000);
    await source.close();
  });

  it('reads what comes with the handshake without asking again, and asks when somewhere else is wanted', async () => {
    const first = async (source: SocketReplaySource, timestamp: number) => {
      await source.open(signal);
      for await (const batch of source.readAhead({ timestamp }, signal)) {
        if (batch.frames) return batch.frames.firstFrame;
      }
      return undefined;
    };
    const server = new FakeServer(frames);
    const source = sourceOn(server, 100);
    expect(await first(source, 100)).toBe(3000);
    expect(server.seeks).toBe(0);
    expect(source.wish).toEqual({});
    expect(await first(source, 50)).toBe(1500);
    const elsewhere = new FakeServer(frames);
    expect(await first(sourceOn(elsewhere, 100), 20)).toBe(600);
    expect(elsewhere.seeks).toBe(1);
  });

  it('has all of a session that it began in the handshake, within its window', async () => {
    const server = new FakeServer(frames);
    const source = sourceOn(server, 0);
    await source.open(signal);
    await settle();
    const seen: number[] = [];
    for await (const batch of source.readAhead({ timestamp: 0 }, signal)) seen.push(...numbersOf(batch));
    expect(seen).toEqual(frames.map(({ frameNumber }) => frameNumber));
    expect(server.mostUnderWay).toBeLessThanOrEqual(3000);
    expect(server.seeks).toBe(0);
  });

  it('fails a read as unavailable when the connection is lost, and reads on after it is back', async () => {
    const server = new FakeServer(frames);
    const source = sourceOn(server);
    await source.open(signal);
    const seen: number[] = [];
    const read = async (from: number): Promise<void> => {
      for await (const batch of source.readAhead({ frameNumber: from }, signal)) {
        seen.push(...numbersOf(batch));
        if (seen.length === 300) server.cut();
      }
    };
    await expect(read(0)).rejects.toMatchObject({ code: 'unavailable' });
    server.connect();
    await read((seen.at(-1) ?? -1) + 1);
    expect(seen).toEqual(frames.map(({ frameNumber }) => frameNumber));
    await source.close();
  });

  it('drops frames of the place that was left', async () => {
    const server = new FakeServer(frames);
    const source = sourceOn(server);
    await source.open(signal);
    const first = new AbortController();
    for await (const batch of source.readAhead({ timestamp: 0 }, first.signal)) {
      if (batch.frames) break;
    }
    first.abort();
    const second: number[] = [];
    for await (const batch of source.readAhead({ frameNumber: 3900 }, signal)) {
      second.push(...numbersOf(batch));
    }
    expect(second).toEqual(Array.from({ length: 100 }, (_, i) => 3900 + i));
    await source.close();
  });

  it('asks again a server that was back too soon and refused', async () => {
    const server = new FakeServer(frames);
    const source = sourceOn(server);
    await source.open(signal);
    server.refusal = { code: 'unavailable', message: 'The database does not answer, try again' };
    server.cut();
    server.connect();
    await settle();
    server.refusal = undefined;
    const reading = source.readAhead({ frameNumber: 3999 }, signal);
    await reading.next();
    const { value } = await reading.next();
    expect(value && numbersOf(value)).toEqual([3999]);
    await source.close();
  });

  it('says why it was refused', async () => {
    const server = new FakeServer(frames);
    server.refusal = { code: 'not_found', message: 'There is no such session.' };
    await expect(sourceOn(server).open(signal)).rejects.toMatchObject({
      code: 'not_found',
      message: 'There is no such session.',
    });
  });

  it('follows a session that is still recorded until it is finished', async () => {
    const server = new FakeServer(frames.slice(0, 60), 'recording');
    const source = sourceOn(server);
    expect((await source.open(signal)).extent.live).toBe(true);
    const seen: number[] = [];
    const extents: boolean[] = [];
    const reading = (async () => {
      for await (const batch of source.readAhead({ timestamp: 0 }, signal)) {
        seen.push(...numbersOf(batch));
        if (batch.extent) extents.push(batch.extent.live);
      }
    })();
    await settle();
    server.record(frames.slice(60, 90));
    await settle();
    expect(seen).toHaveLength(90);
    server.become('processing');
    await reading;
    expect(extents).toEqual([true, false]);
    await source.close();
  });

  it('unpacks only what is wanted: of a place that was left, nothing', async () => {
    const server = new FakeServer(frames);
    let unpacked = 0;
    const source = new SocketReplaySource(server.asSocket(), {
      framesBetween: async () => [],
      unpack: async (packed, keypointCount) => {
        unpacked++;
        return unpackFrames({ packed, keypointCount });
      },
      onInfo: () => undefined,
      onRefused: () => undefined,
    });
    await source.open(signal);
    for (const timestamp of [10, 50, 90, 120]) {
      const left = new AbortController();
      const reading = source.readAhead({ timestamp }, left.signal);
      await reading.next();
      left.abort();
      await reading.next();
    }
    expect(unpacked).toBe(0);
    expect(server.mostUnderWay).toBeLessThanOrEqual(3000);
    await source.close();
  });

  it('fails a read whose frames arrive damaged, so that they are asked for again', async () => {
    const server = new FakeServer(frames);
    const source = new SocketReplaySource(server.asSocket(), {
      framesBetween: async () => [],
      unpack: () => Promise.reject(new Error('The check sum is wrong')),
      onInfo: () => undefined,
      onRefused: () => undefined,
    });
    await source.open(signal);
    const reading = source.readAhead({ timestamp: 0 }, signal);
    await reading.next();
    await expect(reading.next()).rejects.toMatchObject({ code: 'unavailable' });
    await source.close();
  });
});
