import { connected, startApp, type TestApp, type TestUser } from '../testing/test-app.js';

const NAMED = 'https://board.example.org';
const OTHER = 'https://evil.example';

const corsHeaders = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

/** How a page of this origin fares: its REST request, its change by login and by token, and its sockets. */
async function fares(app: TestApp, user: TestUser, token: string, origin: string) {
  const withToken = { origin, authorization: `Bearer ${token}` };
  const change = (headers: Record<string, string>, who: TestUser | null) =>
    app.fetch('/api/v1/sessions/demo', { method: 'POST', user: who, headers });
  const socket = async (headers: Record<string, string>, auth: object) => {
    const made = app.socket('/replay', null, { extraHeaders: { origin, ...headers }, auth });
    try {
      return (await connected(made)) && 'connected';
    } catch (error) {
      const { data } = error as { data?: { code: string } };
      return data?.code ?? 'refused';
    } finally {
      made.disconnect();
    }
  };
  const asked = await app.fetch('/api/v1/sessions', { headers: withToken });
  const polled = await fetch(`${app.url}/socket.io/?EIO=4&transport=polling`, { headers: { origin } });
  return {
    allowed: asked.headers.get('access-control-allow-origin'),
    credentials: asked.headers.get('access-control-allow-credentials'),
    polling: polled.headers.get('access-control-allow-origin'),
    pollingCredentials: polled.headers.get('access-control-allow-credentials'),
    changeByLogin: (await change({ origin }, user)).status,
    changeByToken: (await change(withToken, null)).status,
    // Past the login, the session that is not named is what is missed.
    socketByLogin: await socket({ cookie: user.cookie }, {}),
    socketByToken: await socket({}, { token }),
  };
}

describe.each<[corsOrigins: '*' | string[]]>([[[]], [[NAMED]], ['*']])('CORS_ORIGINS=%s', (corsOrigins) => {
  let app: TestApp;
  let user: TestUser;
  let token: string;
  beforeAll(async () => {
    app = await startApp({ config: { corsOrigins } });
    user = await app.newUser();
    const scopes = ['sessions:read', 'sessions:write'];
    const made = await app.fetch('/api/v1/tokens', { method: 'POST', user, json: { name: 'x', scopes } });
    ({ token } = (await made.json()) as { token: string });
  });
  afterAll(() => app.close());

  const nothing = {
    allowed: null,
    credentials: null,
    polling: null,
    pollingCredentials: null,
    changeByLogin: 403,
    changeByToken: 200,
    socketByLogin: 'refused',
    socketByToken: 'refused',
  };
  const expected = {
    named: Array.isArray(corsOrigins)
      ? corsOrigins.length === 0
        ? nothing
        : {
            allowed: NAMED,
            credentials: 'true',
            polling: NAMED,
            pollingCredentials: 'true',
            changeByLogin: 200,
            changeByToken: 200,
            socketByLogin: 'validation_failed',
            socketByToken: 'validation_failed',
          }
      : {
          ...nothing,
          allowed: '*',
          polling: '*',
          socketByLogin: 'unauthenticated',
          socketByToken: 'validation_failed',
        },
  };

  it('lets pages of a site do as much as was configured for it', async () => {
    expect(await fares(app, user, token, NAMED)).toEqual(expected.named);
  });

  it('lets pages of all other sites do nothing more', async () => {
    const other = await fares(app, user, token, OTHER);
    // A refused handshake still says who may poll: nobody, to this page.
    expect(other).toMatchObject(
      corsOrigins === '*' ? expected.named : { ...nothing, pollingCredentials: other.pollingCredentials },
    );
  });

  it('tells our own pages and programs nothing of it, and pages of the app nothing at all', async () => {
    if (corsOrigins !== '*') {
      const ours: Record<string, string>[] = [{ origin: app.url }, { accept: '*/*' }];
      for (const headers of ours) {
        expect(corsHeaders(await app.fetch('/api/v1/setup', { headers }))).toEqual({});
      }
    }
    expect(corsHeaders(await app.fetch('/login', { headers: { origin: NAMED } }))).toEqual({});
  });

  it('answers what a browser asks beforehand, also for a refusal', async () => {
    const asks = {
      origin: NAMED,
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization',
    };
    const preflight = await app.fetch('/api/v1/sessions/1', { method: 'OPTIONS', headers: asks });
    const refused = await app.fetch('/api/v1/nope', { headers: { origin: NAMED } });
    if (corsOrigins.length === 0) {
      expect([corsHeaders(preflight), corsHeaders(refused)]).toEqual([{}, {}]);
      return;
    }
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization');
    expect(refused.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
  });
});
