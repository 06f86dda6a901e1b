import { DomainError } from '../errors/domain-error.js';
import { LoginThrottle } from './login-throttle.js';

const ADDRESS = '192.0.2.1';
const EMAIL = 'ada@example.org';

/** Seconds to wait, 0 when the attempt may be made. */
function attempt(throttle: LoginThrottle, now: number, address = ADDRESS, email = EMAIL): number {
  try {
    throttle.begin(address, email, now);
    return 0;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'rate_limited') {
      return error.details?.retryAfter ?? NaN;
    }
    throw error;
  }
}

describe(LoginThrottle.name, () => {
  const throttle = () => {
    const made = new LoginThrottle();
    for (let count = 0; count < 5; count++) expect(attempt(made, 0)).toBe(0);
    return made;
  };

  it('lets a person mistype, then makes each further guess wait twice as long', () => {
    const sut = throttle();
    expect(attempt(sut, 0)).toBe(1);
    expect(attempt(sut, 1_000)).toBe(0);
    expect(attempt(sut, 1_000)).toBe(2);
    expect(attempt(sut, 3_000)).toBe(0);
    expect(attempt(sut, 3_000)).toBe(4);
  });

  it('never locks the owner out of another address, nor others out of theirs', () => {
    const sut = throttle();
    expect(attempt(sut, 0, '192.0.2.2')).toBe(0);
    expect(attempt(sut, 0, ADDRESS, 'grace@example.org')).toBe(0);
  });

  it('starts anew after the right password, and after an hour', () => {
    const right = throttle();
    right.succeeded(ADDRESS, EMAIL);
    expect(attempt(right, 0)).toBe(0);
    expect(attempt(throttle(), 3_600_000)).toBe(0);
  });
});
