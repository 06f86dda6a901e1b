import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type {
  Frame,
  Marker,
  RecordingPosition,
  Session,
  SessionPage,
  SessionStatistics,
} from '@reclimb/contracts';
import { DomainError } from '../errors/domain-error.js';
import { eventually, framesOf, startOf } from '../testing/recordings.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';
import { FramesRepository } from './frames.repository.js';

describe('/api/v1/sessions', () => {
  let app: TestApp;
  let climber: TestUser;
  let stranger: TestUser;
  let admin: TestUser;

  beforeAll(async () => {
    app = await startApp();
    admin = await app.newUser('admin');
    climber = await app.newUser();
    stranger = await app.newUser();
  });
  afterAll(() => app.close());

  const call = (method: string, path: string, json?: unknown, user: TestUser | null = climber) =>
    app.fetch(`/api/v1/sessions${path}`, { method, user, json });
  const read = async <T>(path: string, user = climber) =>
    (await (await call('GET', path, undefined, user)).json()) as T;

  async function record(user: TestUser, overrides = {}, count = 3): Promise<string> {
    const started = await call('POST', '', startOf(overrides), user);
    expect(started.status).toBe(201);
    const { sessionId } = (await started.json()) as RecordingPosition;
    await call('POST', `/${sessionId}/frames`, framesOf(0, count), user);
    await call('POST', `/${sessionId}/finish`, { frameCount: count, videoBytes: 0 }, user);
    await eventually(
      () => read<Session>(`/${sessionId}`, user),
      ({ status }) => status === 'completed',
    );
    return sessionId;
  }

  it('pages through the library in every order, each session once', async () => {
    const owner = await app.newUser();
    const ids: string[] = [];
    for (const [index, name] of ['beta', 'Alpha', 'gamma', 'alpha', 'Delta'].entries()) {
      ids.push(await record(owner, { name }, index + 2));
    }
    for (const [sort, expected] of [
      ['createdAt', ids],
      ['-createdAt', [...ids].reverse()],
      ['duration', ids],
      ['-duration', [...ids].reverse()],
    ] as const) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: SessionPage = await read(`?limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`, owner);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect([sort, seen]).toEqual([sort, expected]);
    }
    const byName: SessionPage = await read('?sort=name', owner);
    expect(byName.items.map(({ name }) => name.toLowerCase())).toEqual([
      'alpha',
      'alpha',
      'beta',
      'delta',
      'gamma',
    ]);
    const first: SessionPage = await read('?limit=2&sort=name', owner);
    for (const wrong of [
      `?sort=-name&cursor=${first.nextCursor}`,
      '?cursor=AAAA',
      '?limit=0',
      '?page=2',
      '?sort=owner',
    ]) {
      const refused = await call('GET', wrong, undefined, owner);
      expect([wrong, refused.status]).toEqual([wrong, 400]);
      expect(await refused.json()).toMatchObject({ code: 'validation_failed' });
    }
  });

  it('finds by words, tag, status and pin, and keeps the trash apart', async () => {
    const owner = await app.newUser();
    const slab = await record(owner, { name: '50%_slab', tags: ['wall', 'wall'] });
    const roof = await record(owner, { name: 'Roof' });
    expect((await call('PATCH', `/${roof}`, { pinned: true, description: 'heel hook' }, owner)).status).toBe(
      200,
    );
    const ids = async (query: string) => (await read<SessionPage>(query, owner)).items.map(({ id }) => id);
    expect(await ids('?q=0%25_S')).toEqual([slab]);
    expect(await ids('?q=HEEL')).toEqual([roof]);
    expect(await ids('?q=wal')).toEqual([slab]);
    expect(await ids('?tag=wall')).toEqual([slab]);
    expect(await ids('?pinned=true')).toEqual([roof]);
    expect(await ids('?status=failed')).toEqual([]);
    expect(await ids('?from=2000-01-01T00:00:00Z&to=2001-01-01T00:00:00Z')).toEqual([]);
    expect((await call('DELETE', `/${slab}`, undefined, owner)).status).toBe(204);
    expect(await ids('')).toEqual([roof]);
    expect(await ids('?deleted=true')).toEqual([slab]);
    expect(((await read<Session>(`/${slab}`, owner)).deletedAt ?? '') > '2000').toBe(true);
    expect(await (await call('POST', `/${slab}/restore`, undefined, owner)).json()).toMatchObject({
      deletedAt: null,
    });
    expect((await call('DELETE', `/${slab}?permanent=true`, undefined, owner)).status).toBe(204);
    expect((await call('GET', `/${slab}`, undefined, owner)).status).toBe(404);
  });

  it('finds every word, in any order and however short, page by page, in every order', async () => {
    const owner = await app.newUser();
    const found: string[] = [];
    for (const name of ['Blue slab 6B', 'Red slab', 'Slab, blue, V4+', 'Überhang 6b']) {
      found.push(
        await record(owner, { name, description: name.startsWith('Red') ? 'blue shoes, 岩壁' : '' }),
      );
    }
    const [blue, red, mixed, steep] = found;
    const search = async (words: string, more = '') =>
      (await read<SessionPage>(`?sort=createdAt&q=${encodeURIComponent(words)}${more}`, owner)).items.map(
        ({ id }) => id,
      );
    expect(await search('slab blue')).toEqual([blue, red, mixed]);
    expect(await search('  SLAB   b')).toEqual([blue, red, mixed]);
    expect(await search('6b')).toEqual([blue, steep]);
    expect(await search('4+')).toEqual([mixed]);
    expect(await search('岩壁')).toEqual([red]);
    expect(await search('ü')).toEqual([steep]);
    expect(await search('zq')).toEqual([]);
    expect(await search('%')).toEqual([]);
    expect(await search('b', '&limit=2')).toEqual([blue, red]);
    for (const sort of ['name', '-name', 'duration', '-duration', '-createdAt']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: SessionPage = await read(
          `?limit=1&q=slab&sort=${sort}${cursor && `&cursor=${cursor}`}`,
          owner,
        );
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect([sort, [...seen].sort()]).toEqual([sort, [blue, red, mixed].sort()]);
    }
    await call('PATCH', `/${red}`, { name: 'Crack', description: '' }, owner);
    expect(await search('slab blue')).toEqual([blue, mixed]);
    expect(await search('crack')).toEqual([red]);
  });

  it('finds what lies behind a thousand others', async () => {
    const owner = await app.newUser();
    const id = await record(owner, { name: 'Needle', tags: ['old'] });
    await call('PATCH', `/${id}`, { pinned: true }, owner);
    await app.dataSource.query(
      `INSERT INTO session_recording (id, user_id, name, status, skeleton, model, image_width, image_height, created_at)
       SELECT gen_random_uuid(), $1, 'Hay ' || i, 'completed', 'coco17', 'none', 64, 48, now() + i * interval '1 s'
         FROM generate_series(1, 1100) AS i`,
      [owner.id],
    );
    for (const query of ['q=needle', 'q=ne', 'tag=old', 'pinned=true', 'q=needle&tag=old&status=completed']) {
      const page = await read<SessionPage>(`?${query}`, owner);
      expect([query, page.items.map((item) => item.id)]).toEqual([query, [id]]);
    }
    // Of everybody's too, though somebody else has enough older ones for a page.
    await app.dataSource.query(
      `INSERT INTO session_recording (id, user_id, name, status, skeleton, model, image_width, image_height, created_at)
       SELECT gen_random_uuid(), $1, 'Needle ' || i, 'completed', 'coco17', 'none', 64, 48, now() - i * interval '1 day'
         FROM generate_series(1, 30) AS i`,
      [stranger.id],
    );
    const everybodys = await read<SessionPage>('?q=needle', admin);
    expect(everybodys.items[0]?.id).toBe(id);
    expect(everybodys.items).toHaveLength(24);
    await app.dataSource.query(`DELETE FROM session_recording WHERE name ~ '^(Hay|Needle) '`);
  });

  it('refuses unknown fields and empty names, and changes nothing then', async () => {
    const id = await record(climber);
    for (const body of [{ status: 'failed' }, { name: '' }, { name: ' ' }, { tags: 'a' }]) {
      const refused = await call('PATCH', `/${id}`, body);
      expect(refused.status).toBe(400);
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
    }
    expect(await read<Session>(`/${id}`)).toMatchObject({ name: 'Blue slab', tags: [] });
  });

  it('carries out an action on many sessions, or on none', async () => {
    const owner = await app.newUser();
    const ids = [await record(owner), await record(owner)];
    const bulk = (body: unknown) => call('POST', '/bulk', body, owner);
    expect(await (await bulk({ ids, action: 'tag', tags: ['a', 'b'] })).json()).toEqual({ updated: 2 });
    expect(await (await bulk({ ids, action: 'tag', tags: ['b', 'c'] })).json()).toEqual({ updated: 2 });
    expect(await (await bulk({ ids, action: 'untag', tags: ['a'] })).json()).toEqual({ updated: 2 });
    expect(await read<Session>(`/${ids[0]}`, owner)).toMatchObject({ tags: ['b', 'c'] });
    const foreign = await record(climber);
    for (const action of ['delete', 'pin', 'purge']) {
      expect((await bulk({ ids: [...ids, foreign], action })).status).toBe(404);
    }
    expect(await read<Session>(`/${ids[0]}`, owner)).toMatchObject({ pinned: false, deletedAt: null });
    expect((await bulk({ ids, action: 'tag' })).status).toBe(400);
    expect((await bulk({ ids, action: 'explode' })).status).toBe(400);
    expect(await (await bulk({ ids, action: 'purge' })).json()).toEqual({ updated: 2 });
  });

  it('hides a session from other users everywhere, and shows an administrator its metadata alone', async () => {
    const id = await record(climber);
    const paths = [
      '',
      '/statistics',
      '/frames',
      '/video',
      '/thumbnail',
      '/keyframes',
      '/keyframes/0',
      '/markers',
    ];
    for (const path of paths) {
      expect([path, (await call('GET', `/${id}${path}`, undefined, stranger)).status]).toEqual([path, 404]);
      expect([path, (await call('GET', `/${id}${path}`, undefined, null)).status]).toEqual([path, 401]);
      expect([path, (await call('GET', `/${id}${path}`, undefined, admin)).status]).toEqual([
        path,
        path ? 403 : 200,
      ]);
    }
    for (const [method, path, body] of [
      ['PATCH', '', { name: 'x' }],
      ['DELETE', '', undefined],
      ['POST', '/restore', undefined],
      ['POST', '/frames', []],
      ['PUT', '/video?offset=0', undefined],
      ['POST', '/finish', { frameCount: 3, videoBytes: 0 }],
      ['POST', '/retry', undefined],
      ['POST', '/markers', { timestamp: 0 }],
    ] as const) {
      expect([path, (await call(method, `/${id}${path}`, body, stranger)).status]).toEqual([path, 404]);
    }
    expect((await read<SessionPage>('?limit=100', stranger)).items).toEqual([]);
    expect((await read<SessionPage>('?limit=100', admin)).items.map((item) => item.id)).toContain(id);
    expect((await read<SessionPage>('?owner=me', admin)).items).toEqual([]);
    expect((await call('DELETE', `/${id}?permanent=true`, undefined, admin)).status).toBe(204);
    expect((await call('GET', `/${id}`)).status).toBe(404);
  });

  it('answers frames by time, stride and page, and streams the same', async () => {
    const id = await record(climber, {}, 700);
    const numbers = (page: { items: Frame[] }) => page.items.map(({ frameNumber }) => frameNumber);
    const page = (query: string) =>
      read<{ items: Frame[]; nextCursor: string | null }>(`/${id}/frames${query}`);
    expect(numbers(await page('?from=1&to=1.1'))).toEqual([30, 31, 32, 33]);
    expect(numbers(await page('?stride=100'))).toEqual([0, 100, 200, 300, 400, 500, 600]);
    const first = await page('?limit=300');
    const second = await page(`?limit=300&cursor=${first.nextCursor}`);
    const third = await page(`?limit=300&cursor=${second.nextCursor}`);
    expect(third.nextCursor).toBeNull();
    const all = [first, second, third].flatMap((part) => part.items);
    expect(all.map(({ frameNumber }) => frameNumber)).toEqual(
      framesOf(0, 700).map(({ frameNumber }) => frameNumber),
    );
    const stream = await app.fetch(`/api/v1/sessions/${id}/frames`, {
      user: climber,
      headers: { accept: 'application/x-ndjson' },
    });
    expect(stream.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = (await stream.text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as Frame)).toEqual(all);
    for (const wrong of ['?from=-1', '?stride=0', '?cursor=xyz', '?speed=1']) {
      expect([wrong, (await call('GET', `/${id}/frames${wrong}`)).status]).toEqual([wrong, 400]);
    }
  });

  describe('a stream of frames', () => {
    const streamed = (id: string) =>
      app.fetch(`/api/v1/sessions/${id}/frames`, {
        user: climber,
        headers: { accept: 'application/x-ndjson' },
      });
    const pages = () => jest.spyOn(app.app.get(FramesRepository, { strict: false }), 'readStrided');
    afterEach(() => jest.restoreAllMocks());

    it('says what is wrong when not even the first of them can be read', async () => {
      const id = await record(climber);
      pages().mockRejectedValueOnce(new DomainError('unavailable', 'Not now'));
      const refused = await streamed(id);
      expect(refused.status).toBe(503);
      expect(await refused.json()).toMatchObject({ code: 'unavailable' });
    });

    it('breaks off when the session is deleted meanwhile: half of it must not look like all', async () => {
      const id = await record(climber, {}, 700);
      const reading = pages();
      const read = reading.getMockImplementation() ?? FramesRepository.prototype.readStrided;
      reading.mockImplementation(async function (this: FramesRepository, ...page) {
        if (page[1].first > 0) await call('DELETE', `/${id}?permanent=true`);
        return read.apply(this, page);
      });
      await expect(streamed(id).then((answer) => answer.text())).rejects.toThrow();
    });
  });

  it('refuses values that no column holds, instead of failing on them', async () => {
    const id = await record(climber);
    const cursor = (text: string) => Buffer.from(text).toString('base64url');
    for (const [method, path, body] of [
      ['GET', '?q=%00', undefined],
      ['GET', '?tag=%00', undefined],
      ['GET', '?from=0000-01-01T00:00:00Z', undefined],
      ['GET', `?cursor=${cursor(JSON.stringify(['-createdAt', '0000-01-01T00:00:00Z', id]))}`, undefined],
      ['GET', `/${id}/frames?cursor=${cursor('f9999999999')}`, undefined],
      ['PATCH', `/${id}`, { name: 'a\0b' }],
      ['PATCH', `/${id}`, { description: '\0' }],
      ['POST', '/bulk', { action: 'tag', ids: [id], tags: ['a\0b'] }],
      ['POST', `/${id}/markers`, { timestamp: 1, label: '\0' }],
      ['POST', '', startOf({ model: 'a\0b' })],
    ] as const) {
      const refused = await call(method, path, body);
      expect([path, body, refused.status]).toEqual([path, body, 400]);
      expect(await refused.json()).toMatchObject({ code: 'validation_failed' });
    }
  });

  it('keeps both of two changes of a marker that come at the same time', async () => {
    const id = await record(climber);
    const made = await call('POST', `/${id}/markers`, { timestamp: 0 });
    const { id: markerId } = (await made.json()) as Marker;
    const change = (patch: object) => call('PATCH', `/${id}/markers/${markerId}`, patch);
    for (let round = 1; round <= 20; round++) {
      const label = `move ${round}`;
      await Promise.all([change({ timestamp: round }), change({ label })]);
      expect(await read<Marker[]>(`/${id}/markers`)).toEqual([
        { id: markerId, timestamp: round, label, kind: 'note' },
      ]);
    }
  });

  it('tells how well the body was tracked, and what the session weighs', async () => {
    // Thirty frames a second: the person leaves after one second and comes back for the last half.
    const frames = framesOf(0, 90).map((frame) => ({
      ...frame,
      poses: frame.frameNumber < 31 || frame.frameNumber >= 75 ? frame.poses : [],
    }));
    const { sessionId } = (await (await call('POST', '', startOf({}))).json()) as RecordingPosition;
    await call('POST', `/${sessionId}/frames`, frames);
    const live = await read<SessionStatistics>(`/${sessionId}/statistics`);
    expect(live.tracking?.personShare).toBeCloseTo(46 / 90, 10);
    expect(live.tracking?.longestGap?.from).toBeCloseTo(frames[30]?.timestamp ?? NaN, 6);
    expect(live.tracking?.longestGap?.to).toBeCloseTo(frames[75]?.timestamp ?? NaN, 6);
    const means = frames
      .flatMap(({ poses }) => poses.slice(0, 1))
      .map(({ keypoints }) => [7, 9].reduce((sum, i) => sum + (keypoints[i]?.[2] ?? NaN) / 2, 0));
    expect(live.tracking?.scores.leftArm).toBeCloseTo(
      means.reduce((sum, mean) => sum + mean, 0) / means.length,
      3,
    );
    expect(live.storage).toMatchObject({ video: 0, upload: 0, images: 0 });
    expect(live.storage.frames).toBeGreaterThan(46 * 17 * 10);
    // The next frames are counted in, though the first answer is remembered.
    const tail = framesOf(90, 120).map((frame) => ({ ...frame, poses: [] }));
    await call('POST', `/${sessionId}/frames`, tail);
    await call('POST', `/${sessionId}/finish`, { frameCount: 120, videoBytes: 0 });
    await eventually(
      () => read<Session>(`/${sessionId}`),
      ({ status }) => status === 'completed',
    );
    const done = await read<SessionStatistics>(`/${sessionId}/statistics`);
    expect(done.tracking?.personShare).toBeCloseTo(46 / 120, 10);
    expect(done.storage.images).toBeGreaterThan(0);

    const empty = (await (await call('POST', '', startOf({}))).json()) as RecordingPosition;
    expect((await read<SessionStatistics>(`/${empty.sessionId}/statistics`)).tracking).toBeNull();
  });

  it('makes one demo session a user, ready to be watched', async () => {
    const newcomer = await app.newUser();
    const answers = await Promise.all([
      call('POST', '/demo', undefined, newcomer),
      call('POST', '/demo', undefined, newcomer),
    ]);
    const [one, two] = (await Promise.all(answers.map((answer) => answer.json()))) as [Session, Session];
    expect(one.id).toBe(two.id);
    const demo = await read<Session>(`/${one.id}`, newcomer);
    expect(demo.frameCount).toBeGreaterThan(500);
    // Its video too, so that every stage of the player has something to show.
    expect(demo.video).toMatchObject({
      mimeType: 'video/mp4',
      width: demo.imageWidth,
      height: demo.imageHeight,
    });
    expect((await read<unknown[]>(`/${one.id}/markers`, newcomer)).length).toBeGreaterThan(0);
  });

  describe('recording over REST', () => {
    const open = async () => {
      const sessionId = randomUUID();
      const started = await call(
        'POST',
        '',
        startOf({ sessionId, video: { mimeType: 'video/webm', width: 64, height: 48 } }),
      );
      expect(await started.json()).toEqual({ sessionId, nextFrameNumber: 0, nextVideoOffset: 0 });
      return sessionId;
    };
    const ndjson = (id: string, body: string) =>
      app.fetch(`/api/v1/sessions/${id}/frames`, {
        method: 'POST',
        user: climber,
        headers: { 'content-type': 'application/x-ndjson' },
        body,
      });
    const lines = (from: number, to: number) =>
      framesOf(from, to)
        .map((frame) => `${JSON.stringify(frame)}\n`)
        .join('');

    it('takes frames as a list and as lines, and tells gaps by number', async () => {
      const id = await open();
      expect(await (await call('POST', `/${id}/frames`, framesOf(0, 10))).json()).toEqual({
        nextFrameNumber: 10,
      });
      expect(await (await ndjson(id, lines(5, 250))).json()).toEqual({ nextFrameNumber: 250 });
      const refused = await call('POST', `/${id}/frames`, framesOf(260, 261));
      expect(refused.status).toBe(409);
      expect(await refused.json()).toMatchObject({ code: 'gap', nextFrameNumber: 250 });
    });

    it('keeps what came before a bad line', async () => {
      const id = await open();
      const refused = await ndjson(id, `${lines(0, 130)}{"frameNumber":130`);
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ errors: [{ path: 'lines.130' }] });
      expect((await read<Session>(`/${id}`)).frameCount).toBe(130);
    });

    it('keeps what came before a stream broke off', async () => {
      const id = await open();
      const broken = request(`${app.url}/api/v1/sessions/${id}/frames`, {
        method: 'POST',
        headers: { cookie: climber.cookie, 'content-type': 'application/x-ndjson' },
      });
      broken.on('error', () => undefined);
      broken.write(lines(0, 120));
      await eventually(
        () => read<Session>(`/${id}`),
        ({ frameCount }) => frameCount >= 100,
      );
      broken.destroy();
      await eventually(
        () => read<Session>(`/${id}`),
        ({ frameCount }) => frameCount === 120,
      );
    });

    it('takes the video by offset and ends only when all is there', async () => {
      const id = await open();
      const put = (offset: number, body: Buffer) =>
        app.fetch(`/api/v1/sessions/${id}/video?offset=${offset}`, {
          method: 'PUT',
          user: climber,
          headers: { 'content-type': 'application/octet-stream' },
          body: new Uint8Array(body),
        });
      expect(await (await put(0, Buffer.alloc(3_000_000, 1))).json()).toEqual({ nextVideoOffset: 3_000_000 });
      expect(await (await put(2_999_990, Buffer.alloc(20, 1))).json()).toEqual({
        nextVideoOffset: 3_000_010,
      });
      const refused = await put(4_000_000, Buffer.alloc(1));
      expect(refused.status).toBe(409);
      expect(await refused.json()).toMatchObject({ code: 'gap', nextVideoOffset: 3_000_010 });
      const early = await call('POST', `/${id}/finish`, { frameCount: 0, videoBytes: 4_000_000 });
      expect(await early.json()).toMatchObject({
        code: 'gap',
        nextFrameNumber: 0,
        nextVideoOffset: 3_000_010,
      });
      expect((await read<Session>(`/${id}`)).status).toBe('recording');
    });
  });
});
