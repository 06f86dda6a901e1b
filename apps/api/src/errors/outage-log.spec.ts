import { OUTAGE_INTERVAL_MS, OutageLog } from './outage-log.js';

describe(OutageLog.name, () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('tells of an outage at once, then how often in each interval, and begins anew after a quiet one', () => {
    const lines: string[] = [];
    const sut = new OutageLog((line) => lines.push(line));
    for (let i = 0; i < 500; i++) sut.note('No answer', new Error(`refused ${i}`));
    sut.note('Full', new Error('no room'));
    expect(lines).toEqual(['No answer: refused 0', 'Full: no room']);
    jest.advanceTimersByTime(OUTAGE_INTERVAL_MS);
    expect(lines.splice(0, 3)).toHaveLength(3);
    sut.note('No answer', new Error('refused again'));
    expect(lines).toEqual([]);
    jest.advanceTimersByTime(OUTAGE_INTERVAL_MS);
    expect(lines).toEqual(['No answer, 1 times more in 10 s: refused again']);
    jest.advanceTimersByTime(2 * OUTAGE_INTERVAL_MS);
    sut.note('No answer', 'gone');
    expect(lines.slice(1)).toEqual(['No answer: gone']);
  });
});
