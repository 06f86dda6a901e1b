/**
 * Names for sessions. A pattern is a name with `{when}` where the date and time belong: what a climber typed around
 * them is kept for the next recording.
 */
export const DEFAULT_NAME_PATTERN = 'Climb, {when}';

const WHEN = '{when}';
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** For instance `Sun 22 Nov, 14:05`, in the machine's own time zone. */
function spokenMoment(date: Date): string {
  const time = `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;
  return `${WEEKDAYS[date.getDay()]} ${date.getDate()} ${MONTHS[date.getMonth()]}, ${time}`;
}

export function nameFromPattern(pattern: string, date: Date): string {
  return pattern.replace(WHEN, spokenMoment(date));
}

/**
 * The pattern for the recording after the one called `name`, which was suggested at `suggestedAt`. A name with the
 * date keeps its place; a name that ends in a number counts on; any other is followed by a 2.
 */
export function patternAfter(name: string, suggestedAt: Date): string {
  const trimmed = name.trim();
  if (trimmed === '') return DEFAULT_NAME_PATTERN;
  const moment = spokenMoment(suggestedAt);
  if (trimmed.includes(moment)) return trimmed.replace(moment, WHEN);
  const numbered = /^(.*?)(\d{1,6})$/s.exec(trimmed);
  if (numbered) return `${numbered[1]}${Number(numbered[2]) + 1}`;
  return `${trimmed} 2`;
}
