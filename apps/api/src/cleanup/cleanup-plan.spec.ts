import { DEFAULT_RETENTION, type Retention, retentionSchema, SESSION_STATUSES } from '@reclimb/contracts';
import fc from 'fast-check';
import type { SessionFacts } from '../storage/session-facts.js';
import { isRunDue, nextRunAfter, onlyDiskPressure, planCleanup } from './cleanup-plan.js';

const NOW = new Date('2026-06-01T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

const session = (id: string, facts: Partial<SessionFacts> = {}): SessionFacts => ({
  id,
  name: id,
  owner: { id: 'u', name: 'Climber' },
  status: 'completed',
  createdAt: daysAgo(0),
  updatedAt: facts.createdAt ?? daysAgo(0),
  deletedAt: null,
  pinned: false,
  shared: false,
  interrupted: false,
  frameCount: 100,
  videoBytes: 1000,
  uploadBytes: 0,
  ...facts,
});

type Rule = 'sessions' | 'videos' | 'trash' | 'leftovers' | 'diskPressure';
const only = (rule: Rule, settings: object = {}): Retention => ({
  ...DEFAULT_RETENTION,
  [rule]: { ...DEFAULT_RETENTION[rule], enabled: true, ...settings },
});

/** Others, so that what a test is about is less than half. */
const others = Array.from({ length: 10 }, (_, index) => session(`other-${index}`));

const told = (retention: Retention, facts: SessionFacts[], freeBytes = 1e12) =>
  planCleanup(retention, facts, freeBytes, NOW).actions.map(
    ({ session: { id }, action, reason, bytes }) => `${id}: ${action} (${reason}) ${bytes}`,
  );

describe(planCleanup.name, () => {
  it('removes nothing, however old, before an administrator decides anything', () => {
    const old = [
      session('old', { createdAt: daysAgo(9000) }),
      session('trashed', { deletedAt: daysAgo(9000) }),
      session('failed', { status: 'failed', createdAt: daysAgo(9000) }),
    ];
    expect(told(DEFAULT_RETENTION, old, 0)).toEqual([]);
  });

  it('removes what is old enough to the day, oldest first, and neither the younger nor the exempt', () => {
    const facts = [
      session('due', { createdAt: daysAgo(30), uploadBytes: 5 }),
      session('not yet', { createdAt: daysAgo(29.99) }),
      session('older', { createdAt: daysAgo(31), pinned: false }),
      session('pinned', { createdAt: daysAgo(99), pinned: true }),
      session('shared', { createdAt: daysAgo(99), shared: true }),
    ];
    expect(told(only('sessions', { days: 30 }), facts)).toEqual([
      'older: remove_session (session_age) 1000',
      'due: remove_session (session_age) 1005',
    ]);
    expect(told(only('sessions', { days: 30, keepPinned: false, keepShared: false }), facts)).toHaveLength(4);
  });

  it('takes the video earlier than the poses', () => {
    const retention = { ...only('sessions', { days: 90 }), videos: only('videos', { days: 30 }).videos };
    const facts = [
      session('month', { createdAt: daysAgo(40) }),
      session('year', { createdAt: daysAgo(400) }),
      session('poses only', { createdAt: daysAgo(40), videoBytes: 0 }),
    ];
    expect(told(retention, facts)).toEqual([
      'year: remove_session (session_age) 1000',
      'month: remove_video (video_age) 1000',
    ]);
  });

  it('empties the trash by the day of its throwing away, not of its recording', () => {
    const facts = [
      session('old, just thrown away', { createdAt: daysAgo(500), deletedAt: daysAgo(1) }),
      session('young, long in the trash', { createdAt: daysAgo(31), deletedAt: daysAgo(30) }),
      ...others,
    ];
    expect(told(only('trash'), facts)).toEqual(['young, long in the trash: remove_session (trash) 1000']);
  });

  it('clears away what failed or broke off, but of an interrupted climb only the kept upload', () => {
    const before = { createdAt: daysAgo(20), interrupted: true };
    const facts = [
      session('failed', { status: 'failed', createdAt: daysAgo(20) }),
      session('empty', { ...before, frameCount: 0, videoBytes: 0 }),
      session('climb', { ...before, uploadBytes: 7 }),
      session('upload is all there is', { ...before, videoBytes: 0, uploadBytes: 7 }),
      session('touched since', { ...before, status: 'failed', updatedAt: daysAgo(2) }),
      ...others,
    ];
    expect(told(only('leftovers', { days: 14 }), facts)).toEqual([
      'climb: remove_upload (leftover) 7',
      'empty: remove_session (leftover) 0',
      'failed: remove_session (leftover) 1000',
    ]);
  });

  it('takes the oldest videos when the disk is full, those in the trash first, and no more than needed', () => {
    const facts = [
      session('young', { createdAt: daysAgo(1) }),
      session('old', { createdAt: daysAgo(9) }),
      session('pinned', { createdAt: daysAgo(99), pinned: true }),
      session('trashed', { createdAt: daysAgo(5), deletedAt: daysAgo(1) }),
      session('no video', { createdAt: daysAgo(100), videoBytes: 0 }),
    ];
    const full = only('diskPressure', { minFreeBytes: 10_000 });
    expect(told(full, facts, 10_000)).toEqual([]);
    expect(told(full, facts, 8500)).toEqual([
      'trashed: remove_video (disk_pressure) 1000',
      'old: remove_video (disk_pressure) 1000',
    ]);
    // What the other rules free counts.
    const both = { ...full, trash: only('trash', { days: 1 }).trash };
    expect(told(both, facts, 9000)).toEqual(['trashed: remove_session (trash) 1000']);
  });

  it('asks before more than half of the sessions or of the video goes, and not for half', () => {
    const half = [session('a', { createdAt: daysAgo(99) }), session('b')];
    const retention = only('sessions', { days: 30 });
    expect(planCleanup(retention, half, 0, NOW).confirmation).toBeNull();
    const more = [...half, session('c', { createdAt: daysAgo(98) })];
    const asked = planCleanup(retention, more, 0, NOW).confirmation;
    expect(asked).toMatch(/^[0-9a-f]{32}$/);
    const other = [...half, session('d', { createdAt: daysAgo(98) })];
    expect(planCleanup(retention, other, 0, NOW).confirmation).not.toBe(asked);
    const bytes = [session('big', { createdAt: daysAgo(99), videoBytes: 20_000 }), ...others];
    expect(planCleanup(retention, bytes, 0, NOW).confirmation).not.toBeNull();
  });

  const facts = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      name: fc.constant('any'),
      owner: fc.constant({ id: 'u', name: 'Climber' }),
      status: fc.constantFrom(...SESSION_STATUSES),
      createdAt: fc.integer({ min: 0, max: 500 }).map(daysAgo),
      updatedAt: fc.integer({ min: 0, max: 500 }).map(daysAgo),
      deletedAt: fc.option(fc.integer({ min: 0, max: 500 }).map(daysAgo)),
      pinned: fc.boolean(),
      shared: fc.boolean(),
      interrupted: fc.boolean(),
      frameCount: fc.integer({ min: 0, max: 10 }),
      videoBytes: fc.integer({ min: 0, max: 1000 }),
      uploadBytes: fc.integer({ min: 0, max: 1000 }),
    }),
    { selector: ({ id }) => id, maxLength: 30 },
  );
  const rule = fc.record({
    enabled: fc.boolean(),
    days: fc.integer({ min: 1, max: 400 }),
    keepPinned: fc.boolean(),
    keepShared: fc.boolean(),
  });
  const retentions = fc.record({
    schedule: fc.constant({ enabled: true, hour: 0 }),
    sessions: rule,
    videos: rule,
    trash: rule,
    leftovers: rule,
    diskPressure: rule.map(({ days, ...rest }) => ({ ...rest, minFreeBytes: days * 100 })),
  });

  it('touches each session at most once, never an unsettled one, never one that its rule exempts', () => {
    fc.assert(
      fc.property(retentions, facts, fc.integer({ min: 0, max: 50_000 }), (retention, all, free) => {
        const { actions } = planCleanup(retentionSchema.parse(retention), all, free, NOW);
        expect(new Set(actions.map((action) => action.session.id)).size).toBe(actions.length);
        const ruleOf = {
          session_age: retention.sessions,
          video_age: retention.videos,
          trash: retention.trash,
          leftover: retention.leftovers,
          disk_pressure: retention.diskPressure,
        };
        for (const action of actions) {
          const { enabled, keepPinned, keepShared } = ruleOf[action.reason];
          expect(['completed', 'failed']).toContain(action.session.status);
          expect(enabled).toBe(true);
          expect((keepPinned && action.session.pinned) || (keepShared && action.session.shared)).toBe(false);
        }
      }),
    );
  });

  it('frees enough under pressure whenever there is enough to free, and takes no video too many', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 20_000 }), (all, minFreeBytes) => {
        const retention = only('diskPressure', { minFreeBytes, keepPinned: false, keepShared: false });
        const { actions } = planCleanup(retention, all, 0, NOW);
        const freed = actions.reduce((sum, { bytes }) => sum + bytes, 0);
        const settled = all.filter(({ status }) => status === 'completed' || status === 'failed');
        const most = settled.reduce((sum, { videoBytes, uploadBytes }) => sum + videoBytes + uploadBytes, 0);
        expect(freed).toBeGreaterThanOrEqual(Math.min(minFreeBytes, most));
        const last = actions.at(-1);
        if (last) expect(freed - last.bytes).toBeLessThan(minFreeBytes);
      }),
    );
  });
});

describe('the daily run', () => {
  const at = (hour: number, enabled = true) => ({ ...DEFAULT_RETENTION, schedule: { enabled, hour } });

  it('is due once a day at its hour, later when no server was up then, and never while it is off', () => {
    const last = new Date('2026-06-01T03:00:05Z');
    expect(nextRunAfter(at(3), last)).toEqual(new Date('2026-06-02T03:00:00Z'));
    expect(nextRunAfter(at(4), last)).toEqual(new Date('2026-06-01T04:00:00Z'));
    expect(isRunDue(at(3), last, new Date('2026-06-02T02:59:00Z'))).toBe(false);
    expect(isRunDue(at(3), last, new Date('2026-06-02T03:00:00Z'))).toBe(true);
    expect(isRunDue(at(3), last, new Date('2026-06-09T17:00:00Z'))).toBe(true);
    expect(isRunDue(at(3, false), last, new Date('2026-06-09T17:00:00Z'))).toBe(false);
  });

  it('looks at the disk alone in the hours between', () => {
    const all = { ...only('sessions'), diskPressure: only('diskPressure').diskPressure };
    const old = session('old', { createdAt: daysAgo(999) });
    expect(told(onlyDiskPressure(all), [old, ...others])).toEqual([]);
    expect(told(onlyDiskPressure(all), [old, ...others], 9_999_999_500)).toEqual([
      'old: remove_video (disk_pressure) 1000',
    ]);
  });
});
