import { sampleFrames, settle } from './testing/index.js';
import { loadedPlayer, scriptedPlayer } from './testing/driven-player.js';

const FRAMES = sampleFrames({ count: 3001 });
const END = FRAMES.at(-1)?.timestamp ?? 0;
const EXTENT = { frameCount: FRAMES.length, firstTimestamp: 0, lastTimestamp: END, live: false };

const loaded = () => loadedPlayer(FRAMES);

/** A player whose frames come when the test says. */
async function scripted(extent = EXTENT, maxFrames?: number) {
  const { player, clock, source } = await scriptedPlayer(FRAMES, extent, maxFrames ? { maxFrames } : {});
  /** Answers the newest read from where it starts. */
  const deliver = async (count: number, extra = 0) => {
    const { from, deliver: hand } = source.lastRead;
    const first = 'frameNumber' in from ? from.frameNumber : Math.floor(from.timestamp * 30 + 1e-6);
    hand(FRAMES.slice(first + extra, first + extra + count));
    await settle();
  };
  return { player, clock, source, deliver };
}

describe('a player that plays backwards', () => {
  it('keeps to the clock', async () => {
    const { player, clock } = await loaded();
    player.seek({ timestamp: 50 });
    player.setSpeed(-2);
    player.play();
    for (let i = 0; i < 60; i++) {
      clock.advance(1 / 60);
      player.tick();
    }
    expect(player.position).toBeCloseTo(48, 9);
    player.pause();
    clock.advance(5);
    expect(player.position).toBeCloseTo(48, 9);
  });

  it('turns round where it is, either way', async () => {
    const { player, clock } = await loaded();
    player.play();
    clock.advance(10);
    player.setSpeed(-1);
    clock.advance(4);
    expect(player.position).toBeCloseTo(6, 9);
    player.setSpeed(1);
    clock.advance(3);
    expect(player.position).toBeCloseTo(9, 9);
    expect(player.state.phase).toBe('playing');
  });

  it('ends at the first frame, and starts over from the last', async () => {
    const { player, clock } = await loaded();
    player.seek({ timestamp: 3 });
    player.setSpeed(-1);
    player.play();
    clock.advance(60);
    player.tick();
    expect(player.state).toMatchObject({ phase: 'ended', position: 0, wantsToPlay: false });
    player.play();
    expect(player.state).toMatchObject({ phase: 'playing', position: END });
  });

  it('goes back from the end at which it stopped, without starting over', async () => {
    const { player, clock } = await loaded();
    player.play();
    clock.advance(END + 1);
    player.tick();
    expect(player.state.phase).toBe('ended');
    player.setSpeed(-1);
    player.play();
    clock.advance(2);
    expect(player.position).toBeCloseTo(END - 2, 9);
  });

  it('goes from A round to B in a loop, also after a long sleep', async () => {
    const { player, clock } = await loaded();
    player.setRange(10, 14);
    player.setLoop(true);
    player.seek({ timestamp: 11 });
    player.setSpeed(-1);
    player.play();
    clock.advance(1.5);
    player.tick();
    expect(player.position).toBeCloseTo(13.5, 9);
    clock.advance(4 * 7 + 1);
    player.tick();
    expect(player.position).toBeCloseTo(12.5, 9);
  });

  it('follows a video that plays backwards, and waits for it', async () => {
    const { player, clock } = await loaded();
    player.seek({ timestamp: 20 });
    player.setSpeed(-1);
    player.play();
    player.follow(19);
    expect(player.position).toBeCloseTo(19, 9);
    player.follow(19.5);
    clock.advance(0.25);
    expect(player.position).toBeCloseTo(19, 9);
    clock.advance(0.5);
    expect(player.position).toBeCloseTo(18.75, 9);
  });
});

describe('frames for playing backwards', () => {
  it('are read in a stretch that ends where the player is, and the next one before that', async () => {
    const { player, clock, source, deliver } = await scripted();
    player.setSpeed(-1);
    player.seek({ frameNumber: 2000 });
    await settle();
    await deliver(1);
    player.play();
    player.tick();
    await settle();
    const first = source.lastRead.from;
    expect(first).toEqual({ frameNumber: 1400 });
    clock.advance(1);
    player.tick();
    expect(player.state.phase).toBe('buffering');
    await deliver(600);
    expect(player.state.phase).toBe('playing');
    expect(source.lastRead.from).toEqual({ frameNumber: 800 });
    clock.advance(5);
    player.tick();
    expect(player.position).toBeCloseTo(2000 / 30 - 5, 6);
  });

  it('come before those that lie ahead the other way: a running read makes room', async () => {
    const { player, source, deliver } = await scripted();
    player.seek({ timestamp: 50 });
    await settle();
    await deliver(30);
    const onwards = source.lastRead;
    player.play();
    player.setSpeed(-1);
    player.tick();
    await settle();
    expect(onwards.signal.aborted).toBe(true);
    expect(source.lastRead.from).toEqual({ frameNumber: 900 });
  });

  it('fill the whole session in the end, from whatever place', async () => {
    const { player, source, deliver } = await scripted();
    player.setSpeed(-1);
    player.seek({ frameNumber: 1000 });
    await settle();
    for (let i = 0; i < 20 && (player.track?.size ?? 0) < FRAMES.length; i++) {
      const last = source.lastRead;
      for (let sent = 0; source.lastRead === last && sent < 3001; sent += 300) await deliver(300, sent);
    }
    expect(player.track?.size).toBe(FRAMES.length);
    expect(player.track?.ranges).toHaveLength(1);
  });

  it('stay within a small memory', async () => {
    const { player, clock, source, deliver } = await scripted(EXTENT, 2048);
    player.setSpeed(-8);
    player.seek({ timestamp: END });
    player.play();
    await settle();
    let answered: unknown;
    for (let i = 0; i < 200 && player.state.phase !== 'ended'; i++) {
      if (source.lastRead !== answered) {
        answered = source.lastRead;
        await deliver(512);
      }
      clock.advance(0.1);
      player.tick();
      await settle();
      expect(player.track?.size).toBeLessThanOrEqual(2048);
    }
    expect(player.state).toMatchObject({ phase: 'ended', position: 0 });
  });
});
