import { nextAttempt } from './retry-schedule.js';

const START = new Date('2025-01-01T00:00:00Z');
const HOUR_MS = 3_600_000;

describe(nextAttempt.name, () => {
  it('tries again soon, then ever later, and gives up after a day or so', () => {
    let now = START;
    let attempts = 1;
    const pauses: number[] = [];
    for (;;) {
      const next = nextAttempt(attempts, now, 0.5);
      if (!next) break;
      pauses.push(next.getTime() - now.getTime());
      now = next;
      attempts += 1;
    }
    expect(pauses[0]).toBe(5_000);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    const hours = (now.getTime() - START.getTime()) / HOUR_MS;
    expect(hours).toBeGreaterThan(24);
    expect(hours).toBeLessThan(36);
  });

  it('spreads what failed at the same time', () => {
    const [soonest, latest] = [0, 1].map((random) => nextAttempt(2, START, random)?.getTime() ?? 0);
    expect(Number(latest) - Number(soonest)).toBe(12_000);
  });
});
