import { SpareRefusals } from './spare-refusals.js';

describe(SpareRefusals.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** How many are answered within a second of those who never stop asking. */
  function inOneSecond({ bucket }: SpareRefusals, suit: () => void = () => undefined): number {
    let answered = 0;
    for (let look = 0; look < 20; look++) {
      jest.advanceTimersByTime(50);
      suit();
      for (; bucket.left >= 1; answered++) bucket.charge(1);
    }
    return answered;
  }

  it('answers thousands a second while there is time', () => {
    const spare = new SpareRefusals();
    expect(inOneSecond(spare, () => spare.suit(0.1))).toBeGreaterThan(1500);
  });

  it('withdraws within a second from a thread that is busy, never quite, and comes back when it is calm', () => {
    const spare = new SpareRefusals();
    inOneSecond(spare, () => spare.suit(1));
    const inNeed = inOneSecond(spare, () => spare.suit(1));
    expect(inNeed).toBeGreaterThan(50);
    expect(inNeed).toBeLessThan(150);
    expect(inOneSecond(spare, () => spare.suit(0.4))).toBeLessThan(150);
    for (let second = 0; second < 4; second++) inOneSecond(spare, () => spare.suit(0.2));
    expect(inOneSecond(spare, () => spare.suit(0.2))).toBeGreaterThan(1500);
  });
});
