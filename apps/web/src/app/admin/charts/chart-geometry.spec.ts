import { areaPath, stretches } from './chart-geometry';

describe('charts', () => {
  it('lays the kinds of a bar one behind the other, true to their sizes', () => {
    expect(stretches([50, 0, 25], 100, 200)).toEqual([
      { x: 0, width: 100 },
      { x: 100, width: 0 },
      { x: 100, width: 50 },
    ]);
    expect(stretches([0, 0], 0, 200).map(({ width }) => width)).toEqual([0, 0]);
  });

  it('draws growth against time, so that missing days are as wide as they were long', () => {
    const samples = [
      { time: 0, value: 0 },
      { time: 10, value: 5 },
      { time: 40, value: 10 },
    ];
    expect(areaPath(samples, 10, { width: 400, height: 100 })).toBe('M0 100L0 100L100 50L400 0L400 100Z');
    expect(areaPath(samples.slice(0, 1), 10, { width: 400, height: 100 })).toBe('');
  });
});
