import { ReplayPlayer } from './player.js';
import { ReplaySourceError } from './source.js';
import { HandClock, sampleFrames, ScriptedSource, settle } from './testing/index.js';
import { extentOf, playerOptions, run, scriptedPlayer } from './testing/driven-player.js';

describe('a player whose source fails', () => {
  it('plays on from what it has when the connection is lost, tries again, and says so', async () => {
    const { player, clock, frames, source } = await scriptedPlayer();
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
    const { player, clock, source } = await scriptedPlayer();
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
    const { player, clock, frames, source } = await scriptedPlayer();
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
    const player = new ReplayPlayer(source, playerOptions(clock));
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
    const player = new ReplayPlayer(source, playerOptions(clock));
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
    const { source, player } = await scriptedPlayer();
    source.lastRead.end();
    await settle();
    expect(source.reads).toHaveLength(1);
    expect(player.state.problem).toMatchObject({ code: 'unavailable', retrying: true });
  });
});
