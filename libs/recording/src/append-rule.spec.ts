import * as fc from 'fast-check';
import { decideAppend, findBatchFault } from './append-rule.js';

describe('decideAppend', () => {
  it.each([
    ['stores what begins where the stored part ends', 10, { start: 10, length: 5 }, 'store', 0, 15],
    ['stores only the new end of a run that overlaps', 10, { start: 8, length: 5 }, 'store', 2, 13],
    [
      'acknowledges a repeated run without storing it',
      10,
      { start: 3, length: 5 },
      'duplicate',
      undefined,
      10,
    ],
    [
      'acknowledges a run that ends exactly at the next unit',
      10,
      { start: 5, length: 5 },
      'duplicate',
      undefined,
      10,
    ],
    ['refuses a run that would leave a hole', 10, { start: 11, length: 1 }, 'gap', undefined, 10],
    [
      'takes an empty run at the end as nothing new',
      10,
      { start: 10, length: 0 },
      'duplicate',
      undefined,
      10,
    ],
    ['refuses even an empty run beyond the end', 10, { start: 12, length: 0 }, 'gap', undefined, 10],
  ])('%s', (_name, next, run, kind, skip, after) => {
    expect(decideAppend(next, run)).toEqual({ kind, next: after, ...(skip === undefined ? {} : { skip }) });
  });

  it('refuses numbers that are no positions', () => {
    for (const bad of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER]) {
      expect(() => decideAppend(0, { start: bad, length: 1 })).toThrow(RangeError);
    }
  });

  it('stores every unit once and in order, whatever is sent', () => {
    const runs = fc.array(fc.record({ start: fc.nat(40), length: fc.nat(12) }), { maxLength: 60 });
    fc.assert(
      fc.property(runs, (sent) => {
        const stored: number[] = [];
        for (const run of sent) {
          const decision = decideAppend(stored.length, run);
          if (decision.kind === 'store') {
            for (let unit = run.start + decision.skip; unit < run.start + run.length; unit++) {
              stored.push(unit);
            }
          }
          expect(stored.length).toBe(decision.next);
        }
        expect(stored).toEqual(stored.map((_, index) => index));
      }),
    );
  });
});

describe('findBatchFault', () => {
  const frame = (frameNumber: number, timestamp: number) => ({ frameNumber, timestamp });

  it('finds nothing wrong with consecutive frames, one frame or none', () => {
    expect(findBatchFault([])).toBeNull();
    expect(findBatchFault([frame(7, 1)])).toBeNull();
    expect(findBatchFault([frame(7, 1), frame(8, 1.03), frame(9, 1.07)])).toBeNull();
  });

  it('names the frame after a hole, a repetition or a step back in time', () => {
    expect(findBatchFault([frame(0, 0), frame(2, 1)])).toEqual({ index: 1, fault: 'frame_number' });
    expect(findBatchFault([frame(0, 0), frame(0, 1)])).toEqual({ index: 1, fault: 'frame_number' });
    expect(findBatchFault([frame(0, 0), frame(1, 1), frame(2, 1)])).toEqual({ index: 2, fault: 'timestamp' });
    expect(findBatchFault([frame(0, 0), frame(1, Number.NaN)])).toEqual({ index: 1, fault: 'timestamp' });
  });
});
