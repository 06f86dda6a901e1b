import * as fc from 'fast-check';
import { type Extent, LATE_MILLISECONDS, Playback } from './playback.js';

const FPS = 30;
/** 300 frames: ten seconds at 30 fps. */
const extent: Extent = { frameCount: 300, firstTimestamp: 0, lastTimestamp: 299 / FPS, live: false };
const timesFrom = (next: number, count = 60) =>
  Array.from({ length: Math.max(0, Math.min(count, extent.frameCount - next)) }, (_, i) => (next + i) / FPS);

/** Carries plans out as the connection does, and answers the numbers of the frames sent. */
function drive(playback: Playback, now: number): { sent: number[]; wakeAt: number | null } {
  const sent: number[] = [];
  for (let round = 0; round < 1000; round++) {
    playback.endIfOver(now);
    const { next } = playback;
    const plan = playback.plan(now, timesFrom(next));
    if (plan.needsFrames) throw new Error('The test has all frames at hand');
    if (plan.skip + plan.send === 0) return { sent, wakeAt: plan.wakeAt };
    playback.advance(plan);
    for (let i = 0; i < plan.send; i++) sent.push(next + plan.skip + i);
  }
  throw new Error('The plan never comes to rest');
}

describe('realtime', () => {
  it('sends nothing before play, and every frame when it is due', () => {
    const playback = new Playback('realtime', extent);
    expect(drive(playback, 0)).toEqual({ sent: [], wakeAt: null });
    playback.play(1000);
    expect(drive(playback, 1000).sent).toEqual([0]);
    expect(drive(playback, 1000).wakeAt).toBeCloseTo(1000 + 1000 / FPS);
    expect(drive(playback, 1100).sent).toEqual([1, 2, 3]);
  });

  it('ends exactly when the last frame is due, however late the timers were on the way', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 40, noNaN: true }), { minLength: 400 }), (delays) => {
        const playback = new Playback('realtime', extent);
        playback.play(0);
        let now = 0;
        const sent: number[] = [];
        for (const delay of delays) {
          const step = drive(playback, now);
          sent.push(...step.sent);
          if (step.wakeAt === null) break;
          expect(step.wakeAt).toBeLessThanOrEqual(extent.lastTimestamp * 1000 + 1e-6);
          now = Math.max(now, step.wakeAt) + delay;
        }
        expect(playback.snapshot(now).state).toBe('ended');
        expect(sent).toEqual(Array.from({ length: 300 }, (_, index) => index));
      }),
      { numRuns: 30 },
    );
  });

  it('skips to the present after a stall instead of piling up', () => {
    const playback = new Playback('realtime', extent);
    playback.play(0);
    drive(playback, 0);
    const { sent } = drive(playback, 5000);
    expect(sent.at(-1)).toBe(150);
    expect(sent.every((frame) => frame / FPS >= 5 - LATE_MILLISECONDS / 1000 || frame % 60 === 0)).toBe(true);
    expect(sent.length).toBeLessThan(20);
  });

  it('sends nothing after a pause, and goes on with the next frame', () => {
    const playback = new Playback('realtime', extent);
    playback.play(0);
    expect(drive(playback, 100).sent).toEqual([0, 1, 2, 3]);
    playback.pause(110);
    expect(drive(playback, 10_000)).toEqual({ sent: [], wakeAt: null });
    expect(playback.snapshot(10_000)).toMatchObject({ state: 'paused', frameNumber: 3, timestamp: 0.11 });
    playback.play(20_000);
    expect(drive(playback, 20_000 + 30).sent).toEqual([4]);
  });

  it('keeps the position when the speed changes, and goes on at the new one', () => {
    const playback = new Playback('realtime', extent);
    playback.play(0);
    playback.setSpeed(16, 1000);
    expect(playback.position(1000)).toBeCloseTo(1);
    expect(playback.position(1100)).toBeCloseTo(2.6);
  });

  it('shows the frame it is sent to while paused, and only that one', () => {
    const playback = new Playback('realtime', extent);
    playback.depart(0);
    expect(drive(playback, 0).sent).toEqual([]);
    playback.land(150, 5, 0);
    expect(drive(playback, 0).sent).toEqual([150]);
    expect(drive(playback, 60_000).sent).toEqual([]);
    expect(playback.snapshot(0)).toMatchObject({ epoch: 1, state: 'paused', frameNumber: 150, timestamp: 5 });
  });

  it('begins anew after the end', () => {
    const playback = new Playback('realtime', extent);
    playback.play(0);
    drive(playback, 20_000);
    expect(playback.snapshot(20_000)).toMatchObject({ state: 'ended', frameNumber: 299 });
    playback.play(30_000);
    expect(playback.snapshot(30_000)).toMatchObject({
      state: 'playing',
      epoch: 1,
      frameNumber: 0,
      timestamp: 0,
    });
    expect(drive(playback, 30_000).sent).toEqual([0]);
  });

  it('waits at the edge of a session that is being recorded, and is not late afterwards', () => {
    const live = { frameCount: 10, firstTimestamp: 0, lastTimestamp: 9 / FPS, live: true };
    const playback = new Playback('realtime', live);
    playback.play(0);
    const at = (count: number) =>
      Array.from({ length: count - playback.next }, (_, i) => (playback.next + i) / FPS);
    const first = playback.plan(1000, at(10));
    playback.advance(first);
    while (playback.next < 10) playback.advance(playback.plan(1000, at(10)));
    playback.extend({ ...live, frameCount: 40, lastTimestamp: 39 / FPS }, 5000);
    expect(playback.plan(5000, at(40))).toMatchObject({ send: 0, wakeAt: 5000 + 1000 / FPS });
    playback.extend({ ...live, frameCount: 40, lastTimestamp: 39 / FPS, live: false }, 5000);
    expect(playback.endIfOver(5000)).toBe(false);
  });

  it('ends an empty session at once', () => {
    const playback = new Playback('realtime', {
      frameCount: 0,
      firstTimestamp: 0,
      lastTimestamp: 0,
      live: false,
    });
    playback.play(0);
    expect(playback.endIfOver(0)).toBe(true);
    expect(playback.snapshot(0)).toMatchObject({ state: 'ended', frameNumber: 0, timestamp: 0 });
  });
});

describe('ahead', () => {
  it('sends what credit allows, before any play, and never more', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 10 }), (credits) => {
        const playback = new Playback('ahead', extent);
        let allowed = 0;
        const sent: number[] = [];
        for (const credit of credits) {
          playback.credit(credit);
          allowed += credit;
          sent.push(...drive(playback, 0).sent);
          expect(sent.length).toBe(Math.min(allowed, 300));
        }
        expect(sent).toEqual(sent.map((_, index) => index));
      }),
    );
  });

  it('stops at an explicit pause until it is sent somewhere', () => {
    const playback = new Playback('ahead', extent);
    playback.pause(0);
    playback.credit(100);
    expect(drive(playback, 0).sent).toEqual([]);
    playback.depart(0);
    playback.land(200, 200 / FPS, 0);
    expect(drive(playback, 0).sent[0]).toBe(200);
  });

  it('sends no further ahead of the playing position than the client buffers', () => {
    const playback = new Playback('ahead', extent, 2);
    playback.credit(1000);
    expect(drive(playback, 0).sent.at(-1)).toBe(60);
    playback.play(0);
    expect(drive(playback, 1000).sent.at(-1)).toBe(90);
    expect(drive(playback, 1000).wakeAt).toBeCloseTo(1000 + 1000 / FPS);
  });

  it('ends when the position reaches the end, not when the last frame is sent', () => {
    const playback = new Playback('ahead', extent);
    playback.credit(1000);
    playback.play(0);
    expect(drive(playback, 0)).toMatchObject({ wakeAt: extent.lastTimestamp * 1000 });
    expect(playback.snapshot(0).state).toBe('playing');
    expect(playback.endIfOver(extent.lastTimestamp * 1000)).toBe(true);
  });
});

it('never leaves the session and never runs backwards while playing, whatever is done', () => {
  const action = fc.oneof(
    fc.constant({ do: 'play' as const }),
    fc.constant({ do: 'pause' as const }),
    fc.record({ do: fc.constant('speed' as const), to: fc.double({ min: 0.1, max: 16, noNaN: true }) }),
    fc.record({ do: fc.constant('seek' as const), to: fc.integer({ min: 0, max: 299 }) }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('ahead' as const, 'realtime' as const),
      fc.array(fc.tuple(action, fc.integer({ min: 0, max: 3000 }))),
      (pace, script) => {
        const playback = new Playback(pace, extent);
        playback.credit(100);
        let now = 0;
        let { epoch, timestamp } = playback.snapshot(now);
        for (const [step, wait] of script) {
          if (step.do === 'play') playback.play(now);
          if (step.do === 'pause') playback.pause(now);
          if (step.do === 'speed') playback.setSpeed(step.to, now);
          if (step.do === 'seek') {
            playback.depart(now);
            playback.land(step.to, step.to / FPS, now);
          }
          drive(playback, now);
          now += wait;
          drive(playback, now);
          const state = playback.snapshot(now);
          expect(state.timestamp).toBeGreaterThanOrEqual(0);
          expect(state.timestamp).toBeLessThanOrEqual(extent.lastTimestamp);
          expect(state.frameNumber).toBeLessThan(300);
          expect(state.epoch).toBeGreaterThanOrEqual(epoch);
          if (state.epoch === epoch) expect(state.timestamp).toBeGreaterThanOrEqual(timestamp - 1e-9);
          ({ epoch, timestamp } = state);
        }
      },
    ),
  );
});
