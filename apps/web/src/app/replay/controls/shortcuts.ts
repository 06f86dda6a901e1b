/** What a key does on the replay page. */
export type ReplayCommand =
  | ReplayAction
  | { readonly do: 'full-screen' }
  | { readonly do: 'help' }
  | { readonly do: 'link' }
  | { readonly do: 'save' }
  | { readonly do: 'scale'; readonly direction: -1 | 1 };

/** What concerns the player, its range, its markers and the ghost; the rest is about the page. */
export type ReplayAction =
  | {
      readonly do: 'play' | 'reverse' | 'loop' | 'a' | 'b' | 'clear-range' | 'marker' | 'ghost' | 'mirror';
    }
  | { readonly do: 'step'; readonly frames: number }
  | { readonly do: 'skip'; readonly seconds: number }
  | { readonly do: 'nudge'; readonly direction: -1 | 1; readonly large: boolean }
  | { readonly do: 'jump'; readonly share: number }
  | { readonly do: 'speed'; readonly direction: -1 | 1 }
  | { readonly do: 'opacity'; readonly direction: -1 | 1 }
  | { readonly do: 'go-to-marker'; readonly direction: -1 | 1 };

/** Speeds that the keys and the menu go through. */
export const SPEEDS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 4] as const;

/** A line of the help sheet. */
interface KeyHelp {
  readonly keys: readonly string[];
  readonly text: string;
  /** Whether it changes the session, which who looks by a link cannot. */
  readonly changes?: true;
}

/** The help sheet: keys and what they do, in words. */
export const KEY_HELP: readonly KeyHelp[] = [
  { keys: ['Space', 'K'], text: 'Play or pause' },
  { keys: ['Shift Space'], text: 'Play backwards, or forwards again' },
  { keys: [',', '.'], text: 'One recorded frame back or on' },
  { keys: ['←', '→'], text: 'One frame when paused, one second when playing' },
  { keys: ['Shift ←', 'Shift →'], text: 'Ten frames' },
  { keys: ['J', 'L'], text: 'Ten seconds back or on' },
  { keys: ['Home', 'End'], text: 'Start, end' },
  { keys: ['0', '–', '9'], text: 'Tenths of the session' },
  { keys: ['<', '>'], text: 'Slower, faster' },
  { keys: ['A', 'B', '\\'], text: 'Loop from here, to here, clear' },
  { keys: ['R'], text: 'Loop on or off' },
  { keys: ['M'], text: 'Set a marker', changes: true },
  { keys: ['[', ']'], text: 'Previous, next marker' },
  { keys: ['G'], text: 'Ghost on or off' },
  { keys: ['-', '='], text: 'Ghost fainter, stronger' },
  { keys: ['X'], text: 'Mirror' },
  { keys: ['Z', 'Shift Z'], text: 'Closer, farther; over the camera: ghost larger, smaller' },
  { keys: ['Shift U'], text: 'Copy a link to this moment' },
  { keys: ['D'], text: 'Save a picture or a video' },
  { keys: ['F'], text: 'Full screen' },
  { keys: ['?'], text: 'This help' },
];

const LETTERS: Readonly<Record<string, ReplayCommand>> = {
  ' ': { do: 'play' },
  k: { do: 'play' },
  ',': { do: 'step', frames: -1 },
  '.': { do: 'step', frames: 1 },
  j: { do: 'skip', seconds: -10 },
  l: { do: 'skip', seconds: 10 },
  '<': { do: 'speed', direction: -1 },
  '>': { do: 'speed', direction: 1 },
  a: { do: 'a' },
  b: { do: 'b' },
  '\\': { do: 'clear-range' },
  r: { do: 'loop' },
  m: { do: 'marker' },
  '[': { do: 'go-to-marker', direction: -1 },
  ']': { do: 'go-to-marker', direction: 1 },
  g: { do: 'ghost' },
  '-': { do: 'opacity', direction: -1 },
  '=': { do: 'opacity', direction: 1 },
  x: { do: 'mirror' },
  d: { do: 'save' },
  f: { do: 'full-screen' },
  '?': { do: 'help' },
};

/** The part of a keyboard event that decides. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** The command of a key; undefined for keys that are not ours, and for those of the browser and the system. */
export function commandOf({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyPress): ReplayCommand | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  if (key === 'ArrowLeft') return { do: 'nudge', direction: -1, large: shiftKey };
  if (key === 'ArrowRight') return { do: 'nudge', direction: 1, large: shiftKey };
  if (key === ' ' && shiftKey) return { do: 'reverse' };
  if (key.toLowerCase() === 'u') return shiftKey ? { do: 'link' } : undefined;
  if (key === 'Home') return { do: 'jump', share: 0 };
  if (key === 'End') return { do: 'jump', share: 1 };
  if (key.toLowerCase() === 'z') return { do: 'scale', direction: shiftKey ? -1 : 1 };
  if (/^\d$/.test(key)) return { do: 'jump', share: Number(key) / 10 };
  return LETTERS[key.length === 1 ? key.toLowerCase() : key];
}

const TYPING =
  'input:not([type=range], [type=checkbox], [type=radio], [type=color]), textarea, select, [contenteditable]';
/** Arrows belong to these when they have the focus; Space to buttons and links, too. */
const OWN_ARROWS =
  'input, [role=menu], [role=menuitem], [role=listbox], [role=radio], [role=option], mat-slider';
const OWN_SPACE = 'button, a, input, [role=menuitem], [role=switch], [role=radio]';

/** Whether the element that has the focus needs this key for itself. */
export function needsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(TYPING) || target.closest('[role=dialog], [role=alertdialog]')) return true;
  if (/^(Arrow|Home|End|Page)/.test(key)) return target.closest(OWN_ARROWS) !== null;
  return (key === ' ' || key === 'Enter') && target.closest(OWN_SPACE) !== null;
}
