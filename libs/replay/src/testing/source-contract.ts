import type { Frame, Seek } from '@reclimb/contracts';
import type { ReplaySource } from '../source.js';
import { TestCancellation } from './hand-clock.js';

/** The test runner's functions, handed in so that this entry needs none of its own. */
export interface TestRunner {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>): void;
}

/**
 * What every {@link ReplaySource} has to do. Run it with a factory that makes a source of the frames given.
 * @param create makes an unopened source; the suite closes it
 */
export function describeReplaySource(
  name: string,
  { describe, it }: TestRunner,
  frames: readonly Frame[],
  create: (frames: readonly Frame[]) => Promise<ReplaySource>,
): void {
  const using = async (
    held: readonly Frame[],
    body: (source: ReplaySource) => Promise<void>,
  ): Promise<void> => {
    const source = await create(held);
    try {
      await body(source);
    } finally {
      await source.close();
    }
  };
  const read = async (source: ReplaySource, from: Seek): Promise<FoundFrame[]> => {
    const found: FoundFrame[] = [];
    for await (const { frames: columns } of source.readAhead(from, new TestCancellation().signal)) {
      columns?.timestamps.forEach((timestamp, index) =>
        found.push({
          frameNumber: columns.firstFrame + index,
          timestamp,
          people: columns.people[index] ?? NaN,
        }),
      );
    }
    return found;
  };
  const open = (source: ReplaySource) => source.open(new TestCancellation().signal);

  describe(`${name} as a replay source`, () => {
    it('tells how much there is', () =>
      using(frames, async (source) => {
        const { extent } = await open(source);
        equal(extent.frameCount, frames.length, 'frameCount');
        equal(extent.firstTimestamp, frames[0]?.timestamp ?? null, 'firstTimestamp');
        equal(extent.lastTimestamp, frames.at(-1)?.timestamp ?? null, 'lastTimestamp');
        equal(extent.live, false, 'live');
      }));
    it('says of an empty session that it is empty, and reads nothing', () =>
      using([], async (source) => {
        const { extent } = await open(source);
        equal(extent.frameCount, 0, 'frameCount');
        equal(extent.firstTimestamp, null, 'firstTimestamp');
        equal((await read(source, { timestamp: 0 })).length, 0, 'frames');
      }));
    it('reads all frames from the start, in order, each once', () =>
      using(frames, async (source) => {
        await open(source);
        same(await read(source, { timestamp: 0 }), frames);
      }));
    it('reads from a frame', () =>
      using(frames, async (source) => {
        await open(source);
        const from = Math.floor(frames.length / 2);
        same(await read(source, { frameNumber: from }), frames.slice(from));
      }));
    it('reads from the last frame at or before a time, so that something can be shown there', () =>
      using(frames, async (source) => {
        await open(source);
        const index = Math.floor(frames.length / 3);
        const at = frames[index]?.timestamp ?? 0;
        const next = frames[index + 1]?.timestamp ?? at;
        same(await read(source, { timestamp: at }), frames.slice(index));
        same(await read(source, { timestamp: (at + next) / 2 }), frames.slice(index));
      }));
    it('hands out nothing more once a read is cancelled', () =>
      using(frames, async (source) => {
        await open(source);
        const cancellation = new TestCancellation();
        const reading = source.readAhead({ timestamp: 0 }, cancellation.signal)[Symbol.asyncIterator]();
        await reading.next();
        cancellation.abort();
        const after = await reading.next().catch(() => ({ done: true }));
        equal(after.done, true, 'done');
      }));
    it('finds the one frame to show at a time', () =>
      using(frames, async (source) => {
        await open(source);
        const wanted = frames[Math.floor(frames.length / 4)];
        const found = await source.readOne((wanted?.timestamp ?? 0) + 1e-4, new TestCancellation().signal);
        equal(found?.frameNumber, wanted?.frameNumber, 'frameNumber');
      }));
    it('may be closed twice', () =>
      using(frames, async (source) => {
        await open(source);
        await source.close();
      }));
  });
}

function equal(found: unknown, wanted: unknown, what: string): void {
  if (found !== wanted) throw new Error(`${what}: expected ${String(wanted)}, found ${String(found)}`);
}

/** What the suite looks at of a frame that was read. */
interface FoundFrame {
  readonly frameNumber: number;
  readonly timestamp: number;
  readonly people: number;
}

function same(found: readonly FoundFrame[], wanted: readonly Frame[]): void {
  equal(found.length, wanted.length, 'number of frames');
  found.forEach((frame, index) => {
    equal(frame.frameNumber, wanted[index]?.frameNumber, `number of frame ${index}`);
    equal(
      Math.abs(frame.timestamp - (wanted[index]?.timestamp ?? NaN)) < 1e-6,
      true,
      `time of frame ${index}`,
    );
    equal(frame.people, wanted[index]?.poses.length, `people in frame ${index}`);
  });
}
