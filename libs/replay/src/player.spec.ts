import { MemorySource } from './memory-source.js';
import { ReplayPlayer } from './player.js';
import { HandClock, sampleFrames, settle } from './testing/index.js';
import { loadedPlayer, playerOptions, run } from './testing/driven-player.js';

describe('a player with everything in memory', () => {
  it('is paused at the first frame once opened, and shows it', async () => {
    const { player } = await loadedPlayer(sampleFrames({ count: 3, timestamps: [0.4, 0.5, 0.6] }));
    expect(player.state).toMatchObject({ phase: 'paused', position: 0.4, jumps: 1 });
    expect(player.moment()).toMatchObject({ frameNumber: 0, exact: true });
  });

  it('starts by itself when play was pressed while it was loading', async () => {
    const clock = new HandClock();
    const player = new ReplayPlayer(
      new MemorySource('coco17', sampleFrames({ count: 31 })),
      playerOptions(clock),
    );
    player.play();
    expect(player.state).toMatchObject({ phase: 'loading', wantsToPlay: true });
    await player.open();
    await settle();
    expect(player.state.phase).toBe('playing');
  });

  it('keeps to the clock at every speed, without drift', async () => {
    for (const speed of [0.1, 0.25, 1, 4, 16]) {
      const { player, clock } = await loadedPlayer();
      player.setSpeed(speed);
      player.play();
      run(player, clock, 0.5);
      expect(player.position).toBeCloseTo(0.5 * speed, 9);
    }
  });

  it('stands still when paused, and goes on from there', async () => {
    const { player, clock } = await loadedPlayer();
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
    const { player, clock } = await loadedPlayer();
    player.play();
    clock.advance(1);
    player.setSpeed(4);
    clock.advance(0.5);
    expect(player.position).toBeCloseTo(3, 9);
  });

  it('refuses speeds that nothing can keep', async () => {
    const { player } = await loadedPlayer();
    for (const speed of [0, -0.05, 0.05, 17, -17, NaN]) {
      expect(() => player.setSpeed(speed)).toThrow(RangeError);
    }
  });

  it('ends at the last frame, not beyond, and starts over on play', async () => {
    const { player, clock } = await loadedPlayer();
    player.play();
    clock.advance(100);
    expect(player.position).toBe(10);
    player.tick();
    expect(player.state).toMatchObject({ phase: 'ended', position: 10, wantsToPlay: false });
    player.play();
    expect(player.state).toMatchObject({ phase: 'playing', position: 0 });
  });

  it('starts over when play is pressed after seeking to the very end', async () => {
    const { player } = await loadedPlayer();
    player.seek({ timestamp: 99 });
    expect(player.state).toMatchObject({ phase: 'paused', position: 10 });
    player.play();
    expect(player.state).toMatchObject({ phase: 'playing', position: 0 });
  });

  it('plays one frame and none without going round in circles', async () => {
    for (const count of [0, 1]) {
      const { player, clock } = await loadedPlayer(sampleFrames({ count }));
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
    const { player, clock } = await loadedPlayer();
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
    const { player } = await loadedPlayer();
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
    const { player, clock } = await loadedPlayer();
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
});
