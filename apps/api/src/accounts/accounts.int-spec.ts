import { LoginThrottle } from './login-throttle.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';

const ada = { email: 'ada@example.org', name: 'Ada', password: 'correct horse battery' };

/** The cookie that an answer sets, as a browser would send it. */
const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
const as = (cookie: string): TestUser => ({ id: '', email: '', name: '', role: 'member', cookie });

describe('accounts', () => {
  let app: TestApp;
  beforeEach(async () => (app = await startApp()));
  afterEach(() => app.close());

  const post = (path: string, json: unknown, user?: TestUser, headers?: Record<string, string>) =>
    app.fetch(`/api/v1/${path}`, {
      method: 'POST',
      json,
      ...(user && { user }),
      ...(headers && { headers }),
    });
  const me = (user: TestUser | null) => app.fetch('/api/v1/auth/me', { user });

  it('makes the first account the administrator, logs it in, and then closes the door', async () => {
    const setup = async () => (await app.fetch('/api/v1/setup')).json();
    expect(await setup()).toEqual({ setupRequired: true, registration: 'closed' });

    const registered = await post('auth/register', { ...ada, email: ' Ada@Example.org ' });
    expect(registered.status).toBe(201);
    const account = await registered.json();
    expect(account).toEqual({ id: expect.any(String), email: ada.email, name: 'Ada', role: 'admin' });
    expect(await (await me(as(cookieOf(registered)))).json()).toEqual(account);

    expect(await setup()).toEqual({ setupRequired: false, registration: 'closed' });
    expect((await post('auth/register', { ...ada, email: 'eve@example.org' })).status).toBe(403);
  });

  it('gives exactly one of many simultaneous first accounts the administrator’s role', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        post('auth/register', { ...ada, email: `a${index}@example.org` }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403, 403]);
  });

  it('lets an administrator make accounts for others, and stay who they are', async () => {
    const admin = as(cookieOf(await post('auth/register', ada)));
    const made = await post('auth/register', { ...ada, email: 'bo@example.org' }, admin);
    expect(await made.json()).toMatchObject({ email: 'bo@example.org', role: 'member' });
    expect(made.headers.getSetCookie()).toEqual([]);
    expect((await post('auth/register', ada, admin)).status).toBe(409);
  });

  it('keeps the login out of reach of scripts and other sites', async () => {
    const [cookie] = (await post('auth/register', ada)).headers.getSetCookie();
    expect(cookie).toMatch(/^reclimb_login=[\w-]{43};/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).not.toMatch(/; Secure/);
  });

  it('keeps neither password nor login in the database in a form that opens anything', async () => {
    const secret = cookieOf(await post('auth/register', ada)).split('=')[1] ?? '';
    const [account] = await app.dataSource.query('SELECT password_hash FROM user_account');
    expect(account.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const rows = await app.dataSource.query(
      `SELECT l::text AS row, encode(secret_hash, 'escape') FROM login l`,
    );
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('answers an unknown address and a wrong password alike', async () => {
    await post('auth/register', ada);
    const wrong = await post('auth/login', { email: ada.email, password: 'wrong' });
    const unknown = await post('auth/login', { email: 'nobody@example.org', password: 'wrong' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await unknown.json());
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it('makes somebody who guesses wait, and says how long', async () => {
    await post('auth/register', ada);
    const guess = (count: number) => post('auth/login', { email: ada.email, password: `guess ${count}` });
    for (let count = 0; count < 5; count++) expect((await guess(count)).status).toBe(401);
    // The wait begins with a second, which a busy machine needs for one guess, and doubles with each that it lets through.
    let refused = await guess(5);
    for (let count = 6; count < 12 && refused.status === 401; count++) refused = await guess(count);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(await refused.json()).toMatchObject({ code: 'rate_limited' });
  });

  it('holds up an address that guesses at many accounts, and nobody for logging in often', async () => {
    const throttle = app.app.get(LoginThrottle, { strict: false });
    const attempt = (email: string, address = '192.0.2.1') => throttle.begin(address, email, false);
    for (let count = 0; count < 40; count++) {
      await attempt(ada.email);
      await throttle.succeeded('192.0.2.1', ada.email);
    }
    for (let count = 0; count < 30; count++) await attempt(`nobody-${count}@example.org`);
    await expect(attempt('another@example.org')).rejects.toMatchObject({ code: 'rate_limited' });
    await attempt('another@example.org', '192.0.2.2');
  });

  it('holds up guessing at one account from many addresses, but not its owner where they are logged in', async () => {
    const throttle = app.app.get(LoginThrottle, { strict: false });
    const attempt = (number: number, familiar = false) =>
      throttle.begin(`198.51.100.${number}`, ada.email, familiar);
    for (let count = 0; count < 30; count++) await attempt(count);
    await expect(attempt(100)).rejects.toMatchObject({ code: 'rate_limited' });
    await attempt(101, true);
  });

  it('ends a login on the server at logout, not only in the browser', async () => {
    await post('auth/register', ada);
    const user = as(cookieOf(await post('auth/login', { email: ada.email, password: ada.password })));
    expect((await me(user)).status).toBe(200);
    expect((await post('auth/logout', undefined, user)).status).toBe(204);
    expect((await me(user)).status).toBe(401);
  });

  it('ends a login that was not used for thirty days, and moves the end of one that is used', async () => {
    const used = await app.newUser();
    const unused = await app.newUser();
    const setExpiry = (user: TestUser, offset: string) =>
      app.dataSource.query(`UPDATE login SET expires_at = now() + $2::interval WHERE user_id = $1`, [
        user.id,
        offset,
      ]);
    await setExpiry(used, '10 days');
    await setExpiry(unused, '-1 second');
    expect((await me(unused)).status).toBe(401);
    const answer = await me(used);
    expect(cookieOf(answer)).toBe(used.cookie);
    const [login] = await app.dataSource.query(
      `SELECT expires_at > now() + interval '29 days' AS moved FROM login WHERE user_id = $1`,
      [used.id],
    );
    expect(login.moved).toBe(true);
  });

  it('asks for a login everywhere, also where there is nothing for this caller', async () => {
    for (const path of ['auth/me', 'tokens']) {
      const answer = await app.fetch(`/api/v1/${path}`);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ code: 'unauthenticated', status: 401 });
    }
    expect((await me(as('reclimb_login=made-up'))).status).toBe(401);
  });

  it('keeps pages of other sites from acting with somebody’s login', async () => {
    const user = await app.newUser();
    const foreign = await post('auth/logout', undefined, user, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect((await me(user)).status).toBe(200);
    expect((await post('auth/logout', undefined, user, { origin: app.url })).status).toBe(204);
  });

  it.each([
    [{ ...ada, password: 'short' }, 'password'],
    [{ ...ada, email: 'no address' }, 'email'],
    [{ email: ada.email, password: ada.password }, 'name'],
    [{ ...ada, role: 'admin' }, 'role'],
  ])('names the refused field of %j', async (body, path) => {
    const answer = await post('auth/register', body);
    expect(answer.status).toBe(400);
    const problem = await answer.json();
    expect(problem).toMatchObject({ code: 'validation_failed', errors: [{ path }] });
    expect(JSON.stringify(problem)).not.toContain(ada.password);
  });
});
