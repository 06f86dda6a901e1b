import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';

describe('tokens', () => {
  let app: TestApp;
  let user: TestUser;
  beforeAll(async () => (app = await startApp()));
  beforeEach(async () => (user = await app.newUser()));
  afterAll(() => app.close());

  const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
  const create = (body: object, caller = user) =>
    app.fetch('/api/v1/tokens', { method: 'POST', user: caller, json: body });
  const newToken = (...scopes: string[]) =>
    json<{ id: string; token: string }>(create({ name: 'script', scopes }));
  const withToken = (token: string, path = 'auth/me', init: RequestInit = {}) =>
    app.fetch(`/api/v1/${path}`, { ...init, headers: { authorization: `Bearer ${token}` } });

  it('tells a token once, and works until it is taken back', async () => {
    const { id, token } = await newToken('sessions:read');
    expect(await (await withToken(token)).json()).toMatchObject({ id: user.id });

    const list = await json<unknown[]>(app.fetch('/api/v1/tokens', { user }));
    expect(list).toEqual([
      {
        id,
        name: 'script',
        scopes: ['sessions:read'],
        createdAt: expect.any(String),
        expiresAt: null,
        lastUsedAt: expect.any(String),
      },
    ]);
    expect(await (await app.fetch(`/api/v1/tokens/${id}`, { user })).json()).toEqual(list[0]);

    expect((await app.fetch(`/api/v1/tokens/${id}`, { user, method: 'DELETE' })).status).toBe(204);
    expect((await withToken(token)).status).toBe(401);
  });

  it('stores no token in readable form', async () => {
    const { token } = await newToken('sessions:read');
    const rows = await app.dataSource.query(
      `SELECT t::text AS row, encode(secret_hash, 'escape') FROM api_token t`,
    );
    expect(JSON.stringify(rows)).not.toContain(token.slice(6));
  });

  it('refuses what is expired, made up, or no bearer token', async () => {
    const { id, token } = await newToken('sessions:read');
    await app.dataSource.query(
      `UPDATE api_token SET expires_at = now() - interval '1 second' WHERE id = $1`,
      [id],
    );
    expect((await withToken(token)).status).toBe(401);
    expect((await withToken('rclmb_made-up')).status).toBe(401);
    expect((await app.fetch('/api/v1/auth/me', { headers: { authorization: 'Basic YTpi' } })).status).toBe(
      401,
    );
  });

  it('cannot make itself a successor', async () => {
    const { token } = await newToken('sessions:read', 'sessions:write');
    expect(await json(withToken(token, 'tokens'))).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('gives the scope of administrators to administrators only', async () => {
    expect((await create({ name: 'x', scopes: ['admin'] })).status).toBe(403);
    expect((await create({ name: 'x', scopes: ['admin'] }, await app.newUser('admin'))).status).toBe(201);
  });

  it('keeps an administrator’s power from a token without its scope', async () => {
    const admin = await app.newUser('admin');
    const { token } = await json<{ token: string }>(create({ name: 'x', scopes: ['sessions:read'] }, admin));
    expect(await (await withToken(token)).json()).toMatchObject({ id: admin.id, role: 'member' });
  });

  it('shows nobody another’s tokens', async () => {
    const { id } = await newToken('sessions:read');
    const other = await app.newUser();
    expect((await app.fetch(`/api/v1/tokens/${id}`, { user: other })).status).toBe(404);
    expect((await app.fetch(`/api/v1/tokens/${id}`, { user: other, method: 'DELETE' })).status).toBe(404);
    expect(await (await app.fetch('/api/v1/tokens', { user: other })).json()).toEqual([]);
  });

  it.each([
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: ['everything'] }, 'scopes.0'],
    [{ name: '', scopes: ['sessions:read'] }, 'name'],
    [{ name: 'x', scopes: ['sessions:read'], expiresAt: '2001-01-01T00:00:00Z' }, 'expiresAt'],
  ])('names what is wrong with %j', async (body, path) => {
    expect(await (await create(body)).json()).toMatchObject({
      code: 'validation_failed',
      errors: [{ path }],
    });
  });
});
