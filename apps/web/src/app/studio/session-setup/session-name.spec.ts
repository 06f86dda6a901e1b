import { DEFAULT_NAME_PATTERN, nameFromPattern, patternAfter } from './session-name';

const moment = new Date(2026, 10, 22, 14, 5);
const later = new Date(2026, 10, 23, 9, 30);

describe('the name of a session', () => {
  it('says when it was climbed unless told otherwise', () => {
    expect(nameFromPattern(DEFAULT_NAME_PATTERN, moment)).toBe('Climb, Sun 22 Nov, 14:05');
  });

  it('keeps what was typed around the date, with the new date', () => {
    const pattern = patternAfter('Blue 7a, Sun 22 Nov, 14:05, left start', moment);
    expect(nameFromPattern(pattern, later)).toBe('Blue 7a, Mon 23 Nov, 9:30, left start');
  });

  it('counts on where it ends in a number', () => {
    expect(patternAfter('Attempt 9', moment)).toBe('Attempt 10');
  });

  it('tells the second from the first', () => {
    expect(patternAfter('Project', moment)).toBe('Project 2');
    expect(patternAfter(patternAfter('Project', moment), moment)).toBe('Project 3');
  });

  it('goes back to the default when it was emptied', () => {
    expect(patternAfter('   ', moment)).toBe(DEFAULT_NAME_PATTERN);
  });
});
