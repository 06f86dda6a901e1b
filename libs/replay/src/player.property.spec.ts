import * as fc from 'fast-check';
import { ReplayPlayer } from './player.js';
import { ReplaySourceError } from './source.js';
import { HandClock, sampleFrames, ScriptedSource, settle, TestCancellation } from './testing/index.js';

const COUNT = 200;
const INTERVAL = 0.05;
const END = (COUNT - 1) * INTERVAL;
const frames = sampleFrames({ count: COUNT, interval: INTERVAL });

type Action =
  | { do: 'play' }
  | { do: 'pause' }
  | { do: 'restart' }
  | { do: 'seek'; time: number }
  | { do: 'follow'; time: number }
  | { do: 'step'; frames: number }
  | { do: 'speed'; speed: number }
  | { do: 'loop'; loop: boolean }
  | { do: 'range'; a: number | null; b: number | null }
  | { do: 'wait'; seconds: number }
  | { do: 'deliver'; read: number; count: number }
  | { do: 'fail'; read: number };

const time = fc.double({ min: -2, max: END + 2, noNaN: true });
const end = fc.option(time, { nil: null });
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ do: fc.constantFrom('play', 'pause', 'restart') }),
  fc.record({ do: fc.constantFrom('seek', 'follow'), time }),
  fc.record({ do: fc.constant('step'), frames: fc.integer({ min: -30, max: 30 }) }),
  fc.record({
    do: fc.constant('speed'),
    speed: fc
      .tuple(fc.double({ min: 0.1, max: 16, noNaN: true }), fc.boolean())
      .map(([speed, backwards]) => (backwards ? -speed : speed)),
  }),
  fc.record({ do: fc.constant('loop'), loop: fc.boolean() }),
  fc.record({ do: fc.constant('range'), a: end, b: end }),
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait'), seconds: fc.double({ min: 0, max: 3, noNaN: true }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('deliver'),
      read: fc.nat(9),
      count: fc.integer({ min: 1, max: 90 }),
    }),
  },
  fc.record({ do: fc.constant('fail'), read: fc.nat(9) }),
) as fc.Arbitrary<Action>;

/** Player and source, with reads that deliver in their own order: from what was asked for, on and on. */
async function drive(
  actions: readonly Action[],
  check: (
    player: ReplayPlayer,
    action: Action,
    before: { position: number; phase: string; jumps: number; speed: number },
  ) => void,
): Promise<{
  player: ReplayPlayer;
  clock: HandClock;
  source: ScriptedSource;
  deliver: (read: number, count: number) => void;
}> {
  const clock = new HandClock();
  const source = new ScriptedSource();
  const player = new ReplayPlayer(source, {
    clock,
    delay: clock.delay,
    cancellation: () => new TestCancellation(),
  });
  const opening = player.open();
  source.answerOpen({ frameCount: COUNT, firstTimestamp: 0, lastTimestamp: END, live: false });
  await opening;
  const sent = new Map<number, number>();
  const deliver = (index: number, count: number): void => {
    const read = source.reads[index];
    if (!read) return;
    const first =
      'frameNumber' in read.from ? read.from.frameNumber : Math.floor(read.from.timestamp / INTERVAL + 1e-9);
    const from = sent.get(index) ?? Math.max(0, first);
    sent.set(index, from + count);
    if (from < COUNT) read.deliver(frames.slice(from, from + count));
    else read.end();
  };
  for (const step of actions) {
    const { phase, jumps, speed } = player.state;
    const before = { position: player.position, phase, jumps, speed };
    if (step.do === 'play') player.play();
    else if (step.do === 'pause') player.pause();
    else if (step.do === 'restart') player.restart();
    else if (step.do === 'seek') player.seek({ timestamp: step.time });
    else if (step.do === 'follow') player.follow(step.time);
    else if (step.do === 'step') player.step(step.frames);
    else if (step.do === 'speed') player.setSpeed(step.speed);
    else if (step.do === 'loop') player.setLoop(step.loop);
    else if (step.do === 'range') player.setRange(step.a, step.b);
    else if (step.do === 'wait') {
      clock.advance(step.seconds);
      check(player, step, before);
      player.tick();
    } else if (step.do === 'deliver') deliver(Math.max(0, source.reads.length - 1 - step.read), step.count);
    else {
      source.reads[Math.max(0, source.reads.length - 1 - step.read)]?.fail(
        new ReplaySourceError('unavailable', 'lost'),
      );
    }
    await settle();
    check(player, step, before);
  }
  return { player, clock, source, deliver };
}

const sequence = fc.array(action, { maxLength: 60 });

describe('whatever is done to a player, and in whatever order frames arrive', () => {
  it('its position never leaves the session', () =>
    fc.assert(
      fc.asyncProperty(sequence, async (actions) => {
        await drive(actions, (player) => {
          expect(player.position).toBeGreaterThanOrEqual(0);
          expect(player.position).toBeLessThanOrEqual(END);
        });
      }),
    ));

  it('it never runs against the direction of play without a jump', () =>
    fc.assert(
      fc.asyncProperty(sequence, async (actions) => {
        await drive(actions, (player, _action, before) => {
          if (player.state.jumps === before.jumps) {
            const way = (player.position - before.position) * Math.sign(before.speed);
            expect(way).toBeGreaterThanOrEqual(-1e-9);
          }
        });
      }),
    ));

  it('a loop never leaves its range once it is in it, forwards and backwards', () =>
    fc.assert(
      fc.asyncProperty(sequence, time, time, async (actions, one, other) => {
        const { player, clock, deliver, source } = await drive(actions, () => undefined);
        const [a, b] = [Math.max(0, Math.min(one, other)), Math.min(END, Math.max(one, other))];
        fc.pre(b - a > 0.1);
        player.setRange(a, b);
        player.setLoop(true);
        player.seek({ timestamp: (a + b) / 2 });
        player.play();
        const positions: number[] = [];
        for (let i = 0; i < 60; i++) {
          deliver(source.reads.length - 1, 20);
          clock.advance(0.3);
          player.tick();
          await settle();
          positions.push(player.position);
        }
        expect(Math.min(...positions)).toBeGreaterThanOrEqual(a - 1e-9);
        expect(Math.max(...positions)).toBeLessThanOrEqual(b + 1e-9);
      }),
    ));

  it('it moves by itself only while it plays', () =>
    fc.assert(
      fc.asyncProperty(sequence, async (actions) => {
        await drive(actions, (player, action, before) => {
          if (action.do === 'wait' && before.phase !== 'playing' && player.state.jumps === before.jumps) {
            expect(player.position).toBe(before.position);
          }
        });
      }),
    ));

  it('what it plays and shows is known: never a moment without its frames', () =>
    fc.assert(
      fc.asyncProperty(sequence, async (actions) => {
        await drive(actions, (player) => {
          const { phase } = player.state;
          if (phase === 'playing' || phase === 'paused' || phase === 'ended') {
            expect(player.moment()).toBeDefined();
          }
        });
      }),
    ));

  it('the newest seek wins', () =>
    fc.assert(
      fc.asyncProperty(
        sequence,
        fc.array(time, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat(20)),
        async (actions, targets, order) => {
          const { player, source, deliver } = await drive(actions, () => undefined);
          player.pause();
          for (const timestamp of targets) {
            player.seek({ timestamp });
            await settle();
          }
          // Old and new reads bring their frames in a random order; those of the newest come in the end.
          for (let i = 0; i < 10; i++) {
            deliver(order.next().value % source.reads.length, 20);
            await settle();
          }
          for (let i = 0; i < COUNT / 10 && player.state.phase === 'seeking'; i++) {
            deliver(source.reads.length - 1, 20);
            await settle();
          }
          expect(player.state.phase).toBe('paused');
          expect(player.position).toBe(Math.min(END, Math.max(0, targets.at(-1) ?? 0)));
        },
      ),
    ));
});
