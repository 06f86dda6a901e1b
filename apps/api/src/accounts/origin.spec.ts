import { isOwnOrigin } from './origin.js';

describe(isOwnOrigin.name, () => {
  it('believes programs, which send no origin', () => {
    expect(isOwnOrigin({ host: 'reclimb.example' }, false)).toBe(true);
  });

  it.each([
    ['http://localhost:3000', 'localhost:3000'],
    ['https://reclimb.example', 'reclimb.example'],
    ['https://reclimb.example', 'Reclimb.example:443'],
    ['http://[::1]:3000', '[::1]:3000'],
  ])('lets a page of %s talk to %s', (origin, host) => {
    expect(isOwnOrigin({ origin, host }, false)).toBe(true);
  });

  it.each([
    ['https://evil.example', 'reclimb.example'],
    ['http://localhost:4000', 'localhost:3000'],
    ['https://reclimb.example.evil.example', 'reclimb.example'],
    ['null', 'reclimb.example'],
    ['', 'reclimb.example'],
  ])('keeps a page of %s from using somebody’s login at %s', (origin, host) => {
    expect(isOwnOrigin({ origin, host }, false)).toBe(false);
  });

  it('believes a forwarded host only from a proxy of ours', () => {
    const headers = {
      origin: 'https://reclimb.example',
      host: 'api:3000',
      'x-forwarded-host': 'reclimb.example',
    };
    expect(isOwnOrigin(headers, true)).toBe(true);
    expect(isOwnOrigin(headers, false)).toBe(false);
  });
});
