import { type Attempts, nextAttempt } from './login-throttle.js';
import { networkOf, plainAddress } from './network-address.js';

const PATIENCE = { freeAttempts: 5, longestDelayMs: 15 * 60_000 };
const NONE: Attempts = { count: 0, lastAt: 0, blockedUntil: 0 };

/** Attempts at these times; each answers the seconds that it has to wait. */
function waits(...times: number[]): number[] {
  let known = NONE;
  return times.map((now) => {
    const next = nextAttempt(known, PATIENCE, now);
    if ('waitMs' in next) return next.waitMs / 1000;
    known = next;
    return 0;
  });
}

describe('waiting between attempts to log in', () => {
  it('lets a person mistype, then makes each further guess wait twice as long', () => {
    expect(waits(0, 0, 0, 0, 0)).toEqual([0, 0, 0, 0, 0]);
    expect(waits(0, 0, 0, 0, 0, 0, 1000, 1000, 3000, 3000)).toEqual([0, 0, 0, 0, 0, 1, 0, 2, 0, 4]);
  });

  it('never asks for more than a quarter of an hour, and starts anew after one without an attempt', () => {
    const guesser: Attempts = { count: 1000, lastAt: 0, blockedUntil: 0 };
    expect(nextAttempt(guesser, PATIENCE, 0)).toMatchObject({ blockedUntil: 15 * 60_000 });
    expect(nextAttempt(guesser, PATIENCE, 3_600_000)).toMatchObject({ count: 1, blockedUntil: 3_600_000 });
  });
});

describe(networkOf, () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::FFFF:c000:207', '192.0.2.7'],
    ['0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
    ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('counts %s as %s: who has one address of IPv6 has them all', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe(plainAddress, () => {
  it.each([
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['::ffff:7f00:1', '127.0.0.1'],
    ['127.0.0.1', '127.0.0.1'],
    ['2001:DB8::9', '2001:db8::9'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
    ['unknown', 'unknown'],
    [undefined, ''],
  ])('shows %s as %s: the owner of a login knows their own address', (address, plain) => {
    expect(plainAddress(address)).toBe(plain);
  });
});
