import { randomUUID } from 'node:crypto';
import { recordSession } from '../testing/recorded-session.js';
import { ask, framesOf, startOf } from '../testing/recordings.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';

interface Entry {
  readonly requestId?: string;
  readonly socketId?: string;
  readonly userId?: string;
  readonly sessionId?: string;
  readonly route?: string;
  readonly msg: string;
}

describe('the log', () => {
  let app: TestApp;
  let user: TestUser;
  let lines: string[];
  beforeAll(async () => {
    app = await startApp({ log: (line) => lines.push(line) });
    user = await app.newUser();
  });
  beforeEach(() => (lines = []));
  afterAll(() => app.close());
  lines = [];

  const entries = () => lines.map((line) => JSON.parse(line) as Entry);
  /** The line of a request is written when its answer has ended, which its reader may know first. */
  const entryOf = async (requestId: string): Promise<Entry | undefined> => {
    for (;;) {
      const found = entries().find(
        (entry) => entry.requestId === requestId && entry.msg.startsWith('request'),
      );
      if (found) return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const post = (path: string, json: unknown, headers: Record<string, string> = {}) =>
    app.fetch(`/api/v1/${path}`, { method: 'POST', json, headers });

  it('names the request, its route, who asked and the session, and the header of every answer names the request', async () => {
    const { id } = await recordSession(app, user, { frames: 1 });
    const requestId = randomUUID();
    const answer = await app.fetch(`/api/v1/sessions/${id}/frames`, {
      user,
      headers: { 'x-request-id': requestId },
    });
    expect(answer.headers.get('x-request-id')).toBe(requestId);
    expect(await entryOf(requestId)).toMatchObject({
      userId: user.id,
      sessionId: id,
      route: '/api/v1/sessions/:id/frames',
    });
    const refused = await app.fetch('/api/v1/nope', { user });
    expect(refused.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    // Refusals that must not be told apart are the same to the letter.
    expect(await refused.json()).not.toHaveProperty('requestId');
  });

  it.each(['short', 'a b c d e f g h', 'me@example.org', `x${'0'.repeat(64)}`, '<script>alert(1)</script>'])(
    'gives a request an id of its own instead of %j',
    async (given) => {
      const answer = await app.fetch('/api/health/live', { headers: { 'x-request-id': given } });
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('names the connection, the user and the session of a message that fails', async () => {
    const socket = await app.connect('/recording', user);
    const sessionId = randomUUID();
    await ask(socket, 'start_recording', startOf({ sessionId }));
    await app.dataSource.query('ALTER TABLE session_frame RENAME TO session_frame_away');
    try {
      const answer = await ask(socket, 'pose_frames', { sessionId, frames: framesOf(0, 1) });
      expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    } finally {
      await app.dataSource.query('ALTER TABLE session_frame_away RENAME TO session_frame');
    }
    const failure = entries().find(({ msg }) => msg.includes('session_frame'));
    expect(failure).toMatchObject({ socketId: socket.id, userId: user.id, sessionId });
    expect(failure).not.toHaveProperty('err.parameters');
    socket.disconnect();
  });

  it('holds no password, cookie, token, link, e-mail address or address of a machine, whatever fails', async () => {
    const password = 'correct horse 4711';
    const email = 'grace.hopper@climbers.example.org';
    const { token } = (await (
      await app.fetch('/api/v1/tokens', {
        method: 'POST',
        user,
        json: { name: 't', scopes: ['sessions:write'] },
      })
    ).json()) as { token: string };
    const { id } = await recordSession(app, user, { frames: 1 });
    const share = (await (
      await app.fetch(`/api/v1/sessions/${id}/shares`, { method: 'POST', user, json: {} })
    ).json()) as { token: string };

    await post('auth/login', { email, password });
    await post('auth/login', { email, password, [password]: token });
    await post('auth/register', { email, name: 'Grace', password });
    await post('auth/reset', { token: share.token, password });
    await app.fetch(`/api/v1/auth/login?password=${encodeURIComponent(password)}&token=${token}`, {
      method: 'POST',
      body: `{"email": "${email}", "password": "${password}`,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    });
    for (const path of ['', '/frames', '/video', `/frames?token=${share.token}`]) {
      await app.fetch(`/api/v1/shared/${share.token}${path}`);
    }
    await app.fetch(`/s/${share.token}`);
    await app.fetch('/api/v1/auth/me', { headers: { authorization: 'Bearer rclmb_made-up-token' } });
    await app.fetch('/api/v1/sessions', { user, headers: { 'x-forwarded-for': '203.0.113.7' } });
    for (const auth of [{ token }, { token: 'rclmb_made-up-token' }, { shareToken: share.token }]) {
      const socket = app.socket(auth.shareToken ? '/replay' : '/recording', null, { auth });
      await new Promise<void>((resolve) => {
        socket.once('connect', () => resolve()).once('connect_error', () => resolve());
      });
      if (socket.connected) await ask(socket, 'start_recording', { ...startOf(), token, name: email });
      socket.disconnect();
    }
    // What PostgreSQL says repeats values; so does whatever a message was made of.
    await app.dataSource.query('ALTER TABLE login RENAME TO login_away');
    await app.fetch('/api/v1/auth/me', { user });
    await app.dataSource.query('ALTER TABLE login_away RENAME TO login');

    const last = randomUUID();
    await app.fetch('/api/health/live', { headers: { 'x-request-id': last } });
    await entryOf(last);
    const log = lines.join('');
    const cookie = user.cookie.split('=')[1] as string;
    expect(log).toContain('"level":50');
    const secrets = { password, email, token, cookie, share: share.token };
    const addresses = { own: user.email, forwarded: '203.0.113.7', machine: '127.0.0.1' };
    const told = Object.entries({ ...secrets, ...addresses, 'made up': 'made-up-token' })
      .filter(([, secret]) => log.includes(secret) || log.includes(encodeURIComponent(secret)))
      .map(([name, secret]) => `${name}: ${lines.find((line) => line.includes(secret))}`);
    expect(told).toEqual([]);
    // Two dozen requests, one after the other: seconds on an idle machine, more on a busy one.
  }, 120_000);
});
