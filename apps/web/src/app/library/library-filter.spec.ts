import type { Session } from '@reclimb/contracts';
import { comparing, filterOf, isNarrowed, paramsOf, queryOf, WHOLE_LIBRARY } from './library-filter';

describe('the library’s address', () => {
  it('shows the whole library when it says nothing', () => {
    expect(filterOf({})).toEqual(WHOLE_LIBRARY);
    expect(isNarrowed(WHOLE_LIBRARY)).toBe(false);
    expect(paramsOf(WHOLE_LIBRARY)).toEqual({
      q: null,
      status: null,
      tag: null,
      from: null,
      to: null,
      pinned: null,
      trash: null,
      sort: null,
    });
  });

  it('comes back as it was chosen, so that a link shows the same', () => {
    const chosen = {
      q: 'blue slab',
      status: 'failed',
      tag: 'project',
      from: '2026-01-31',
      to: '2026-02-01',
      pinned: true,
      trash: true,
      sort: '-duration',
    } as const;
    const address = Object.fromEntries(Object.entries(paramsOf(chosen)).map(([k, v]) => [k, String(v)]));
    expect(filterOf(address)).toEqual(chosen);
    expect(isNarrowed(filterOf(address))).toBe(true);
  });

  it('leaves out what the server would refuse', () => {
    expect(
      filterOf({
        status: 'lost',
        sort: 'owner',
        from: '2026-13-01',
        to: 'today',
        pinned: '1',
        q: ['a', 'b'],
      }),
    ).toEqual(WHOLE_LIBRARY);
  });

  it('asks for whole days of this device, the last one included', () => {
    const { from, to } = queryOf({ ...WHOLE_LIBRARY, from: '2026-01-31', to: '2026-01-31' });
    expect([from, to]).toEqual([new Date(2026, 0, 31).toISOString(), new Date(2026, 1, 1).toISOString()]);
  });
});

describe('comparing', () => {
  const session = (id: string, name: string, duration: number, createdAt: string) =>
    ({ id, name, duration, createdAt }) as Session;
  const sessions = [
    session('1', 'beta', 5, '2026-01-03T00:00:00.000Z'),
    session('2', 'Alpha', 9, '2026-01-01T00:00:00.000Z'),
    session('3', 'alpha', 5, '2026-01-02T00:00:00.000Z'),
  ];

  it.each([
    ['-createdAt', '132'],
    ['createdAt', '231'],
    ['name', '231'],
    ['-name', '132'],
    ['duration', '132'],
    ['-duration', '231'],
  ] as const)('puts a session back where the server sorts it by %s', (sort, order) => {
    expect(
      [...sessions]
        .sort(comparing(sort))
        .map(({ id }) => id)
        .join(''),
    ).toBe(order);
  });
});
