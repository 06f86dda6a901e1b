/**
 * Seconds as a clock: `0:07`, `12:34`, `1:02:03`. Whole seconds, rounded down, as a clock shows them; what is negative or
 * not a number is `0:00`.
 */
export function formatDuration(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const two = (value: number): string => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Seconds as a screen reader should say them: `1 hour 2 minutes 3 seconds`. */
export function speakDuration(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const parts = [
    [Math.floor(whole / 3600), 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ] as const;
  const said = parts.filter(([value]) => value > 0).map(([value, unit]) => countOf(value, unit));
  return said.join(' ') || '0 seconds';
}

/** Bytes with a decimal unit: `640 kB`, `12.3 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = Math.max(0, bytes);
  let unit = 0;
  // 999.5 would be shown as "1000 kB" one step too early.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(unit === 0 || value >= 99.5 ? 0 : 1)} ${units[unit] ?? ''}`;
}

/** Made when it is used for the first time, and kept: to make one takes as long as hundreds of uses. */
function kept<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const NUMBER = kept(() => new Intl.NumberFormat('en'));
const RELATIVE = kept(() => new Intl.RelativeTimeFormat('en', { numeric: 'auto' }));
const CLOCK = kept(() => new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }));
const WEEKDAY = kept(() => new Intl.DateTimeFormat('en', { weekday: 'long' }));
const DAY = kept(() => new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' }));
const DAY_AND_YEAR = kept(
  () => new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' }),
);
const MOMENT = kept(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' }));

/** A number with its noun, plural but for one: `1 frame`, `1,204 frames`. */
export function countOf(count: number, noun: string): string {
  return `${NUMBER().format(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const DAY_MS = 86_400_000;

/**
 * How long ago a moment was, in the words people use: `just now`, `5 minutes ago`, `today, 09:12`, `yesterday, 18:30`,
 * `Tuesday, 18:30`, then the date. `time` is ISO 8601; `now` in milliseconds of the epoch. Days are those of this device.
 */
export function formatWhen(time: string, now: number): string {
  const date = new Date(time);
  const age = now - date.getTime();
  // A server's clock may be slightly ahead of this device's.
  if (age < 60_000 && age > -DAY_MS) return 'just now';
  if (age < 3_600_000) return RELATIVE().format(-Math.floor(age / 60_000), 'minute');
  const days = Math.round((startOfDay(now) - startOfDay(date.getTime())) / DAY_MS);
  if (days <= 1) return `${RELATIVE().format(-days, 'day')}, ${CLOCK().format(date)}`;
  if (days < 7) return `${WEEKDAY().format(date)}, ${CLOCK().format(date)}`;
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return (sameYear ? DAY() : DAY_AND_YEAR()).format(date);
}

/**
 * How long it is until a moment: `in a moment`, `in 5 minutes`, `in 3 hours`, `in 2 days`. `time` is ISO 8601; `now` in
 * milliseconds of the epoch. What is past is `in a moment`, too: it is due.
 */
export function formatUntil(time: string, now: number): string {
  const minutes = Math.round((new Date(time).getTime() - now) / 60_000);
  if (minutes < 1) return 'in a moment';
  if (minutes < 60) return RELATIVE().format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 24 ? RELATIVE().format(hours, 'hour') : RELATIVE().format(Math.round(hours / 24), 'day');
}

/** A moment in full, in the form of this device's settings: for titles and details. */
export function formatMoment(time: string): string {
  return MOMENT().format(new Date(time));
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
