import { Watchdog } from './watchdog';

/** Looks once a second from `from` to `to` and answers what was said last. */
function look(watchdog: Watchdog, from: number, to: number, waitingSince: number | null): boolean {
  let said = false;
  for (let now = from; now <= to; now += 1000) said = watchdog.look(now, waitingSince);
  return said;
}

describe('the watchdog', () => {
  it('speaks when what is awaited has not come within the limit, and is silent when it comes', () => {
    const watchdog = new Watchdog(5000);
    expect(look(watchdog, 0, 5000, 0)).toBe(false);
    expect(watchdog.look(5500, 0)).toBe(true);
    expect(watchdog.look(6000, 5900)).toBe(false);
  });

  it('is silent while nothing is awaited', () => {
    expect(look(new Watchdog(5000), 0, 60_000, null)).toBe(false);
  });

  it('blames nobody for a page that was frozen itself', () => {
    const watchdog = new Watchdog(5000);
    look(watchdog, 0, 2000, 1900);
    expect(watchdog.look(3_600_000, 1900)).toBe(false);
    expect(look(watchdog, 3_601_000, 3_604_000, 1900)).toBe(false);
    expect(look(watchdog, 3_605_000, 3_606_000, 1900)).toBe(true);
  });
});
