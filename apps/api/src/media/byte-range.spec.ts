import * as fc from 'fast-check';
import { parseByteRange } from './byte-range.js';

describe('Range header', () => {
  it.each([
    ['bytes=0-99', { start: 0, end: 100 }],
    ['bytes=100-', { start: 100, end: 1000 }],
    ['bytes=-10', { start: 990, end: 1000 }],
    ['bytes=-5000', { start: 0, end: 1000 }],
    ['bytes=990-5000', { start: 990, end: 1000 }],
    ['bytes=0-0', { start: 0, end: 1 }],
    ['bytes=5000-6000, 10-19', { start: 10, end: 20 }],
    ['Bytes = 1-2', { start: 1, end: 3 }],
  ])('%s gives what a player asks for', (header, expected) => {
    expect(parseByteRange(header, 1000)).toEqual(expected);
  });

  it.each([undefined, '', 'items=0-1', 'bytes=', 'bytes=abc', 'bytes=9-3', 'bytes=-', 'bytes=1-2,x'])(
    '%p is ignored, the whole is sent',
    (header) => {
      expect(parseByteRange(header, 1000)).toBe('whole');
    },
  );

  it.each(['bytes=1000-', 'bytes=-0', 'bytes=2000-3000'])('%s cannot be satisfied', (header) => {
    expect(parseByteRange(header, 1000)).toBe('unsatisfiable');
  });

  it('never reaches outside of the file, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.string(),
        fc.option(fc.nat()),
        fc.option(fc.nat()),
        (size, junk, first, last) => {
          for (const header of [junk, `bytes=${first ?? ''}-${last ?? ''}`, `bytes=${junk}`]) {
            const range = parseByteRange(header, size);
            if (typeof range === 'string') continue;
            expect(range.start).toBeGreaterThanOrEqual(0);
            expect(range.end).toBeGreaterThan(range.start);
            expect(range.end).toBeLessThanOrEqual(size);
          }
        },
      ),
    );
  });
});
