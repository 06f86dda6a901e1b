import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { startOf } from '../testing/recordings.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';

describe('the server as a browser sees it', () => {
  let app: TestApp;
  let dist: string;

  beforeAll(async () => {
    dist = await mkdtemp(path.join(os.tmpdir(), 'reclimb-web-'));
    await writeFile(path.join(dist, '3rdpartylicenses.txt'), 'MIT');
    const webDir = path.join(dist, 'browser');
    await mkdir(webDir);
    await writeFile(path.join(webDir, 'index.html'), '<rc-root></rc-root>');
    await writeFile(path.join(webDir, 'main-ABCD1234.js'), 'run()');
    await writeFile(path.join(webDir, 'favicon.svg'), '<svg/>');
    app = await startApp({ config: { webDir } });
  });
  afterAll(async () => {
    await app.close();
    await rm(dist, { recursive: true });
  });

  it.each(['/', '/library', '/sessions/0190/replay?t=3.2'])(
    'opens the app at %s, also after a reload',
    async (url) => {
      const answer = await app.fetch(url);
      expect([answer.status, await answer.text()]).toEqual([200, '<rc-root></rc-root>']);
      // An old page would ask for scripts that are gone.
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it('tells whose work the web app is made of', async () => {
    const answer = await app.fetch('/3rdpartylicenses.txt');
    expect([answer.status, await answer.text()]).toEqual([200, 'MIT']);
  });

  it('lets browsers keep what carries its hash in its name, and nothing else', async () => {
    expect((await app.fetch('/main-ABCD1234.js')).headers.get('cache-control')).toContain('immutable');
    expect((await app.fetch('/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/main-GONE0000.js', '/api/nope', '/api/v1/nope', '/mediapipe/nope'])(
    'does not pass off the page as %s',
    async (url) => {
      const answer = await app.fetch(url, { user: await app.newUser() });
      expect(await answer.json()).toMatchObject({ status: 404, code: 'not_found' });
    },
  );

  it('serves BlazePose from its package, WebAssembly with the type that browsers insist on', async () => {
    const wasm = await app.fetch('/mediapipe/pose/pose_solution_simd_wasm_bin.wasm', { method: 'HEAD' });
    expect([wasm.status, wasm.headers.get('content-type')]).toEqual([200, 'application/wasm']);
  });

  it('runs its own scripts and WebAssembly only, and asks for no device but the camera', async () => {
    const { headers } = await app.fetch('/');
    expect(headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval';");
    const { host } = new URL(app.url);
    expect(headers.get('content-security-policy')).toContain(`connect-src 'self' ws://${host} wss://${host}`);
    expect(headers.get('permissions-policy')).toMatch(/camera=\(self\).*microphone=\(\)/);
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it.each([
    ['a page', '/library', {}],
    ['a script', '/main-ABCD1234.js', {}],
    ['the page for other sites', '/embed/token', {}],
    ['an answer of the API', '/api/v1/setup', {}],
    ['a refusal', '/api/v1/sessions', {}],
    ['nothing', '/api/nope', {}],
    ['a body that is no JSON', '/api/v1/auth/login', { method: 'POST', body: '{' }],
    ['the description', '/api/docs', {}],
    ['the description as a file', '/api/openapi.json', {}],
    ['a model that is not there', '/models/no/model.json', {}],
    ['a file of MediaPipe', '/mediapipe/pose/package.json', {}],
    ['health', '/api/health/live', {}],
    ['metrics', '/metrics', {}],
  ])('sends %s with all its precautions', async (_what, url, init: RequestInit) => {
    const { headers } = await app.fetch(url, { ...init, headers: { 'content-type': 'application/json' } });
    const policy = headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'self';|^sandbox/);
    expect(policy).not.toMatch(/'unsafe-eval'|http:|https:|script-src[^;]*'unsafe-inline'/);
    expect(headers.get('permissions-policy')).toContain('camera=(self)');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toMatch(/^(same-origin|no-referrer)$/);
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('may be framed by nobody, but for the page that is made for it', async () => {
    const framing = async (url: string) => {
      const { headers } = await app.fetch(url);
      const [ancestors] = /frame-ancestors [^;]+/.exec(headers.get('content-security-policy') ?? '') ?? [];
      return [ancestors, headers.get('x-frame-options')];
    };
    for (const url of [
      '/',
      '/login',
      '/s/token',
      '/embed',
      '/embed/',
      '/embed/token/more',
      '/api/docs',
      '/embed/a.b',
    ]) {
      expect([url, ...(await framing(url))]).toEqual([url, "frame-ancestors 'none'", 'DENY']);
    }
    expect(await framing('/embed/to_k-en')).toEqual(['frame-ancestors *', null]);
  });

  it.each(['/s/token', '/embed/token'])('passes the address %s on to nobody', async (url) => {
    const { headers } = await app.fetch(url);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
  });

  it('describes its API', async () => {
    const document = (await (await app.fetch('/api/openapi.json')).json()) as { paths: object };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/health/live', '/api/v1/auth/login', '/api/v1/tokens/{id}']),
    );
    expect((await app.fetch('/api/docs')).headers.get('content-type')).toContain('text/html');
  });

  it('answers a body that is no JSON, or far too large, with a problem document', async () => {
    const send = async (body: string) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await app.fetch('/api/v1/auth/login', { method: 'POST', body, headers });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      return answer.json();
    };
    expect(await send('{"email": ')).toMatchObject({ status: 400, code: 'validation_failed' });
    expect(await send(`"${'x'.repeat(2 * 1024 * 1024)}"`)).toMatchObject({
      status: 413,
      code: 'payload_too_large',
    });
  });

  it('refuses a query and a body where none is declared, and leaves those of probes alone', async () => {
    const user = await app.newUser();
    const refused = async (method: string, url: string, json?: object) => {
      const answer = await app.fetch(url, { method, user, ...(json && { json }) });
      return [answer.status, ((await answer.json()) as { errors?: object[] }).errors];
    };
    const unknown = (path: string) => [400, [{ path, message: 'Unknown field' }]];
    expect(await refused('GET', '/api/v1/auth/me?verbose=1')).toEqual(unknown('verbose'));
    expect(await refused('GET', '/api/v1/setup?x')).toEqual(unknown('x'));
    const restore = `/api/v1/sessions/${crypto.randomUUID()}/restore`;
    expect(await refused('POST', restore, { force: true })).toEqual(unknown('force'));
    expect(await refused('POST', restore, {})).toEqual([404, undefined]);
    expect((await app.fetch('/api/health/ready?t=1')).status).toBe(200);
  });

  it('reads a large body of frames, of somebody who may store them alone', async () => {
    const send = async (mebibytes: number, user?: TestUser) => {
      const user_ = user ?? null;
      const made = await app.fetch('/api/v1/sessions', { method: 'POST', user: user_, json: startOf() });
      const { sessionId } = (await made.json()) as { sessionId?: string };
      const address = `/api/v1/sessions/${sessionId ?? crypto.randomUUID()}/frames`;
      const body = `["${'x'.repeat(mebibytes * 1024 * 1024)}"]`;
      const headers = { 'content-type': 'application/json' };
      const answer = await app.fetch(address, { method: 'POST', user: user_, body, headers });
      return ((await answer.json()) as { code: string }).code;
    };
    const user = await app.newUser();
    expect(await send(2, user)).toBe('validation_failed');
    expect(await send(33, user)).toBe('payload_too_large');
    expect(await send(2)).toBe('unauthenticated');
  });
});

describe('readiness', () => {
  it('is told apart from being alive: a media folder that cannot be written is reported, without its path', async () => {
    // Below a file there can be no folder.
    const mediaDir = path.join(import.meta.filename, 'media');
    const app = await startApp({ config: { mediaDir } });
    const live = await app.fetch('/api/health/live');
    const ready = await app.fetch('/api/health/ready');
    const text = await ready.text();
    await app.close();
    expect(live.status).toBe(200);
    expect(ready.status).toBe(503);
    expect(JSON.parse(text)).toMatchObject({
      checks: { database: { status: 'up' }, media: { status: 'down' } },
    });
    expect(text).not.toContain(mediaDir);
  });
});
