import { type AuditKind, type AuditPage, DEFAULT_RETENTION, type User } from '@reclimb/contracts';
import { AuditRepository } from './audit.repository.js';
import { storeSession } from '../testing/stored-sessions.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';

describe('the log of what administrators do', () => {
  let app: TestApp;
  let admin: TestUser;
  let climber: TestUser;
  let id: string;

  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    admin = await app.newUser('admin');
    climber = await app.newUser();
    id = await storeSession(app, climber, { name: 'Roof', frames: 3 });
  });
  afterAll(() => app.close());

  const call = (method: string, path: string, user: TestUser, json?: unknown) =>
    app.fetch(`/api/v1/${path}`, { method, user, ...(json !== undefined && { json }) });
  const page = async (path: string, user: TestUser): Promise<AuditPage> => {
    const answer = await call('GET', path, user);
    expect([path, answer.status]).toEqual([path, 200]);
    return (await answer.json()) as AuditPage;
  };
  const looks = async (user = climber) => (await page('auth/me/looks', user)).items;
  const kinds = async (user = climber): Promise<AuditKind[]> =>
    (await looks(user)).map(({ kind }) => kind).reverse();

  it('tells whom it concerns who looked at what, once an hour however often they look', async () => {
    for (let i = 0; i < 3; i++) expect((await call('GET', `sessions/${id}`, admin)).status).toBe(200);
    const [look, ...more] = await looks();
    expect(more).toEqual([]);
    expect(look).toEqual({
      id: expect.any(String),
      at: expect.any(String),
      kind: 'session_read',
      actor: { id: admin.id, name: admin.name },
      subject: { id: climber.id, name: climber.name },
      session: { id, name: 'Roof' },
      detail: '',
    });
    // Another administrator, and another session, are looks of their own.
    await call('GET', `sessions/${id}`, await app.newUser('admin'));
    await call('GET', `sessions/${await storeSession(app, climber, {})}`, admin);
    expect(await kinds()).toEqual(['session_read', 'session_read', 'session_read']);
  });

  it('says nothing of looks at one’s own, nor of what was refused', async () => {
    await call('GET', `sessions/${id}`, climber);
    await call('GET', 'sessions', climber);
    for (const part of ['frames', 'video', 'export?format=json', 'markers', 'statistics', 'shares']) {
      expect((await call('GET', `sessions/${id}/${part}`, admin)).status).toBe(403);
    }
    const own = await storeSession(app, admin, {});
    await call('GET', `sessions/${own}`, admin);
    await call('DELETE', `sessions/${own}?permanent=true`, admin);
    expect(await looks()).toEqual([]);
    expect(await looks(admin)).toEqual([]);
    const { items } = await page(`admin/audit?q=${encodeURIComponent(admin.name)}`, admin);
    expect(items.filter(({ actor }) => actor.id === admin.id)).toEqual([]);
  });

  it('notes lists by the owners who stand in them: library, recordings in progress, plan of a cleanup', async () => {
    expect((await call('GET', 'sessions', admin)).status).toBe(200);
    expect((await call('GET', 'admin/status', admin)).status).toBe(200);
    expect(await kinds()).toEqual(['sessions_listed']);
    const second = await app.newUser('admin');
    await call('PUT', 'admin/retention', second, {
      ...DEFAULT_RETENTION,
      leftovers: { ...DEFAULT_RETENTION.leftovers, enabled: true, days: 1 },
    });
    await app.dataSource.query(
      `UPDATE session_recording SET status = 'failed', failure_reason = 'x', updated_at = now() - interval '9 days'
        WHERE id = $1`,
      [id],
    );
    expect((await call('POST', 'admin/cleanup', second, { dryRun: true })).status).toBe(200);
    expect((await looks()).map(({ kind, actor }) => [kind, actor.id])).toEqual([
      ['sessions_listed', second.id],
      ['sessions_listed', admin.id],
    ]);
    await call('PUT', 'admin/retention', second, DEFAULT_RETENTION);
    const { items } = await page('admin/audit?kind=retention_changed', admin);
    expect(items.map(({ detail, subject }) => [detail, subject])).toEqual([
      ['Nothing is removed', null],
      ['Removed by hand alone: leftovers after 1 days', null],
    ]);
  });

  it('notes deletions each, in the transaction that deletes, with the name of what is gone', async () => {
    await call('DELETE', `sessions/${id}`, admin);
    await call('DELETE', `sessions/${id}?permanent=true`, admin);
    expect((await looks()).map(({ kind, session }) => [kind, session?.name])).toEqual([
      ['session_deleted', 'Roof'],
      ['session_trashed', 'Roof'],
    ]);
    // All or nothing: what was not deleted is not noted.
    const kept = await storeSession(app, climber, {});
    const ids = [kept, crypto.randomUUID()];
    expect((await call('POST', 'sessions/bulk', admin, { action: 'purge', ids })).status).toBe(404);
    expect(await looks()).toHaveLength(2);
  });

  it('notes each change of an account, without its secrets', async () => {
    const made = (await (
      await call('POST', 'admin/users', admin, { email: `${crypto.randomUUID()}@example.org`, name: 'Bo' })
    ).json()) as User;
    const path = `admin/users/${made.id}`;
    await call('PATCH', path, admin, { disabled: true, role: 'admin', name: 'Bob' });
    await call('DELETE', path, admin);
    await call('POST', `${path}/restore`, admin);
    await call('POST', `${path}/reset-link`, admin);
    const { items } = await page('admin/audit?q=Bob', admin);
    expect(items.map(({ kind, detail, subject }) => [kind, detail, subject?.id]).reverse()).toEqual([
      ['user_added', '', made.id],
      ['user_changed', 'disabled, made an administrator, name', made.id],
      ['user_deleted', '', made.id],
      ['user_restored', '', made.id],
      ['reset_link_made', '', made.id],
    ]);
  });

  it('is found page by page, by kind, by name and by time, and by administrators alone', async () => {
    for (let i = 0; i < 5; i++) {
      await call('DELETE', `sessions/${await storeSession(app, climber, { name: `Slab ${i}` })}`, admin);
    }
    const query = `kind=session_trashed&q=slab&limit=2`;
    const names: (string | undefined)[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const part: AuditPage = await page(`admin/audit?${query}${cursor && `&cursor=${cursor}`}`, admin);
      names.push(...part.items.map(({ session }) => session?.name));
      cursor = part.nextCursor;
    }
    expect(names).toEqual(['Slab 4', 'Slab 3', 'Slab 2', 'Slab 1', 'Slab 0']);
    const future = new Date(Date.now() + 60_000).toISOString();
    expect((await page(`admin/audit?from=${future}`, admin)).items).toEqual([]);
    expect((await page(`admin/audit?to=${future}&q=slab%20`, admin)).items).toHaveLength(5);
    expect((await call('GET', 'admin/audit', climber)).status).toBe(403);
    expect((await call('GET', 'admin/audit?cursor=x', admin)).status).toBe(400);
  });

  it('is only added to: the database refuses changes, and forgets what is too old alone', async () => {
    await call('DELETE', `sessions/${id}`, admin);
    for (const statement of [`UPDATE audit_entry SET kind = 'user_added'`, 'DELETE FROM audit_entry']) {
      await expect(app.dataSource.query(statement)).rejects.toThrow('only added to');
    }
    await app.dataSource.query(
      `INSERT INTO audit_entry (at, kind, actor_id, actor_name, subject_id)
       VALUES (now() - interval '400 days', 'user_changed', $1, 'x', $2)`,
      [admin.id, climber.id],
    );
    expect(await kinds()).toContain('user_changed');
    await app.app.get(AuditRepository).forget(365);
    expect(await kinds()).toEqual(['session_trashed']);
  });
});
