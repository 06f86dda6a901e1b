import type { CommittedState, FrameAppend } from '../sessions/frame-append.js';
import type { FramesRepository } from '../sessions/frames.repository.js';
import { framesOf } from '../testing/recordings.js';
import { FrameCommits } from './frame-commits.js';

/** A statement that ends when the test says so. */
interface Statement {
  batches: readonly FrameAppend[];
  end(states: (CommittedState | null)[] | Error): void;
}

describe(FrameCommits.name, () => {
  let together: Statement[];
  let alone: Statement[];
  let sut: FrameCommits;

  beforeEach(() => {
    together = [];
    alone = [];
    const statement = (list: Statement[], batches: readonly FrameAppend[]) =>
      new Promise<(CommittedState | null)[]>((resolve, reject) =>
        list.push({
          batches,
          end: (states) => (states instanceof Error ? reject(states) : resolve(states)),
        }),
      );
    sut = new FrameCommits({
      appendTogether: (batches: readonly FrameAppend[]) => statement(together, batches),
      append: (batch: FrameAppend) => statement(alone, [batch]).then(([state]) => state),
    } as unknown as FramesRepository);
  });

  const batch = (sessionId: string, frames = 10): FrameAppend => ({
    sessionId,
    userId: 'ada',
    writerId: null,
    frames: framesOf(0, frames),
  });
  const stored = (frameCount = 10): CommittedState => ({ frameCount, videoBytes: 0, duration: 1 });
  const names = (statements: readonly Statement[]) =>
    statements.map(({ batches }) => batches.map(({ sessionId }) => sessionId).join(' '));
  /** Lets everything happen that needs no statement to end. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('lets a batch that meets nobody go at once', () => {
    void sut.append(batch('a'));
    expect(names(together)).toEqual(['a']);
  });

  it('commits together what arrived while others were under way, and tells each its own end', async () => {
    const answers = ['a', 'b', 'c', 'd'].map((id) => sut.append(batch(id)));
    expect(names(together)).toEqual(['a', 'b']);
    together[0]?.end([stored(1)]);
    await settle();
    expect(names(together)).toEqual(['a', 'b', 'c d']);
    together[2]?.end([stored(3), stored(4)]);
    together[1]?.end([stored(2)]);
    expect((await Promise.all(answers)).map((state) => state?.frameCount)).toEqual([1, 2, 3, 4]);
  });

  it('does not let a recording wait for one whose row is locked, nor for the batches after it', async () => {
    const [first] = [sut.append(batch('a')), sut.append(batch('b'))];
    const [locked, free] = [sut.append(batch('locked')), sut.append(batch('free'))];
    together[0]?.end([stored()]);
    await first;
    together[2]?.end([null, stored(7)]);
    expect(await free).toMatchObject({ frameCount: 7 });
    // It waits for its lock without a lane: others go on.
    expect(names(alone)).toEqual(['locked']);
    const later = sut.append(batch('later'));
    together[3]?.end([stored(8)]);
    expect(await later).toMatchObject({ frameCount: 8 });
    alone[0]?.end([null]);
    expect(await locked).toBeNull();
  });

  it('tries each batch alone when the statement fails, so that one cannot spoil it for others', async () => {
    const [first] = [sut.append(batch('a')), sut.append(batch('b'))];
    const [good, bad] = [sut.append(batch('good')), sut.append(batch('bad'))];
    together[0]?.end([stored()]);
    await first;
    together[2]?.end(new Error('refused'));
    await settle();
    expect(names(alone)).toEqual(['good', 'bad']);
    alone[0]?.end([stored()]);
    alone[1]?.end(new Error('refused'));
    expect(await good).toMatchObject({ frameCount: 10 });
    await expect(bad).rejects.toThrow('refused');
  });

  it('tells the failure of a batch that was alone', async () => {
    const answer = sut.append(batch('a'));
    together[0]?.end(new Error('no room'));
    await expect(answer).rejects.toThrow('no room');
    expect(alone).toEqual([]);
  });

  it('keeps statements short: large batches go by themselves, and not too many together', async () => {
    void sut.append(batch('a'));
    void sut.append(batch('b'));
    void sut.append(batch('catching up', 300));
    expect(names(alone)).toEqual(['catching up']);
    for (let i = 0; i < 70; i++) void sut.append(batch(String(i)));
    together[0]?.end([stored()]);
    await settle();
    expect(together[2]?.batches).toHaveLength(60);
  });
});
