import { type CreatedUser, type Login, type ResetLink, type User } from '@reclimb/contracts';
import { AccessRevocation } from '../accounts/access-revocation.js';
import { Authenticator } from '../accounts/authenticator.js';
import { LOGIN_COOKIE } from '../accounts/login-cookie.js';
import { recordSession } from '../testing/recorded-session.js';
import { eventually, framesOf, startOf } from '../testing/recordings.js';
import { connected, startApp, type TestApp, type TestUser } from '../testing/test-app.js';

const PASSWORD = 'correct horse battery';

describe('users', () => {
  let app: TestApp;
  let admin: TestUser;
  let member: TestUser;
  beforeAll(async () => {
    app = await startApp();
    admin = await app.newUser('admin');
  });
  beforeEach(async () => (member = await app.newUser()));
  afterAll(() => app.close());

  const call = (method: string, path: string, user: TestUser | null = admin, json?: unknown) =>
    app.fetch(`/api/v1/${path}`, { method, user, ...(json !== undefined && { json }) });
  const answer = async <T>(...parameters: Parameters<typeof call>): Promise<T> => {
    const response = await call(...parameters);
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  const patch = (user: TestUser, body: object) => call('PATCH', `admin/users/${user.id}`, admin, body);
  const logIn = (email: string, password: string) => call('POST', 'auth/login', null, { email, password });
  const userOf = async (response: Response, user: TestUser): Promise<TestUser> => {
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return { ...user, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  };
  const me = async (user: TestUser) => (await call('GET', 'auth/me', user)).status;
  /** A member who has a password. */
  const withPassword = async (): Promise<TestUser> => {
    const email = `${crypto.randomUUID()}@example.org`;
    const made = await answer<User>('POST', 'admin/users', admin, { email, name: 'Bo', password: PASSWORD });
    return userOf(await logIn(email, PASSWORD), { ...member, id: made.id, email });
  };
  /** Resolves when the server has put the socket out. */
  const closed = async (user: TestUser | null, auth: object = {}) => {
    const socket = app.socket('/recording', user, { auth });
    // Listened for from the start: it may come right behind the connection.
    const ended = new Promise<string>((resolve) => socket.once('disconnect', resolve));
    await connected(socket);
    return { ended };
  };

  it('is a matter of administrators', async () => {
    for (const [method, path] of [
      ['GET', 'admin/users'],
      ['GET', `admin/users/${admin.id}`],
      ['POST', `admin/users/${admin.id}/reset-link`],
      ['DELETE', `admin/users/${admin.id}`],
    ] as const) {
      expect((await call(method, path, member)).status).toBe(403);
      expect((await call(method, path, null)).status).toBe(401);
    }
  });

  it('lists users page by page, and finds them by name or address', async () => {
    const page = (query: string) =>
      answer<{ items: User[]; nextCursor: string | null }>('GET', `admin/users?${query}`);
    const all = await page('limit=200');
    expect(all.items.map(({ email }) => email)).toEqual(all.items.map(({ email }) => email).sort());
    const first = await page('limit=1');
    const second = await page(`limit=1&cursor=${encodeURIComponent(first.nextCursor ?? '')}`);
    expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 2));
    expect((await page(`q=${encodeURIComponent(member.email.toUpperCase())}`)).items).toEqual([
      {
        id: member.id,
        email: member.email,
        name: member.name,
        role: 'member',
        createdAt: expect.any(String),
        disabledAt: null,
        deleteAfter: null,
        deletionBy: null,
        lastSeenAt: expect.any(String),
        sessionCount: 0,
      },
    ]);
  });

  it('lets a new user choose a password by a link that is good once', async () => {
    const made = await answer<CreatedUser>('POST', 'admin/users', admin, {
      email: 'new@example.org',
      name: 'New',
      role: 'member',
    });
    const token = made.resetLink?.token;
    expect((await logIn(made.email, '')).status).toBe(400);
    const reset = () => call('POST', 'auth/reset', null, { token, password: PASSWORD });
    const used = await reset();
    expect(await me(await userOf(used, member))).toBe(200);
    expect((await reset()).status).toBe(404);
    expect((await logIn(made.email, PASSWORD)).status).toBe(200);
    expect((await call('POST', 'admin/users', admin, { email: made.email, name: 'x' })).status).toBe(409);
  });

  it('ends all earlier logins and links when a password is reset, and stores no link in readable form', async () => {
    const user = await withPassword();
    const older = await answer<ResetLink>('POST', `admin/users/${user.id}/reset-link`);
    const newer = await answer<ResetLink>('POST', `admin/users/${user.id}/reset-link`);
    const rows = await app.dataSource.query(
      `SELECT r::text AS row, encode(secret_hash, 'escape') FROM password_reset r`,
    );
    expect(JSON.stringify(rows)).not.toContain(newer.token);
    const reset = (token: string) => call('POST', 'auth/reset', null, { token, password: 'a new password' });
    expect((await reset(older.token)).status).toBe(404);
    expect((await reset(newer.token)).status).toBe(200);
    expect(await me(user)).toBe(401);
    expect((await logIn(user.email, PASSWORD)).status).toBe(401);
  });

  it('takes no link that has expired', async () => {
    const { token } = await answer<ResetLink>('POST', `admin/users/${member.id}/reset-link`);
    await app.dataSource.query(`UPDATE password_reset SET expires_at = now() - interval '1 second'`);
    expect((await call('POST', 'auth/reset', null, { token, password: PASSWORD })).status).toBe(404);
  });

  it('puts a disabled user out at once: sockets, logins, tokens, and lets nobody in until they are enabled', async () => {
    const user = await withPassword();
    const { token } = await answer<{ token: string }>('POST', 'tokens', user, {
      name: 'script',
      scopes: ['sessions:write'],
    });
    const byCookie = await closed(user);
    const byToken = await closed(null, { token });
    const other = await closed(member);
    let otherEnded = false;
    void other.ended.then(() => (otherEnded = true));

    const disabled = await patch(user, { disabled: true });
    expect(await disabled.json()).toMatchObject({ disabledAt: expect.any(String) });
    expect(await Promise.all([byCookie.ended, byToken.ended])).toEqual([
      'io server disconnect',
      'io server disconnect',
    ]);
    expect(otherEnded).toBe(false);
    expect(await me(user)).toBe(401);
    const refusal = await logIn(user.email, PASSWORD);
    expect(await refusal.json()).toMatchObject({
      status: 403,
      detail: expect.stringContaining('disabled'),
    });
    // Who does not know the password learns nothing.
    expect((await logIn(user.email, 'wrong')).status).toBe(401);

    await patch(user, { disabled: false });
    expect((await logIn(user.email, PASSWORD)).status).toBe(200);
    expect(await me(user)).toBe(401);
  });

  it('puts a disabled user out of every server, and counts wrong passwords of all servers together', async () => {
    const other = await startApp({ databaseUrl: app.config.databaseUrl });
    try {
      const socket = await other.connect('/recording', member);
      const ended = new Promise<string>((resolve) => socket.once('disconnect', resolve));
      expect((await patch(member, { disabled: true })).status).toBe(200);
      expect(await ended).toBe('io server disconnect');

      const json = { email: `${crypto.randomUUID()}@example.org`, password: 'wrong' };
      const guess = (server: TestApp) => server.fetch('/api/v1/auth/login', { method: 'POST', json });
      for (let i = 0; i < 5; i++) expect((await guess(app)).status).toBe(401);
      // What one server has seen, the other refuses; a machine that is too busy for the first short delay gets a longer one.
      const refused = await eventually(
        () => guess(other),
        ({ status }) => status === 429,
      );
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await other.close();
    }
  });

  it('puts out a socket whose login ended on another server while it was on its way in', async () => {
    const authenticator = app.app.get(Authenticator, { strict: false });
    const revocation = app.app.get(AccessRevocation, { strict: false });
    const byLogin = authenticator.byLogin.bind(authenticator);
    jest.spyOn(authenticator, 'byLogin').mockImplementationOnce(async (...parameters) => {
      const found = await byLogin(...parameters);
      const mark = revocation.mark();
      await app.dataSource.transaction(async (manager) => {
        await manager.query('DELETE FROM login WHERE user_id = $1', [member.id]);
        await manager.query(`SELECT pg_notify('reclimb_access_ended', $1)`, [member.id]);
      });
      await eventually(
        () => Promise.resolve(revocation.mark()),
        (now) => now !== mark,
      );
      return found;
    });
    const { ended } = await closed(member);
    expect(await ended).toBe('io server disconnect');
  });

  it('cuts an upload and a download of a disabled user off, and no other', async () => {
    const user = await withPassword();
    const started = async (who: TestUser) => {
      const { sessionId } = await answer<{ sessionId: string }>('POST', 'sessions', who, startOf());
      // Frames without end, a line at a time.
      let next = 0;
      let stop = false;
      const body = new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          const [frame] = framesOf(next, next + 1);
          next += 1;
          controller.enqueue(Buffer.from(`${JSON.stringify(frame)}\n`));
          if (stop) controller.close();
          await new Promise((resolve) => setImmediate(resolve));
        },
      });
      const headers = { 'content-type': 'application/x-ndjson' };
      const url = `/api/v1/sessions/${sessionId}/frames`;
      const sent = app.fetch(url, { method: 'POST', user: who, body, headers, duplex: 'half' }).then(
        ({ status }) => status,
        () => 'cut off',
      );
      const session = (of: TestUser) => answer<{ frameCount: number }>('GET', `sessions/${sessionId}`, of);
      await eventually(
        () => session(who),
        ({ frameCount }) => frameCount > 0,
      );
      return { sent, end: () => (stop = true) };
    };
    const theirs = await started(user);
    const others = await started(member);
    await patch(user, { disabled: true });
    expect(await theirs.sent).toBe('cut off');
    others.end();
    expect(await others.sent).toBe(200);
  });

  it('puts out a socket whose token expires', async () => {
    const expiresAt = new Date(Date.now() + 1500).toISOString();
    const { token } = await answer<{ token: string }>('POST', 'tokens', member, {
      name: 'script',
      scopes: ['sessions:write'],
      expiresAt,
    });
    const { ended } = await closed(null, { token });
    const { ended: otherEnded } = await closed(member);
    let isOtherOut = false;
    void otherEnded.then(() => (isOtherOut = true));
    const headers = { authorization: `Bearer ${token}` };
    await eventually(
      () => app.fetch('/api/v1/auth/me', { headers }),
      ({ status }) => status === 401,
    );
    await app.app.get(AccessRevocation, { strict: false }).sweep();
    expect(await ended).toBe('io server disconnect');
    expect(isOtherOut).toBe(false);
  });

  it('always keeps an administrator who can log in', async () => {
    const refuse = async (response: Response) =>
      expect(await response.json()).toMatchObject({ status: 409, code: 'conflict' });
    await refuse(await patch(admin, { disabled: true }));
    await refuse(await patch(admin, { role: 'member' }));
    await refuse(await call('DELETE', `admin/users/${admin.id}`));
    expect((await patch(member, { role: 'admin' })).status).toBe(200);
    // Of two who remove each other at the same moment one stays.
    const answers = await Promise.all([
      patch(member, { role: 'member' }),
      call('PATCH', `admin/users/${admin.id}`, member, { role: 'member' }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await app.dataSource.query(`UPDATE user_account SET role = 'admin' WHERE id = $1`, [admin.id]);
    await app.dataSource.query(`UPDATE user_account SET role = 'member' WHERE id = $1`, [member.id]);
  });

  describe('deletion', () => {
    /** The waiting deletion becomes due, as after seven days. */
    const makeDue = async (user: TestUser) => {
      await app.dataSource.query(`UPDATE user_account SET delete_after = now() WHERE id = $1`, [user.id]);
      await app.dataSource.query(
        `SELECT graphile_worker.reschedule_jobs(ARRAY(SELECT id FROM graphile_worker.jobs WHERE key = $1), run_at => now())`,
        [`delete-account:${user.id}`],
      );
    };
    const exists = async (user: TestUser) => (await call('GET', `admin/users/${user.id}`)).status === 200;

    it('takes the user with all that they own after seven days, and nothing of others', async () => {
      const mine = await recordSession(app, member, { frames: 3, keyframes: [1] });
      const theirs = await recordSession(app, admin, { frames: 3 });
      const link = await answer<{ token: string }>('POST', `sessions/${mine.id}/shares`, member, {});
      const shared = async () => (await call('GET', `shared/${link.token}`, null)).status;
      expect(await shared()).toBe(200);
      const removed = await answer<User>('DELETE', `admin/users/${member.id}`);
      const days = (Date.parse(removed.deleteAfter ?? '') - Date.now()) / 86_400_000;
      expect(days).toBeGreaterThan(6.9);
      expect(days).toBeLessThan(7.1);
      // Asked for again, it is not put off.
      const again = await answer<User>('DELETE', `admin/users/${member.id}`);
      expect(again.deleteAfter).toBe(removed.deleteAfter);
      expect(await me(member)).toBe(401);
      expect(await shared()).toBe(404);

      await makeDue(member);
      await eventually(
        () => exists(member),
        (there) => !there,
      );
      const [{ count }] = await app.dataSource.query(
        'SELECT count(*)::int FROM session_recording WHERE user_id = $1',
        [member.id],
      );
      expect(count).toBe(0);
      const media = await eventually(
        () => app.dataSource.query(`SELECT FROM graphile_worker.jobs WHERE task_identifier = 'remove-media'`),
        (jobs: unknown[]) => jobs.length === 0,
      );
      expect(media).toEqual([]);
      const gone = await app.fetch(`/api/v1/sessions/${mine.id}`, { user: admin });
      expect(gone.status).toBe(404);
      expect((await app.fetch(`/api/v1/sessions/${theirs.id}`, { user: admin })).status).toBe(200);
    });

    it('is undone until then', async () => {
      await call('DELETE', `admin/users/${member.id}`);
      const restored = await answer<User>('POST', `admin/users/${member.id}/restore`);
      expect(restored).toMatchObject({ deleteAfter: null, deletionBy: null, disabledAt: null });
      const jobs: unknown[] = await app.dataSource.query(`SELECT FROM graphile_worker.jobs WHERE key = $1`, [
        `delete-account:${member.id}`,
      ]);
      expect(jobs).toEqual([]);
    });

    it('is a user’s own decision too, with their password, and they can go on and stay after all', async () => {
      const user = await withPassword();
      const leave = (password: string) => call('POST', 'auth/me/deletion', user, { password });
      expect(await (await leave('wrong')).json()).toMatchObject({
        code: 'validation_failed',
        errors: [{ path: 'password' }],
      });
      expect(await (await leave(PASSWORD)).json()).toMatchObject({ deleteAfter: expect.any(String) });
      expect(await answer('GET', 'auth/me', user)).toMatchObject({ deleteAfter: expect.any(String) });
      expect((await logIn(user.email, PASSWORD)).status).toBe(200);
      expect((await call('DELETE', 'auth/me/deletion', user)).status).toBe(204);
      expect(await answer('GET', 'auth/me', user)).not.toHaveProperty('deleteAfter');
      await leave(PASSWORD);
      await makeDue(user);
      await eventually(
        () => exists(user),
        (there) => !there,
      );
      expect(await me(user)).toBe(401);
    });
  });

  describe('logins', () => {
    const logins = (user: TestUser) => answer<Login[]>('GET', 'auth/logins', user);

    it('are listed with browser, address and last use, and each can be ended, with its sockets', async () => {
      const here = await withPassword();
      const phone = await userOf(
        await app.fetch('/api/v1/auth/login', {
          method: 'POST',
          json: { email: here.email, password: PASSWORD },
          headers: { 'user-agent': 'Phone' },
        }),
        here,
      );
      const { ended } = await closed(phone);
      const list = await logins(here);
      expect(list).toHaveLength(2);
      expect(list.find(({ current }) => !current)).toEqual({
        id: expect.any(String),
        current: false,
        createdAt: expect.any(String),
        lastSeenAt: expect.any(String),
        userAgent: 'Phone',
        address: '127.0.0.1',
      });
      const id = list.find(({ current }) => !current)?.id ?? '';
      expect((await call('DELETE', `auth/logins/${id}`, member)).status).toBe(404);
      expect((await call('DELETE', `auth/logins/${id}`, here)).status).toBe(204);
      expect(await ended).toBe('io server disconnect');
      expect([await me(phone), await me(here)]).toEqual([401, 200]);
    });

    it('note where and when they were last used', async () => {
      await app.dataSource.query(
        `UPDATE login SET last_seen_at = now() - interval '1 hour', address = '' WHERE user_id = $1`,
        [member.id],
      );
      await app.fetch('/api/v1/auth/me', { user: member, headers: { 'user-agent': 'Newer' } });
      const [login] = await logins(member);
      expect(login).toMatchObject({ userAgent: 'Newer', address: '127.0.0.1' });
      expect(Date.now() - Date.parse(login?.lastSeenAt ?? '')).toBeLessThan(300_000);
    });

    it('end but for the one that changes the password', async () => {
      const here = await withPassword();
      const there = await userOf(await logIn(here.email, PASSWORD), here);
      const change = (currentPassword: string) =>
        call('PUT', 'auth/password', here, { currentPassword, newPassword: 'another long one' });
      expect(await (await change('wrong')).json()).toMatchObject({ errors: [{ path: 'currentPassword' }] });
      expect(await me(there)).toBe(200);
      expect((await change(PASSWORD)).status).toBe(204);
      expect([await me(here), await me(there)]).toEqual([200, 401]);
      expect((await logIn(here.email, PASSWORD)).status).toBe(401);
      expect((await logIn(here.email, 'another long one')).status).toBe(200);
      expect((await call('DELETE', 'auth/logins', here)).status).toBe(204);
      expect(await logins(here)).toHaveLength(1);
      expect(here.cookie).toContain(LOGIN_COOKIE);
    });
  });
});
