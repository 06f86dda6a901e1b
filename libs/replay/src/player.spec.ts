import type { Frame } from '@reclimb/contracts';
import { ReplayPlayer } from './player.js';
import type { PlayerOptions } from './player-view.js';
import { MemorySource } from './memory-source.js';
import { type ReplayExtent, ReplaySourceError } from './source.js';
import { HandClock, sampleFrames, ScriptedSource, settle, TestCancellation } from './testing/index.js';

const options = (clock: HandClock): PlayerOptions => ({
  clock,
  delay: clock.delay,
  cancellation: () => new TestCancellation(),
});

const extentOf = (frames: readonly Frame[], live = false): ReplayExtent => ({
  frameCount: frames.length,
  firstTimestamp: frames[0]?.timestamp ?? null,
  lastTimestamp: frames.at(-1)?.timestamp ?? null,
  live,
});

/** A player with all of its frames in memory. */
async function loaded(frames = sampleFrames({ count: 301 }), more: Partial<PlayerOptions> = {}) {
  const clock = new HandClock();
  const player = new ReplayPlayer(new MemorySource('coco17', frames), { ...options(clock), ...more });
  await player.open();
  await settle();
  return { player, clock, frames };
}

/** A player whose frames come when the test says. */
async function scripted(frames = sampleFrames({ count: 301 }), extent = extentOf(frames)) {
  const clock = new HandClock();
  const source = new ScriptedSource();
  const player = new ReplayPlayer(source, options(clock));
  const opening = player.open();
  source.answerOpen(extent);
  await opening;
  await settle();
  return { player, clock, frames, source };
}

const run = (player: ReplayPlayer, clock: HandClock, seconds: number, step = 1 / 60): void => {
  for (let left = seconds; left > 1e-9; left -= step) {
    clock.advance(Math.min(step, left));
    player.tick();
  }
};

describe('a player with everything in memory', () => {
  it('is paused at the first frame once opened, and shows it', async () => {
    const { player } = await loaded(sampleFrames({ count: 3, timestamps: [0.4, 0.5, 0.6] }));
    expect(player.state).toMatchObject({ phase: 'paused', position: 0.4, jumps: 1 });
    expect(player.moment()).toMatchObject({ frameNumber: 0, exact: true });
  });

  it('starts by itself when play was pressed while it was loading', async () => {
    const clock = new HandClock();
    const player = new ReplayPlayer(new MemorySource('coco17', sampleFrames({ count: 31 })), options(clock));
    player.play();
    expect(player.state).toMatchObject({ phase: 'loading', wantsToPlay: true });
    await player.open();
    await settle();
    expect(player.state.phase).toBe('playing');
  });

  it('keeps to the clock at every speed, without drift', async () => {
    for (const speed of [0.1, 0.25, 1, 4, 16]) {
      const { player, clock } = await loaded();
      player.setSpeed(speed);
      player.play();
      run(player, clock, 0.5);
      expect(player.position).toBeCloseTo(0.5 * speed, 9);
    }
  });

  it('stands still when paused, and goes on from there', async () => {
    const { player, clock } = await loaded();
    player.play();
    clock.advance(2);
    player.pause();
    clock.advance(50);
    expect(player.position).toBeCloseTo(2, 9);
    player.play();
    clock.advance(1);
    expect(player.position).toBeCloseTo(3, 9);
  });

  it('goes on at the new speed from where it is', async () => {
    const { player, clock } = await loaded();
    player.play();
    clock.advance(1);
    player.setSpeed(4);
    clock.advance(0.5);
    expect(player.position).toBeCloseTo(3, 9);
  });

  it('refuses speeds that nothing can keep', async () => {
    const { player } = await loaded();
    for (const speed of [0, -0.05, 0.05, 17, -17, NaN]) {
      expect(() => player.setSpeed(speed)).toThrow(RangeError);
    }
  });

  it('ends at the last frame, not beyond, and starts over on play', async () => {
    const { player, clock } = await loaded();
    player.play();
    clock.advance(100);
    expect(player.position).toBe(10);
    player.tick();
    expect(player.state).toMatchObject({ phase: 'ended', position: 10, wantsToPlay: false });
    player.play();
    expect(player.state).toMatchObject({ phase: 'playing', position: 0 });
  });

  it('starts over when play is pressed after seeking to the very end', async () => {
    const { player } = await loaded();
    player.seek({ timestamp: 99 });
    expect(player.state).toMatchObject({ phase: 'paused', position: 10 });
    player.play();
    expect(player.state).toMatchObject({ phase: 'playing', position: 0 });
  });

  it('seeks by time and by frame, within the session, playing or paused as before', async () => {
    const { player, clock, frames } = await loaded();
    player.seek({ timestamp: -5 });
    expect(player.position).toBe(0);
    player.seek({ frameNumber: 77 });
    expect(player.position).toBe(frames[77]?.timestamp);
    player.seek({ frameNumber: 9999 });
    expect(player.position).toBe(10);
    player.seek({ timestamp: 4 });
    player.play();
    player.seek({ timestamp: 6 });
    clock.advance(1);
    expect(player.position).toBeCloseTo(7, 9);
    expect(player.state.phase).toBe('playing');
  });

  it('steps through every recorded frame and back, however irregular, and pauses for it', async () => {
    const timestamps = [0, 0.05, 0.06, 1.4, 1.5, 9];
    const { player } = await loaded(sampleFrames({ count: 6, timestamps }));
    player.play();
    const seen = timestamps.slice(1).map(() => (player.step(1), player.position));
    expect(seen).toEqual(timestamps.slice(1));
    expect(player.state.phase).toBe('paused');
    player.step(1);
    expect(player.position).toBe(9);
    const back = timestamps.slice(1).map(() => (player.step(-1), player.position));
    expect(back).toEqual(timestamps.slice(0, -1).reverse());
    player.step(-10);
    expect(player.position).toBe(0);
  });

  it('steps from between two frames to the one on that side, and snaps with a step of none', async () => {
    const { player } = await loaded(sampleFrames({ count: 5, interval: 1 }));
    player.seek({ timestamp: 2.5 });
    player.step(1);
    expect(player.position).toBe(3);
    player.seek({ timestamp: 2.5 });
    player.step(-1);
    expect(player.position).toBe(2);
    player.seek({ timestamp: 2.5 });
    player.step(0);
    expect(player.position).toBe(2);
  });

  it('loops the whole session, counting every turn as a jump', async () => {
    const { player, clock } = await loaded();
    player.setLoop(true);
    player.play();
    const { jumps } = player.state;
    run(player, clock, 25);
    expect(player.position).toBeCloseTo(5, 6);
    expect(player.state).toMatchObject({ phase: 'playing', jumps: jumps + 2 });
  });

  it('loops from A to B once it has reached B, and not before', async () => {
    const { player, clock } = await loaded();
    player.setLoop(true);
    player.setRange(6, 4);
    expect(player.state).toMatchObject({ a: 4, b: 6 });
    player.play();
    run(player, clock, 5);
    expect(player.position).toBeCloseTo(5, 6);
    run(player, clock, 2);
    expect(player.position).toBeCloseTo(5, 6);
    player.seek({ timestamp: 8 });
    run(player, clock, 3);
    expect(player.position).toBeCloseTo(5, 6);
    player.setRange(null, null);
    run(player, clock, 3);
    expect(player.position).toBeCloseTo(8, 6);
  });

  it('finds its place in a loop after a long time without a tick (a hidden tab)', async () => {
    const { player, clock } = await loaded();
    player.setLoop(true);
    player.setRange(2, 4);
    player.seek({ timestamp: 2 });
    player.play();
    clock.advance(1001);
    player.tick();
    expect(player.position).toBeCloseTo(3, 6);
  });

  it('plays one frame and none without going round in circles', async () => {
    for (const count of [0, 1]) {
      const { player, clock } = await loaded(sampleFrames({ count }));
      expect(player.state.phase).toBe('paused');
      player.play();
      run(player, clock, 1);
      expect(player.state.phase).toBe('ended');
      player.setLoop(true);
      player.play();
      const { jumps } = player.state;
      run(player, clock, 1);
      player.step(1);
      player.step(-1);
      expect(player.position).toBe(0);
      expect(player.state.jumps).toBeLessThanOrEqual(jumps + 2);
    }
  });

  it('follows a companion forwards at once, and waits for one that is behind', async () => {
    const { player, clock } = await loaded();
    player.play();
    clock.advance(1);
    player.follow(1.05);
    expect(player.position).toBeCloseTo(1.05, 9);
    player.follow(1);
    clock.advance(0.04);
    expect(player.position).toBeCloseTo(1.05, 9);
    clock.advance(0.02);
    expect(player.position).toBeCloseTo(1.06, 9);
    player.follow(500);
    expect(player.position).toBe(10);
  });

  it('tells subscribers every change once, with states that never change afterwards', async () => {
    const { player } = await loaded();
    const states: unknown[] = [];
    const stop = player.subscribe((state) => states.push(state));
    const before = player.state;
    player.play();
    player.pause();
    stop();
    player.play();
    expect(states.map((state) => (state as { phase: string }).phase)).toEqual(['playing', 'paused']);
    expect(before.phase).toBe('paused');
    expect(Object.isFrozen(before)).toBe(true);
  });

  it('does nothing more once closed', async () => {
    const { player, clock } = await loaded();
    player.play();
    clock.advance(1);
    await player.close();
    clock.advance(1);
    player.play();
    player.seek({ timestamp: 5 });
    player.tick();
    expect(player.state.phase).toBe('closed');
    expect(player.position).toBeCloseTo(1, 9);
  });

  it('plays an hour within a limited memory, forwards and after seeks back', async () => {
    const frames = sampleFrames({ count: 20_000 });
    const { player, clock } = await loaded(frames, { maxFrames: 2048 });
    player.setSpeed(16);
    player.play();
    let last = 0;
    for (let i = 0; i < 6000 && player.state.phase !== 'ended'; i++) {
      clock.advance(1 / 30);
      player.tick();
      await settle();
      expect(player.position).toBeGreaterThanOrEqual(last);
      expect(player.track?.size).toBeLessThanOrEqual(2048);
      last = player.position;
    }
    expect(player.state.phase).toBe('ended');
    player.seek({ timestamp: 1 });
    await settle();
    expect(player.state.phase).toBe('paused');
    expect(player.moment()?.exact).toBe(true);
  });
});

describe('a player whose source takes its time', () => {
  it('shows a seek at once when the place is here, and waits for it when not', async () => {
    const { player, frames, source } = await scripted();
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

  it('cancels the read of a seek that a newer one has overtaken, and ignores what it still brings', async () => {
    const { player, frames, source } = await scripted();
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
    const { player, frames, source } = await scripted();
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
    const { player, frames, source } = await scripted();
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
    const { player, clock, frames, source } = await scripted();
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
    const { player, clock, frames, source } = await scripted();
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

  it('plays on from what it has when the connection is lost, tries again, and says so', async () => {
    const { player, clock, frames, source } = await scripted();
    source.lastRead.deliver(frames.slice(0, 100));
    await settle();
    player.play();
    source.lastRead.fail(new ReplaySourceError('unavailable', 'The connection is lost.'));
    await settle();
    expect(player.state).toMatchObject({
      phase: 'playing',
      problem: { code: 'unavailable', retrying: true },
    });
    run(player, clock, 0.6);
    await settle();
    expect(player.position).toBeCloseTo(0.6, 6);
    expect(source.lastRead.from).toEqual({ frameNumber: 100 });
    source.lastRead.deliver(frames.slice(100, 301));
    await settle();
    expect(player.state).toMatchObject({ phase: 'playing', problem: null });
  });

  it('waits longer after every failure, and a seek does not have to wait', async () => {
    const { player, clock, source } = await scripted();
    const lost = new ReplaySourceError('unavailable', 'lost');
    for (const pause of [0.5, 1, 2, 4, 8, 8]) {
      const reads = source.reads.length;
      source.lastRead.fail(lost);
      await settle();
      clock.advance(pause - 0.01);
      await settle();
      expect(source.reads).toHaveLength(reads);
      clock.advance(0.02);
      await settle();
      expect(source.reads).toHaveLength(reads + 1);
    }
    source.lastRead.fail(lost);
    await settle();
    const reads = source.reads.length;
    player.seek({ timestamp: 4 });
    expect(source.reads).toHaveLength(reads + 1);
  });

  it('keeps what it has when the session is deleted meanwhile, and fails only where it has nothing', async () => {
    const { player, clock, frames, source } = await scripted();
    source.lastRead.deliver(frames.slice(0, 100));
    await settle();
    player.play();
    source.lastRead.fail(new ReplaySourceError('not_found', 'This session does not exist.'));
    await settle();
    expect(player.state).toMatchObject({ phase: 'playing', problem: { code: 'not_found', retrying: false } });
    run(player, clock, 5);
    expect(player.state.phase).toBe('failed');
    player.seek({ timestamp: 1 });
    expect(player.moment()?.frameNumber).toBe(30);
    player.seek({ timestamp: 9 });
    expect(player.state.phase).toBe('failed');
  });

  it('fails when there is nothing to open, and can try again', async () => {
    const clock = new HandClock();
    const source = new ScriptedSource();
    const player = new ReplayPlayer(source, options(clock));
    const opening = player.open();
    source.answerOpen(new ReplaySourceError('not_found', 'gone'));
    await opening;
    expect(player.state).toMatchObject({ phase: 'failed', problem: { code: 'not_found' } });
    player.retry();
    expect(player.state.phase).toBe('loading');
    source.answerOpen(extentOf(sampleFrames({ count: 2 })));
    await settle();
    source.lastRead.deliver(sampleFrames({ count: 2 }));
    await settle();
    expect(player.state).toMatchObject({ phase: 'paused', problem: null });
  });

  it('tries to open again while the server cannot be reached', async () => {
    const clock = new HandClock();
    const source = new ScriptedSource();
    const player = new ReplayPlayer(source, options(clock));
    const opening = player.open();
    source.answerOpen(new ReplaySourceError('unavailable', 'no server'));
    await settle();
    expect(player.state).toMatchObject({ phase: 'loading', problem: { retrying: true } });
    clock.advance(0.5);
    await settle();
    source.answerOpen(extentOf(sampleFrames({ count: 2 })));
    await opening;
    expect(player.state.phase).toBe('seeking');
  });

  it('does not hammer a source whose stream ends too early', async () => {
    const { source, player } = await scripted();
    source.lastRead.end();
    await settle();
    expect(source.reads).toHaveLength(1);
    expect(player.state.problem).toMatchObject({ code: 'unavailable', retrying: true });
  });

  it('follows a session that is still recorded, and ends when that ends', async () => {
    const all = sampleFrames({ count: 301 });
    const { player, clock, source } = await scripted(all, extentOf(all.slice(0, 31), true));
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
