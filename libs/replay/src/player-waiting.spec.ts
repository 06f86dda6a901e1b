import { sampleFrames, settle, TestCancellation } from './testing/index.js';
import { extentOf, run, scriptedPlayer } from './testing/driven-player.js';

describe('a player whose source takes its time', () => {
  it('shows a seek at once when the place is here, and waits for it when not', async () => {
    const { player, frames, source } = await scriptedPlayer();
    source.lastRead.deliver(frames.slice(0, 100));
    await settle();
    player.seek({ timestamp: 1 });
    expect(player.state.phase).toBe('paused');
    player.seek({ timestamp: 8 });
    expect(player.state).toMatchObject({ phase: 'seeking', position: 8 });
    expect(player.moment()).toBeUndefined();
    expect(source.lastRead.from).toEqual({ timestamp: 8 });
    source.lastRead.deliver(frames.slice(240, 300));
    await settle();
    expect(player.state).toMatchObject({ phase: 'paused', position: 8 });
    expect(player.moment()?.frameNumber).toBe(240);
  });

  it('tells a video of each move: a frame that is asked for by its number has its time only when it has come', async () => {
    const { player, frames, source } = await scriptedPlayer();
    source.lastRead.deliver(frames.slice(0, 100));
    await settle();
    const moves: [position: number, jumps: number][] = [];
    player.subscribe(({ position, jumps }) => {
      if (position !== moves.at(-1)?.[0]) moves.push([position, jumps]);
    });
    player.seek({ frameNumber: 240 });
    expect(player.state).toMatchObject({ phase: 'seeking', position: 0 });
    source.lastRead.deliver(frames.slice(240, 300));
    await settle();
    player.seek({ frameNumber: 30 });
    expect(moves.map(([position]) => position)).toEqual([0, 8, 1]);
    expect(new Set(moves.map(([, jumps]) => jumps)).size).toBe(3);
  });

  it('cancels the read of a seek that a newer one has overtaken, and ignores what it still brings', async () => {
    const { player, frames, source } = await scriptedPlayer();
    player.seek({ timestamp: 8 });
    const older = source.lastRead;
    player.seek({ timestamp: 3 });
    expect(older.signal.aborted).toBe(true);
    older.deliver(frames.slice(230, 301));
    await settle();
    expect(player.state).toMatchObject({ phase: 'seeking', position: 3 });
    source.lastRead.deliver(frames.slice(90, 120));
    await settle();
    expect(player.state).toMatchObject({ phase: 'paused', position: 3 });
  });

  it('reads what lies ahead first, then what is missing before, then nothing', async () => {
    const { player, frames, source } = await scriptedPlayer();
    player.seek({ timestamp: 5 });
    source.lastRead.deliver(frames.slice(150, 301));
    source.lastRead.end();
    await settle();
    expect(source.lastRead.from).toEqual({ frameNumber: 0 });
    source.lastRead.deliver(frames.slice(0, 150));
    await settle();
    const reads = source.reads.length;
    player.seek({ timestamp: 9 });
    player.seek({ timestamp: 2 });
    await settle();
    expect(source.reads).toHaveLength(reads);
    expect(player.state.phase).toBe('paused');
  });

  it('previews a place that is not here yet without going there, and asks nobody about one that is', async () => {
    const { player, frames, source } = await scriptedPlayer();
    const { signal } = new TestCancellation();
    source.lastRead.deliver(frames.slice(0, 100));
    await settle();
    source.preview = frames[240] ?? null;
    expect((await player.peek(8, signal))[0]?.keypoints[0]?.[0]).toBe(
      frames[240]?.poses[0]?.keypoints[0]?.[0],
    );
    expect((await player.peek(1, signal))[0]?.keypoints[0]?.[0]).toBeCloseTo(30 / 1024, 6);
    expect(player.state).toMatchObject({ phase: 'paused', position: 0 });
    expect(source.reads).toHaveLength(1);
  });

  it('waits when it runs out of frames and goes on where it stopped', async () => {
    const { player, clock, frames, source } = await scriptedPlayer();
    source.lastRead.deliver(frames.slice(0, 31));
    await settle();
    player.play();
    run(player, clock, 3);
    expect(player.state).toMatchObject({ phase: 'buffering', position: 1, wantsToPlay: true });
    source.lastRead.deliver(frames.slice(31, 33));
    await settle();
    expect(player.state.phase).toBe('buffering');
    source.lastRead.deliver(frames.slice(33, 60));
    await settle();
    expect(player.state.phase).toBe('playing');
    expect(player.position).toBeCloseTo(1, 9);
  });

  it('pauses while it buffers or seeks, and then stays paused', async () => {
    const { player, clock, frames, source } = await scriptedPlayer();
    source.lastRead.deliver(frames.slice(0, 31));
    await settle();
    player.play();
    run(player, clock, 3);
    player.pause();
    expect(player.state.phase).toBe('paused');
    player.play();
    player.seek({ timestamp: 5 });
    player.pause();
    expect(player.state.phase).toBe('seeking');
    source.lastRead.deliver(frames.slice(150, 301));
    await settle();
    expect(player.state.phase).toBe('paused');
  });

  it('follows a session that is still recorded, and ends when that ends', async () => {
    const all = sampleFrames({ count: 301 });
    const { player, clock, source } = await scriptedPlayer(all, extentOf(all.slice(0, 31), true));
    source.lastRead.deliver(all.slice(0, 31));
    await settle();
    player.play();
    run(player, clock, 2);
    expect(player.state).toMatchObject({ phase: 'buffering', position: 1 });
    source.lastRead.deliver(all.slice(31, 62));
    await settle();
    expect(player.state.phase).toBe('playing');
    expect(player.state.extent).toMatchObject({ frameCount: 62, live: true });
    run(player, clock, 3);
    source.lastRead.deliver([], { ...extentOf(all.slice(0, 62)), live: false });
    source.lastRead.end();
    await settle();
    run(player, clock, 1);
    expect(player.state.phase).toBe('ended');
  });
});
