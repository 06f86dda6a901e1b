import { digitAt, isCountdown, isHeard, runCountdown } from './countdown';

function setUp(seconds: number) {
  const world = { now: 1000, pending: undefined as (() => void) | undefined };
  const digits: number[] = [];
  const countdown = runCountdown(seconds, {
    now: () => world.now,
    soon: (callback) => {
      world.pending = callback;
      return () => (world.pending = undefined);
    },
    digit: (digit) => digits.push(digit),
  });
  const advance = (milliseconds: number) => {
    world.now += milliseconds;
    world.pending?.();
  };
  return { ...countdown, digits, advance, world };
}

describe('a countdown', () => {
  it('shows every digit for a second and then is over', async () => {
    const { digits, advance, over } = setUp(3);
    for (let i = 0; i < 30; i++) advance(100);
    expect(digits).toEqual([3, 2, 1, 0]);
    await expect(over).resolves.toBe(true);
  });

  it('starts on time when the timer was throttled and digits were missed', async () => {
    const { digits, advance, over } = setUp(10);
    advance(1000);
    advance(9000);
    expect(digits).toEqual([10, 9, 0]);
    await expect(over).resolves.toBe(true);
  });

  it('never starts a recording once it was called off', async () => {
    const { cancel, over, world } = setUp(3);
    cancel();
    expect(world.pending).toBeUndefined();
    await expect(over).resolves.toBe(false);
  });
});

it('the last digit lasts until the very end', () => {
  expect(digitAt(0, 3, 2999)).toBe(1);
  expect(digitAt(0, 3, 3000)).toBe(0);
});

it('three digits are heard, the start is not one of them', () => {
  expect([10, 4, 3, 2, 1, 0].filter(isHeard)).toEqual([3, 2, 1]);
});

it('only offered lengths are taken from memory', () => {
  expect([0, 3, 10, 5, '3', null].filter(isCountdown)).toEqual([0, 3, 10]);
});
