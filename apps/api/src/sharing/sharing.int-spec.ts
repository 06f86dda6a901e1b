import type { CreatedShare, Frame, Session, SessionInfo, Share, SharedLink } from '@reclimb/contracts';
import type { Socket } from 'socket.io-client';
import { recordSession } from '../testing/recorded-session.js';
import { ask, eventually, next } from '../testing/recordings.js';
import { connected, startApp, type TestApp, type TestUser } from '../testing/test-app.js';

const UNKNOWN = 'A'.repeat(43);

describe('shared links', () => {
  let app: TestApp;
  let owner: TestUser;
  let session: Session;
  beforeAll(async () => {
    app = await startApp();
    owner = await app.newUser();
    session = await newSession();
  });
  afterAll(() => app.close());

  const newSession = () =>
    recordSession(app, owner, {
      frames: 90,
      video: { container: 'webm', pictures: 60 },
      keyframes: [0, 30],
      markers: [{ timestamp: 1, label: 'crux' }],
      start: { name: 'Blue slab', description: 'Left knee still hurts', tags: ['rehab'] },
    });
  const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
  const make = (body: object = {}, { id } = session) =>
    app.fetch(`/api/v1/sessions/${id}/shares`, { method: 'POST', user: owner, json: body });
  const newShare = (body: object = {}, of = session) => json<CreatedShare>(make(body, of));
  const list = () => json<Share[]>(app.fetch(`/api/v1/sessions/${session.id}/shares`, { user: owner }));
  const revoke = ({ id }: Pick<Share, 'id'>, of = session) =>
    app.fetch(`/api/v1/sessions/${of.id}/shares/${id}`, { method: 'DELETE', user: owner });
  const shared = (token: string, rest = '', init: RequestInit = {}) =>
    app.fetch(`/api/v1/shared/${token}${rest}`, init);
  const expire = (id: string) =>
    app.dataSource.query(
      `UPDATE session_share SET created_at = now() - interval '2 hours', expires_at = now() - interval '1 ms'
        WHERE id = $1`,
      [id],
    );
  const setOwner = (change: string) =>
    app.dataSource.query(`UPDATE user_account SET ${change} WHERE id = $1`, [owner.id]);
  const viewer = (shareToken: string, auth: object = {}) =>
    app.socket('/replay', null, { auth: { shareToken, ...auth } });
  /** What the server says of the session before anything else, then the connection. */
  async function watch(token: string): Promise<{ socket: Socket; info: SessionInfo }> {
    const socket = viewer(token, { pace: 'ahead' });
    const info = next<SessionInfo>(socket, 'session_info');
    await connected(socket);
    return { socket, info: await info };
  }
  const refusal = (socket: Socket) =>
    connected(socket).then(
      () => 'connected',
      (error: { data?: unknown }) => error.data,
    );

  it('are told once, kept as a hash, and good for a week', async () => {
    const { token, ...share } = await newShare();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(share).toMatchObject({
      url: `/s/${token}`,
      embedUrl: `/embed/${token}`,
      includeVideo: true,
      viewCount: 0,
      lastViewedAt: null,
    });
    expect(Date.parse(share.expiresAt) - Date.parse(share.createdAt)).toBe(7 * 24 * 3600_000);
    expect(JSON.stringify(await list())).not.toContain(token);
    const rows = await app.dataSource.query(
      `SELECT h::text AS row, encode(secret_hash, 'escape') FROM session_share h`,
    );
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('show what it takes to play the session, to somebody without an account, and nothing else', async () => {
    const { token, expiresAt } = await newShare();
    const answer = await shared(token);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const link = (await answer.json()) as SharedLink;
    expect(link).toEqual({
      session: {
        name: 'Blue slab',
        status: 'completed',
        duration: session.duration,
        frameCount: 90,
        skeleton: 'coco17',
        imageWidth: 640,
        imageHeight: 480,
        video: { ...session.video, url: `/api/v1/shared/${token}/video` },
      },
      markers: [{ id: expect.any(String), timestamp: 1, label: 'crux', kind: 'note' }],
      expiresAt,
    });
    const page = await json<{ items: Frame[] }>(shared(token, '/frames?from=1&limit=3'));
    expect(page.items.map(({ frameNumber }) => frameNumber)).toEqual([30, 31, 32]);
    const lines = await (
      await shared(token, '/frames', { headers: { accept: 'application/x-ndjson' } })
    ).text();
    expect(lines.trim().split('\n')).toHaveLength(90);
    const video = await shared(token, '/video', { headers: { range: 'bytes=0-3' } });
    expect([video.status, (await video.arrayBuffer()).byteLength]).toEqual([206, 4]);

    const { socket, info } = await watch(token);
    expect(info.session).toEqual(link.session);
    expect(info.markers).toEqual(link.markers);
    await ask(socket, 'credit', { frames: 10 });
    socket.disconnect();
    for (const told of [link, info]) {
      const text = JSON.stringify(told);
      for (const secret of [owner.email, owner.name, owner.id, session.id, 'knee', 'rehab']) {
        expect(text).not.toContain(secret);
      }
    }
  });

  it('of the skeleton alone name no picture anywhere and hand none out', async () => {
    const { token } = await newShare({ includeVideo: false });
    const { socket, info } = await watch(token);
    socket.disconnect();
    for (const told of [await json(shared(token)), info]) {
      expect(told).toMatchObject({ session: { video: null } });
      expect(JSON.stringify(told)).not.toMatch(/\/(video|thumbnail|keyframes)|sessions\//);
    }
    expect((await shared(token, '/frames')).status).toBe(200);
    const refused = await shared(token, '/video');
    expect([refused.status, await refused.text()]).toEqual([
      404,
      await (await shared(UNKNOWN, '/video')).text(),
    ]);
    for (const rest of ['/thumbnail', '/keyframes', '/keyframes/0', '/export?format=json']) {
      expect((await shared(token, rest)).status).toBe(404);
    }
  });

  it('look the same when they lead nowhere, whatever the reason', async () => {
    const [expired, revoked, trashed, purged] = [
      await newShare(),
      await newShare(),
      { session: await newSession(), token: '' },
      { session: await newSession(), token: '' },
    ];
    await expire(expired.id);
    expect((await revoke(revoked)).status).toBe(204);
    for (const deleted of [trashed, purged]) {
      ({ token: deleted.token } = await newShare({}, deleted.session));
      const permanent = deleted === purged ? '?permanent=true' : '';
      await app.fetch(`/api/v1/sessions/${deleted.session.id}${permanent}`, {
        method: 'DELETE',
        user: owner,
      });
    }
    const tokens = [expired.token, revoked.token, trashed.token, purged.token, UNKNOWN, 'x', '%00', '%C3%BC'];
    for (const rest of ['', '/frames', '/video']) {
      const answers = await Promise.all(
        tokens.map(async (token) => {
          const answer = await shared(token, rest);
          const headers = [...answer.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
          return JSON.stringify([answer.status, headers, await answer.text()]);
        }),
      );
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain('not_found');
    }
    const refusals = await Promise.all(tokens.map((token) => refusal(viewer(decodeURIComponent(token)))));
    expect(new Set(refusals.map((data) => JSON.stringify(data))).size).toBe(1);
    expect(refusals[0]).toMatchObject({ code: 'not_found' });

    // Taken back out of the trash, the session is shared again.
    await app.fetch(`/api/v1/sessions/${trashed.session.id}/restore`, { method: 'POST', user: owner });
    expect((await shared(trashed.token)).status).toBe(200);
  });

  it('cut off who is looking when they are revoked, and nobody else', async () => {
    const [one, other] = [await newShare(), await newShare()];
    const watching = await watch(one.token);
    const staying = await watch(other.token);
    const cut = next(watching.socket, 'disconnect');
    await revoke(one);
    await cut;
    expect(await refusal(viewer(one.token))).toMatchObject({ code: 'not_found' });
    expect(await ask(staying.socket, 'credit', { frames: 1 })).toMatchObject({ ok: true });
    staying.socket.disconnect();
  });

  it.each([
    ['they expire', (share: CreatedShare) => expire(share.id)],
    [
      'another server revokes them',
      (share: CreatedShare) => app.dataSource.query('DELETE FROM session_share WHERE id = $1', [share.id]),
    ],
    [
      'the session is moved to the trash',
      (_share: CreatedShare, { id }: Session) =>
        app.fetch(`/api/v1/sessions/${id}`, { method: 'DELETE', user: owner }),
    ],
    ['their owner is disabled', () => setOwner('disabled_at = now()')],
    [
      'their owner deletes the account',
      () => setOwner(`delete_after = now() + interval '7 days', deletion_by = 'owner'`),
    ],
  ])('cut off who is looking when %s', async (_reason, end) => {
    const of = await newSession();
    const share = await newShare({}, of);
    const { socket } = await watch(share.token);
    const cut = next(socket, 'disconnect');
    await end(share, of);
    await cut;
    expect(await json(shared(share.token))).toMatchObject({ code: 'not_found' });
    await setOwner('disabled_at = NULL, delete_after = NULL, deletion_by = NULL');
  });

  it('end a download that is under way', async () => {
    const share = await newShare();
    // Enough that it does not fit into the buffers between: the server is still sending when the link is revoked.
    await app.dataSource.query(
      `INSERT INTO session_frame (session_id, frame_number, "timestamp", pose_data)
       SELECT session_id, 90 + n, 90 + n, pose_data FROM session_frame, generate_series(0, 60000) n
        WHERE session_id = $1 AND frame_number = 0`,
      [session.id],
    );
    await app.dataSource.query(
      'UPDATE session_recording SET frame_count = 60091, last_timestamp = 60090 WHERE id = $1',
      [session.id],
    );
    try {
      const answer = await shared(share.token, '/frames', { headers: { accept: 'application/x-ndjson' } });
      const reader = answer.body?.getReader();
      expect((await reader?.read())?.done).toBe(false);
      await revoke(share);
      await expect(
        (async () => {
          while (!(await reader?.read())?.done);
        })(),
      ).rejects.toThrow();
    } finally {
      await app.dataSource.query('DELETE FROM session_frame WHERE session_id = $1 AND frame_number >= 90', [
        session.id,
      ]);
      await app.dataSource.query(
        'UPDATE session_recording SET frame_count = 90, last_timestamp = duration WHERE id = $1',
        [session.id],
      );
    }
  });

  it('count each opening once: not its frames, its video, its replay, nor the owner’s own look', async () => {
    const { id, token } = await newShare();
    const count = async () => (await list()).find((share) => share.id === id);
    await shared(token);
    await shared(token, '/frames');
    await shared(token, '/video');
    (await watch(token)).socket.disconnect();
    await app.fetch(`/api/v1/shared/${token}`, { user: owner });
    expect(await count()).toMatchObject({ viewCount: 1, lastViewedAt: expect.any(String) });
    await app.fetch(`/api/v1/shared/${token}`, { user: await app.newUser() });
    expect(await count()).toMatchObject({ viewCount: 2 });
  });

  it('open the one session, read only, whoever else is logged in', async () => {
    const { token } = await newShare();
    const other = await newSession();
    expect(await refusal(viewer(token, { sessionId: other.id }))).toMatchObject({
      code: 'validation_failed',
    });
    expect(await refusal(app.socket('/recording', null, { auth: { shareToken: token } }))).toMatchObject({
      code: 'unauthenticated',
    });
    const bearer = { headers: { authorization: `Bearer ${token}` } };
    expect((await app.fetch(`/api/v1/sessions/${session.id}`, bearer)).status).toBe(401);
    expect((await shared(token, '/markers', { method: 'POST' })).status).toBe(404);
    const { socket } = await watch(token);
    expect(await ask(socket, 'marker', { timestamp: 1 })).toMatchObject({
      error: { code: 'validation_failed' },
    });
    socket.disconnect();
  });

  it('are made, listed and revoked by the owner alone', async () => {
    const { id } = await newShare();
    const path = `/api/v1/sessions/${session.id}/shares`;
    const statuses = async (user: TestUser) =>
      Promise.all(
        [
          app.fetch(path, { user }),
          app.fetch(path, { user, method: 'POST', json: {} }),
          app.fetch(`${path}/${id}`, { user, method: 'DELETE' }),
        ].map(async (answer) => (await answer).status),
      );
    expect(await statuses(await app.newUser())).toEqual([404, 404, 404]);
    expect(await statuses(await app.newUser('admin'))).toEqual([403, 403, 403]);
    expect((await revoke({ id: session.id })).status).toBe(404);
    expect((await revoke({ id }, await newSession())).status).toBe(404);
    expect((await list()).some((share) => share.id === id)).toBe(true);
  });

  it.each([
    [{ expiresInHours: 0 }, 'expiresInHours'],
    [{ expiresInHours: 1.5 }, 'expiresInHours'],
    [{ expiresInHours: 9000 }, 'expiresInHours'],
    [{ includeVideo: 'no' }, 'includeVideo'],
    [{ forever: true }, 'forever'],
  ])('name what is wrong with %j', async (body, path) => {
    expect(await json(make(body))).toMatchObject({ code: 'validation_failed', errors: [{ path }] });
  });

  it('are not made for a session in the trash, and not without end', async () => {
    const of = await newSession();
    await app.dataSource.query(
      `INSERT INTO session_share (session_id, secret_hash, include_video, expires_at)
       SELECT $1, sha256(n::text::bytea), true, now() + interval '1 day' FROM generate_series(1, 100) n`,
      [of.id],
    );
    expect(await (await make({}, of)).json()).toMatchObject({ code: 'conflict' });
    await app.fetch(`/api/v1/sessions/${of.id}`, { method: 'DELETE', user: owner });
    expect(await (await make({}, of)).json()).toMatchObject({ code: 'conflict' });
  });

  it('tell the viewer of a live session when its video is ready', async () => {
    const recorder = await app.connect('/recording', owner);
    const started = await ask<{ sessionId: string }>(recorder, 'start_recording', {
      ...{ name: 'Live', skeleton: 'coco17', model: 'test', imageWidth: 640, imageHeight: 480 },
    });
    if (!started.ok) throw new Error(started.error.message);
    const { sessionId } = started.data;
    const { token } = await newShare({}, { id: sessionId } as Session);
    const { socket, info } = await watch(token);
    expect(info.session.status).toBe('recording');
    const over = next<SessionInfo>(socket, 'session_info', (told) => told.session.status === 'completed');
    await ask(recorder, 'stop_recording', { sessionId, frameCount: 0, videoBytes: 0 });
    expect(await over).not.toHaveProperty('session.owner');
    socket.disconnect();
    recorder.disconnect();
    await eventually(
      () => json<SharedLink>(shared(token)),
      (link) => link.session.status === 'completed',
    );
  });
});
