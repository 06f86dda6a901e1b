import { MAX_SPEED, MIN_SPEED } from '@reclimb/contracts';

/** Layouts of the page: one picture, or two beside each other. */
export const LAYOUTS = ['camera', 'video', 'plain', 'both'] as const;
/** One of {@link LAYOUTS}. */
export type Layout = (typeof LAYOUTS)[number];

/** What a link to a replay carries. Times in seconds. */
export interface UrlState {
  readonly t?: number;
  readonly a?: number;
  readonly b?: number;
  /** Negative plays backwards. */
  readonly speed?: number;
  readonly loop?: boolean;
  readonly stage?: Layout;
  /** Whether the panel is open that saves pictures and videos. */
  readonly save?: boolean;
}

/** Reads a query; what makes no sense is left out. */
export function readUrlState(query: URLSearchParams): UrlState {
  const number = (name: string, isFit: (value: number) => boolean): number | undefined => {
    const text = query.get(name);
    const value = text ? Number(text) : NaN;
    return Number.isFinite(value) && isFit(value) ? value : undefined;
  };
  const seconds = (name: string): number | undefined => number(name, (value) => value >= 0);
  const stage = LAYOUTS.find((layout) => layout === query.get('stage'));
  return clean({
    t: seconds('t'),
    a: seconds('a'),
    b: seconds('b'),
    speed: number('speed', (value) => Math.abs(value) >= MIN_SPEED && Math.abs(value) <= MAX_SPEED),
    loop: query.has('loop') ? query.get('loop') !== '0' : undefined,
    stage,
    save: query.has('save') ? true : undefined,
  });
}

/** Writes a query without `?`; what is as usual is left out. Milliseconds find the same frame again. */
export function writeUrlState({ t, a, b, speed, loop, stage }: UrlState): string {
  const query = new URLSearchParams();
  const set = (name: string, value: number | undefined): void => {
    if (value !== undefined) query.set(name, String(Math.round(value * 1000) / 1000));
  };
  set('t', t);
  set('a', a);
  set('b', b);
  if (speed !== 1) set('speed', speed);
  if (loop) query.set('loop', '1');
  if (stage) query.set('stage', stage);
  return query.toString();
}

function clean(state: { [K in keyof UrlState]: UrlState[K] | undefined }): UrlState {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined));
}
