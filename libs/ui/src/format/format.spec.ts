import { countOf, formatBytes, formatDuration, formatUntil, formatWhen, speakDuration } from './format';

describe('formatDuration', () => {
  it.each([
    [0, '0:00'],
    [7.96, '0:07'],
    [754, '12:34'],
    [3723, '1:02:03'],
  ])('shows %d seconds as a climber reads a clock', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it('never shows nonsense for a session without a length', () => {
    expect([formatDuration(NaN), formatDuration(-3), formatDuration(Infinity)]).toEqual([
      '0:00',
      '0:00',
      '0:00',
    ]);
  });
});

describe('speakDuration', () => {
  it('is a sentence for the ear, not a row of digits', () => {
    expect(speakDuration(3723)).toBe('1 hour 2 minutes 3 seconds');
    expect(speakDuration(61)).toBe('1 minute 1 second');
    expect(speakDuration(0)).toBe('0 seconds');
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1500, '1.5 kB'],
    [999_600, '1.0 MB'],
    [123_400_000, '123 MB'],
  ])('shows %d bytes with three figures at most', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('countOf', () => {
  it('says one frame, not one frames, and groups thousands', () => {
    expect([countOf(1, 'frame'), countOf(0, 'frame'), countOf(108_000, 'frame')]).toEqual([
      '1 frame',
      '0 frames',
      '108,000 frames',
    ]);
  });
});

describe('formatWhen', () => {
  const now = new Date(2026, 5, 17, 18, 0).getTime();
  const before = (ms: number): string => formatWhen(new Date(now - ms).toISOString(), now);
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;

  it('calls the attempt of a minute ago just now, also when the server’s clock runs ahead', () => {
    expect([before(0), before(59_000), before(-5 * MINUTE)]).toEqual(['just now', 'just now', 'just now']);
  });

  it('counts minutes within the hour, then names the day, then the date', () => {
    expect(before(5 * MINUTE)).toBe('5 minutes ago');
    expect(before(3 * HOUR)).toMatch(/^today, /);
    expect(before(20 * HOUR)).toMatch(/^yesterday, /);
    expect(before(4 * DAY)).toMatch(/^Saturday, /);
    expect(before(30 * DAY)).toBe('May 18');
    expect(before(400 * DAY)).toBe('May 13, 2025');
  });
});

describe('formatUntil', () => {
  const now = new Date(2026, 5, 17, 18, 0).getTime();
  const after = (minutes: number): string => formatUntil(new Date(now + minutes * 60_000).toISOString(), now);

  it('says in the largest unit how long something still takes, and what is due in a moment', () => {
    expect([after(-5), after(0.2), after(5), after(59), after(61), after(290), after(2890)]).toEqual([
      ...[
        'in a moment',
        'in a moment',
        'in 5 minutes',
        'in 59 minutes',
        'in 1 hour',
        'in 5 hours',
        'in 2 days',
      ],
    ]);
  });
});
