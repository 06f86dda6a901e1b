import {
  type CleanupAnswer,
  type CleanupDeletionPage,
  type CleanupRun,
  type CleanupRunPage,
  DEFAULT_RETENTION,
  type Retention,
  type Session,
  type SessionPage,
  type StoredRetention,
} from '@reclimb/contracts';
import { mediaKeys } from '../media/media-keys.js';
import { MediaStore } from '../media/media-store.js';
import { SessionShare } from '../sharing/session-share.entity.js';
import { eventually } from '../testing/recordings.js';
import { daysAgo, storeSession } from '../testing/stored-sessions.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';
import { CleanupSchedule } from './cleanup-schedule.js';

type Rule = 'sessions' | 'videos' | 'trash' | 'leftovers' | 'diskPressure';

describe('/api/v1/admin/cleanup', () => {
  let app: TestApp;
  let admin: TestUser;
  let climber: TestUser;

  beforeEach(async () => {
    app = await startApp();
    admin = await app.newUser('admin');
    climber = await app.newUser();
    // Young ones, so that what a test removes is less than half.
    for (let i = 0; i < 4; i++) await storeSession(app, climber, { video: 1000 });
  });
  afterEach(() => app.close());

  const call = (method: string, path: string, json?: unknown, user: TestUser | null = admin) =>
    app.fetch(`/api/v1/admin${path}`, { method, user, json });
  const read = async <T>(path: string) => (await (await call('GET', path)).json()) as T;
  const sessionIds = async () => {
    const rows: { id: string }[] = await app.dataSource.query('SELECT id FROM session_recording');
    return rows.map(({ id }) => id);
  };
  const filesOf = async (id: string) => {
    const keys: string[] = [];
    for await (const { key } of app.app.get(MediaStore).list(mediaKeys.session(id))) keys.push(key);
    return keys.map((key) => key.slice(key.lastIndexOf('/') + 1)).sort();
  };

  async function setRule(rule: Rule, settings: object = {}): Promise<Retention> {
    const retention = {
      ...DEFAULT_RETENTION,
      [rule]: { ...DEFAULT_RETENTION[rule], enabled: true, ...settings },
    };
    expect((await call('PUT', '/retention', retention)).status).toBe(200);
    return retention;
  }

  async function cleanUp(body: object): Promise<CleanupAnswer> {
    const answer = await call('POST', '/cleanup', body);
    expect(answer.status).toBe(200);
    return (await answer.json()) as CleanupAnswer;
  }

  async function ended(id: string | undefined): Promise<CleanupRun> {
    const runs = await eventually(
      async () => (await read<CleanupRunPage>('/cleanup/runs')).items,
      (items) => items.some((run) => run.id === id && run.endedAt !== null),
    );
    return runs.find((run) => run.id === id) as CleanupRun;
  }

  it('is for administrators, by login or by a token of their scope', async () => {
    for (const [method, path, body] of [
      ['GET', '/storage', undefined],
      ['GET', '/retention', undefined],
      ['PUT', '/retention', DEFAULT_RETENTION],
      ['POST', '/cleanup', {}],
      ['GET', '/cleanup/runs', undefined],
    ] as const) {
      expect([path, (await call(method, path, body, climber)).status]).toEqual([path, 403]);
      expect([path, (await call(method, path, body, null)).status]).toEqual([path, 401]);
      expect([path, (await call(method, path, body)).status]).toEqual([path, 200]);
    }
  });

  it('removes nothing of anything until an administrator has decided something', async () => {
    await storeSession(app, climber, { createdAt: daysAgo(9000), deletedAt: daysAgo(9000), video: 10 });
    const { retention, updatedAt } = await read<StoredRetention>('/retention');
    expect([retention, updatedAt]).toEqual([DEFAULT_RETENTION, null]);
    const { run, items } = await cleanUp({ dryRun: false });
    expect(items).toEqual([]);
    expect(await ended(run?.id)).toMatchObject({ status: 'completed', removed: { sessions: 0, videos: 0 } });
    expect(await sessionIds()).toHaveLength(5);
  });

  it('keeps the rules, says who set them, and refuses senseless ones', async () => {
    const rules = await setRule('trash', { days: 30 });
    const stored = await read<StoredRetention>('/retention');
    expect(stored).toMatchObject({ retention: rules, updatedBy: { id: admin.id }, nextRunAt: null });
    for (const wrong of [
      { ...rules, trash: { ...rules.trash, days: 0 } },
      { ...rules, schedule: { enabled: true, hour: 24 } },
      { ...rules, everything: true },
      { sessions: rules.sessions },
    ]) {
      const refused = await call('PUT', '/retention', wrong);
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
        400,
        'validation_failed',
      ]);
    }
    expect((await read<StoredRetention>('/retention')).retention).toEqual(rules);
  });

  it('removes exactly what the dry run has listed, with all its bytes, and logs each deletion', async () => {
    const old = await storeSession(app, climber, {
      name: 'Old project',
      createdAt: daysAgo(40),
      frames: 4500,
      video: 5000,
      upload: 700,
      keyframe: 30,
    });
    const kept = await storeSession(app, climber, { createdAt: daysAgo(40), pinned: true, video: 100 });
    await setRule('sessions', { days: 30 });
    await setRule('sessions', { days: 30 });
    for (let i = 0; i < 10; i++) await storeSession(app, admin, { video: 1000 });

    const dry = await cleanUp({});
    expect(dry.run).toBeNull();
    expect(dry.items).toEqual([
      {
        sessionId: old,
        sessionName: 'Old project',
        owner: { id: climber.id, name: climber.name },
        createdAt: expect.any(String),
        action: 'remove_session',
        reason: 'session_age',
        bytes: 5730,
      },
    ]);
    expect(dry).toMatchObject({ totals: { sessions: 1, videos: 0, bytes: 5730 }, confirmation: null });
    expect(await filesOf(old)).toHaveLength(3);

    const { run } = await cleanUp({ dryRun: false });
    expect(run).toMatchObject({ trigger: 'manual', startedBy: { id: admin.id }, planned: dry.totals });
    expect(await ended(run?.id)).toMatchObject({ status: 'completed', removed: dry.totals, skipped: 0 });
    expect(await filesOf(old)).toEqual([]);
    const ids = await sessionIds();
    expect(ids).not.toContain(old);
    expect(ids).toContain(kept);
    expect(ids).toHaveLength(15);
    expect(
      await app.dataSource.query('SELECT count(*)::int AS frames FROM session_frame WHERE session_id = $1', [
        old,
      ]),
    ).toEqual([{ frames: 0 }]);
    const log = await read<CleanupDeletionPage>(`/cleanup/runs/${run?.id}/deletions`);
    const { createdAt: _, ...logged } = dry.items[0] ?? { createdAt: '' };
    expect(log).toEqual({ items: [{ ...logged, at: expect.any(String) }], nextCursor: null });
  });

  it('drops the video and keeps the replay; the session says why and since when', async () => {
    const id = await storeSession(app, climber, {
      createdAt: daysAgo(40),
      frames: 30,
      video: 500,
      upload: 400,
      keyframe: 20,
    });
    await setRule('videos', { days: 30 });
    const { run } = await cleanUp({ dryRun: false });
    expect(await ended(run?.id)).toMatchObject({ removed: { sessions: 0, videos: 1, bytes: 900 } });
    await eventually(
      () => filesOf(id),
      (files) => files.length === 1,
    );
    expect(await filesOf(id)).toEqual(['0.jpg']);
    const session = (await (await app.fetch(`/api/v1/sessions/${id}`, { user: climber })).json()) as Session;
    expect(session).toMatchObject({ status: 'completed', frameCount: 30, video: null });
    expect(session.videoRemoved).toEqual({ at: expect.any(String), reason: 'video_age' });
    const frames = await app.fetch(`/api/v1/sessions/${id}/frames?limit=1`, { user: climber });
    expect(frames.status).toBe(200);
    expect((await app.fetch(`/api/v1/sessions/${id}/video`, { user: climber })).status).toBe(404);
    expect((await cleanUp({})).items).toEqual([]);
  });

  it('leaves a shared session alone where the rule says so, as long as its link works', async () => {
    const share = async (expiresAt: Date, createdAt: Date) => {
      const sessionId = await storeSession(app, climber, { createdAt: daysAgo(40) });
      await app.dataSource.manager.insert(SessionShare, {
        sessionId,
        secretHash: Buffer.from(sessionId),
        includeVideo: true,
        createdAt,
        expiresAt,
      });
      return sessionId;
    };
    await share(daysAgo(-1), daysAgo(1));
    const expired = await share(daysAgo(1), daysAgo(2));
    await setRule('sessions', { days: 30 });
    expect((await cleanUp({})).items.map(({ sessionId }) => sessionId)).toEqual([expired]);
    await setRule('sessions', { days: 30, keepShared: false });
    expect((await cleanUp({})).items).toHaveLength(2);
  });

  it('asks before more than half of everything goes, and goes on when that very plan is confirmed', async () => {
    const old = await Promise.all(
      Array.from({ length: 5 }, () => storeSession(app, climber, { createdAt: daysAgo(40), video: 10 })),
    );
    await setRule('sessions', { days: 30 });
    const asking = await cleanUp({ dryRun: false });
    expect(asking.run).toMatchObject({ status: 'needs_confirmation', confirmation: asking.confirmation });
    expect(await sessionIds()).toHaveLength(9);

    // Confirmed was another plan.
    await storeSession(app, climber, { createdAt: daysAgo(41), video: 10 });
    const again = await cleanUp({ dryRun: false, confirmation: asking.confirmation });
    expect(again.run?.status).toBe('needs_confirmation');
    expect(await sessionIds()).toHaveLength(10);

    const confirmed = await cleanUp({ dryRun: false, confirmation: again.confirmation });
    expect(await ended(confirmed.run?.id)).toMatchObject({ status: 'completed', removed: { sessions: 6 } });
    const left = await sessionIds();
    expect(left).toHaveLength(4);
    expect(left.filter((id) => old.includes(id))).toEqual([]);
  });

  it('lists and opens a session no more from the moment its removal begins', async () => {
    const id = await storeSession(app, climber, { frames: 3 });
    await app.dataSource.query('UPDATE session_recording SET removing_at = now() WHERE id = $1', [id]);
    expect((await app.fetch(`/api/v1/sessions/${id}`, { user: climber })).status).toBe(404);
    const patched = await app.fetch(`/api/v1/sessions/${id}`, {
      method: 'PATCH',
      user: climber,
      json: { pinned: true },
    });
    expect(patched.status).toBe(404);
    // A run that was broken off is taken up by the next one, whatever the rules say by then.
    const { run } = await cleanUp({ dryRun: false });
    await ended(run?.id);
    expect(await sessionIds()).not.toContain(id);
    const { items } = (await (await app.fetch('/api/v1/sessions', { user: climber })).json()) as SessionPage;
    expect(items).toHaveLength(4);
  });

  it('runs by itself once a day when that is on, and between only when the disk is full', async () => {
    const schedule = app.app.get(CleanupSchedule);
    const runs = async () => (await read<CleanupRunPage>('/cleanup/runs')).items;
    const id = await storeSession(app, climber, {
      createdAt: daysAgo(40),
      deletedAt: daysAgo(31),
      video: 10,
    });
    await setRule('trash');
    await schedule.hourly(daysAgo(-3));
    expect(await runs()).toEqual([]);

    await setRule('trash', { days: 30 });
    const on = {
      ...(await read<StoredRetention>('/retention')).retention,
      schedule: { enabled: true, hour: 3 },
    };
    await call('PUT', '/retention', on);
    await schedule.hourly(new Date());
    expect(await runs()).toEqual([]);
    await schedule.hourly(daysAgo(-1));
    const [daily] = await runs();
    expect(await ended(daily?.id)).toMatchObject({
      trigger: 'schedule',
      startedBy: null,
      removed: { sessions: 1 },
    });
    expect(await sessionIds()).not.toContain(id);
    const { nextRunAt } = await read<StoredRetention>('/retention');
    expect(new Date(nextRunAt ?? 0).getUTCHours()).toBe(3);

    const pressure = {
      ...DEFAULT_RETENTION.diskPressure,
      enabled: true,
      minFreeBytes: Number.MAX_SAFE_INTEGER,
    };
    await call('PUT', '/retention', { ...on, diskPressure: pressure });
    await schedule.hourly(new Date());
    await schedule.hourly(new Date());
    // All videos would go: asked once, not every hour.
    expect((await runs()).map(({ status }) => status)).toEqual(['needs_confirmation', 'completed']);
  });

  it('removes nothing while the media folder looks unmounted', async () => {
    await storeSession(app, climber, { createdAt: daysAgo(40), video: 10 });
    await setRule('sessions', { days: 30 });
    await app.app.get(MediaStore).remove(mediaKeys.marker);
    const refused = await call('POST', '/cleanup', { dryRun: false });
    expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'unavailable' }]);
    expect(await sessionIds()).toHaveLength(5);
  });
});
