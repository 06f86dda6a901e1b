import { createHash } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import {
  type AccountExportStatus,
  archivedAccountSchema,
  archivedSessionsSchema,
  type Marker,
  type RecordingPosition,
  type Session,
} from '@reclimb/contracts';
import { type ArchiveContents, unpack } from '../testing/archives.js';
import { recordSession } from '../testing/recorded-session.js';
import { eventually, framesOf, startOf, tell } from '../testing/recordings.js';
import { daysAgo, storeSession } from '../testing/stored-sessions.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';

describe('GET /api/v1/auth/me/export', () => {
  let app: TestApp;
  let climber: TestUser;

  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => (climber = await app.newUser()));
  afterAll(() => app.close());

  const call = (path: string, user = climber, init: RequestInit & { json?: unknown } = {}) =>
    app.fetch(`/api/v1/${path}`, { user, ...init });
  const read = async <T>(path: string, user = climber) => (await (await call(path, user)).json()) as T;
  const status = async () => (await read<AccountExportStatus>('auth/me/export/status')).export;
  const post = async <T>(path: string, json: unknown, user = climber) =>
    (await (await call(path, user, { method: 'POST', json })).json()) as T;
  async function exported(): Promise<ArchiveContents> {
    const answer = await call('auth/me/export');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(answer.headers.get('content-disposition')).toMatch(/filename=reclimb-\d{4}-\d\d-\d\d\.zip$/);
    return unpack(Buffer.from(await answer.arrayBuffer()));
  }
  const json = (files: ArchiveContents, name: string): unknown =>
    JSON.parse(files.get(name)?.toString() ?? 'null');
  const bytes = async (path: string, user = climber) =>
    Buffer.from(await (await call(path, user)).arrayBuffer());

  it('holds every session with its media and markers, each to be imported as it is', async () => {
    const whole = await recordSession(app, climber, {
      frames: 200,
      video: { container: 'mp4', pictures: 30 },
      keyframes: [0, 60],
      markers: [{ timestamp: 1.5, label: 'crux', kind: 'crux' }],
      start: { name: 'Roof / left', tags: ['wall'] },
    });
    const trashed = await storeSession(app, climber, { name: 'Old', frames: 5, deletedAt: new Date() });
    await storeSession(app, await app.newUser(), { name: 'Somebody else’s' });
    const files = await exported();

    const { sessions } = archivedSessionsSchema.parse(json(files, 'sessions.json'));
    expect(sessions.map(({ id, incomplete }) => [id, incomplete])).toEqual([
      [whole.id, null],
      [trashed, null],
    ]);
    const manifest = json(files, 'manifest.json') as {
      files: { path: string; sizeBytes: number; sha256: string }[];
    };
    expect(manifest.files).toEqual(
      [...files]
        .filter(([name]) => name !== 'manifest.json')
        .map(([path, content]) => ({
          path,
          sizeBytes: content.length,
          sha256: createHash('sha256').update(content).digest('hex'),
        })),
    );

    const friend = await app.newUser();
    const imported: Session[] = [];
    for (const { file } of sessions) {
      const body = new Uint8Array(files.get(file) ?? Buffer.alloc(0));
      const answer = await call('sessions/import', friend, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/zip' },
      });
      expect([file, answer.status]).toEqual([file, 201]);
      imported.push((await answer.json()) as Session);
    }
    const again = imported[0]?.id ?? '';
    expect(imported.map(({ name, frameCount, tags }) => [name, frameCount, tags])).toEqual([
      ['Roof / left', 200, ['wall']],
      ['Old', 5, []],
    ]);
    for (const part of ['frames?limit=1000', 'video', 'keyframes/60']) {
      expect(await bytes(`sessions/${again}/${part}`, friend)).toEqual(
        await bytes(`sessions/${whole.id}/${part}`),
      );
    }
    const markers = await read<Marker[]>(`sessions/${again}/markers`, friend);
    expect(markers).toEqual([{ id: expect.any(String), timestamp: 1.5, label: 'crux', kind: 'crux' }]);
  });

  it('holds what is stored of a recording in progress, and the upload of one that has no video', async () => {
    const socket = await app.connect('/recording', climber);
    const { sessionId } = await tell<RecordingPosition>(
      socket,
      'start_recording',
      startOf({ name: 'Going on', video: { mimeType: 'video/webm', width: 64, height: 48 } }),
    );
    await tell(socket, 'pose_frames', { sessionId, frames: framesOf(0, 40) });
    await tell(socket, 'video_chunk', { sessionId, offset: 0, data: Buffer.from('half a video') });
    const failed = await storeSession(app, climber, {
      status: 'failed',
      failureReason: 'The video is damaged',
      upload: 9,
    });
    const files = await exported();
    await tell(socket, 'pose_frames', { sessionId, frames: framesOf(40, 50) });

    const { sessions } = archivedSessionsSchema.parse(json(files, 'sessions.json'));
    const [going, broken] = sessions;
    expect(going).toMatchObject({ id: sessionId, incomplete: expect.stringContaining('being recorded') });
    expect(files.get(going?.upload ?? '')?.toString()).toBe('half a video');
    expect(broken).toMatchObject({ id: failed, incomplete: expect.stringContaining('No video') });
    expect(files.get(broken?.upload ?? '')).toHaveLength(9);
    const body = new Uint8Array(files.get(going?.file ?? '') ?? Buffer.alloc(0));
    const headers = { 'content-type': 'application/zip' };
    const answer = await call('sessions/import', climber, { method: 'POST', body, headers });
    expect(await answer.json()).toMatchObject({ name: 'Going on', frameCount: 40, video: null });
  });

  it('tells of account, logins, tokens, links, webhooks and looks, and no secret of any', async () => {
    const id = await storeSession(app, climber, { frames: 1 });
    const { token } = await post<{ token: string }>('tokens', { name: 'script', scopes: ['sessions:read'] });
    const share = await post<{ id: string; token: string }>(`sessions/${id}/shares`, {});
    const hook = await post<{ id: string; secret: string }>('webhooks', {
      url: 'https://hooks.example/',
      events: ['session.completed'],
      name: 'Hook',
    });
    const admin = await app.newUser('admin');
    await call(`sessions/${id}`, admin);
    const files = await exported();

    const about = archivedAccountSchema.parse(json(files, 'account.json'));
    expect(about.account).toMatchObject({ id: climber.id, email: climber.email });
    expect([about.logins.length, about.tokens[0]?.name, about.webhooks[0]?.id]).toEqual([
      1,
      'script',
      hook.id,
    ]);
    const { sessions } = archivedSessionsSchema.parse(json(files, 'sessions.json'));
    expect(sessions[0]?.shares.map((one) => one.id)).toEqual([share.id]);
    expect(files.get('looks.ndjson')?.toString()).toContain(`"name":"${admin.name}"`);
    const text = Buffer.concat([...files.values()]).toString('latin1');
    for (const secret of [token, share.token, hook.secret, climber.cookie.split('=')[1] ?? '']) {
      expect(text).not.toContain(secret);
    }
  });

  it('is sent one at a time, as fast as it is taken, and says how far it is', async () => {
    const size = 24 * 1024 * 1024;
    await storeSession(app, climber, { status: 'failed', failureReason: 'x', upload: size });
    expect(await status()).toBeNull();
    const { url } = app;
    const first = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { cookie: climber.cookie };
      get(`${url}/api/v1/auth/me/export`, { headers }, resolve).once('error', reject);
    });
    first.once('error', () => undefined);
    const second = await call('auth/me/export');
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, '60']);
    expect(await second.json()).toMatchObject({ code: 'rate_limited' });
    // Nobody else has to wait, and asking for the head alone takes no turn.
    expect((await call('auth/me/export', await app.newUser())).status).toBe(200);
    expect((await call('auth/me/export', climber, { method: 'HEAD' })).status).toBe(200);
    const going = await eventually(status, (one) => (one?.bytes ?? 0) > 0);
    expect(going).toMatchObject({ state: 'running', sessionsDone: 0, sessionsTotal: 1, endedAt: null });
    // The reader takes nothing: what the sockets between hold has been read, not all of it.
    expect(going?.bytes).toBeLessThan(size);
    first.destroy();
    expect(await eventually(status, (one) => one?.state === 'broken')).toMatchObject({ sessionsDone: 0 });

    const files = await exported();
    expect([...files.values()].some(({ length }) => length === size)).toBe(true);
    expect(await status()).toMatchObject({
      state: 'completed',
      sessionsDone: 1,
      endedAt: expect.any(String),
    });
    expect((await status())?.bytes).toBeGreaterThan(size);
  });

  it('goes on without what is not there, and takes the turn of a sender that died', async () => {
    const filmed = await storeSession(app, climber, {
      name: 'Damaged disk',
      createdAt: daysAgo(3),
      frames: 2,
      video: 10,
      keyframe: 5,
    });
    await app.dataSource.query(
      `UPDATE session_recording SET video_file_path = video_file_path || '.gone' WHERE id = $1`,
      [filmed],
    );
    // Its frames go while it is sent, as by a deletion.
    const deleted = await storeSession(app, climber, { createdAt: daysAgo(2), frames: 2 });
    await app.dataSource.query('DELETE FROM session_frame WHERE session_id = $1 AND frame_number = 1', [
      deleted,
    ]);
    const kept = await storeSession(app, climber, { frames: 2 });
    await app.dataSource.query(
      `INSERT INTO account_export (user_id, claim_id, state, sessions_total, seen_at)
       VALUES ($1, gen_random_uuid(), 'running', 2, now() - interval '61 seconds')`,
      [climber.id],
    );
    expect(await status()).toMatchObject({ state: 'broken' });
    const files = await exported();
    const { sessions } = archivedSessionsSchema.parse(json(files, 'sessions.json'));
    expect(sessions.map(({ id, incomplete }) => [id, incomplete])).toEqual([
      [filmed, expect.stringContaining('not in the media store')],
      [deleted, expect.stringContaining('breaks off')],
      [kept, null],
    ]);
    const inner = await unpack(files.get(sessions[0]?.file ?? '') ?? Buffer.alloc(0));
    expect([...inner.keys()]).toEqual([
      'session.json',
      'markers.json',
      'frames.ndjson',
      'keyframes/0.jpg',
      'manifest.json',
    ]);
  });
});
