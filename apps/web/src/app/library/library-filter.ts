import type { Params } from '@angular/router';
import {
  MAX_TAG_LENGTH,
  SESSION_SORTS,
  SESSION_STATUSES,
  type Session,
  type SessionQuery,
  type SessionSort,
  type SessionStatus,
} from '@reclimb/contracts';

/** What the library shows, as its address says it. Days are those of this device, `YYYY-MM-DD`, both inclusive. */
export interface LibraryFilter {
  readonly q: string;
  readonly status: SessionStatus | null;
  readonly tag: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly pinned: boolean;
  readonly trash: boolean;
  readonly sort: SessionSort;
}

/** The library of somebody who has chosen nothing. */
export const WHOLE_LIBRARY: LibraryFilter = {
  q: '',
  status: null,
  tag: null,
  from: null,
  to: null,
  pinned: false,
  trash: false,
  sort: '-createdAt',
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads an address. What nobody could have chosen on the page is left out. */
export function filterOf(params: Params): LibraryFilter {
  const text = (name: string): string => {
    const value: unknown = params[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const day = (name: string): string | null =>
    DAY.test(text(name)) && !Number.isNaN(Date.parse(text(name))) ? text(name) : null;
  return {
    q: text('q').slice(0, 200),
    status: SESSION_STATUSES.find((status) => status === text('status')) ?? null,
    tag: text('tag').slice(0, MAX_TAG_LENGTH) || null,
    from: day('from'),
    to: day('to'),
    pinned: text('pinned') === 'true',
    trash: text('trash') === 'true',
    sort: SESSION_SORTS.find((sort) => sort === text('sort')) ?? WHOLE_LIBRARY.sort,
  };
}

/** The parameters of an address that shows this; null takes a parameter away. */
export function paramsOf(filter: Partial<LibraryFilter>): Params {
  return Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [
      name,
      value === WHOLE_LIBRARY[name as keyof LibraryFilter] ? null : value,
    ]),
  );
}

/** Whether sessions are left out that would otherwise be in the list. */
export function isNarrowed({ q, status, tag, from, to, pinned }: LibraryFilter): boolean {
  return q !== '' || status !== null || tag !== null || from !== null || to !== null || pinned;
}

/** Whether two filters show the same, in the same order. */
export function isSameFilter(a: LibraryFilter, b: LibraryFilter): boolean {
  return (Object.keys(WHOLE_LIBRARY) as (keyof LibraryFilter)[]).every((name) => a[name] === b[name]);
}

/** What the server is asked for. */
export function queryOf({
  q,
  status,
  tag,
  from,
  to,
  pinned,
  trash,
  sort,
}: LibraryFilter): Partial<SessionQuery> {
  return {
    q: q || undefined,
    status: status ?? undefined,
    tag: tag ?? undefined,
    from: from ? startOfDay(from).toISOString() : undefined,
    to: to ? startOfDay(to, 1).toISOString() : undefined,
    pinned: pinned || undefined,
    deleted: trash || undefined,
    sort,
    owner: 'me',
  };
}

/** Compares two sessions as the server sorts them: negative when the first comes first. */
export function comparing(sort: SessionSort): (a: Session, b: Session) => number {
  const sign = sort.startsWith('-') ? -1 : 1;
  const key = {
    createdAt: ({ createdAt }: Session) => createdAt,
    name: ({ name }: Session) => name.toLowerCase(),
    duration: ({ duration }: Session) => duration,
  }[sort.replace('-', '') as 'createdAt' | 'name' | 'duration'];
  return (a, b) => {
    const [x, y] = key(a) === key(b) ? [a.id, b.id] : [key(a), key(b)];
    return x === y ? 0 : sign * (x < y ? -1 : 1);
  };
}

function startOfDay(day: string, plusDays = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plusDays);
}
