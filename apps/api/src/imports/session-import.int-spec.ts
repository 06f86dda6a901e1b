import { request } from 'node:http';
import { open, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { type Marker, type Problem, type Session } from '@reclimb/contracts';
import {
  type ArchiveContents,
  entriesOf,
  forge,
  type ForgedEntry,
  signed,
  unpack,
} from '../testing/archives.js';
import { type Caller } from '../accounts/caller.js';
import { recordSession } from '../testing/recorded-session.js';
import { streamedVideo } from '../testing/videos.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';
import { SessionImport } from './session-import.service.js';

const FRAMES = 700;

describe('POST /api/v1/sessions/import', () => {
  let app: TestApp;
  let climber: TestUser;
  let friend: TestUser;
  let original: Session;
  let archive: Buffer;
  let files: ArchiveContents;

  beforeAll(async () => {
    app = await startApp();
    climber = await app.newUser();
    friend = await app.newUser();
    original = await recordSession(app, climber, {
      frames: FRAMES,
      video: { container: 'mp4', pictures: 90 },
      keyframes: [0, 30, 699],
      markers: [
        { timestamp: 1.5, label: 'crux', kind: 'crux' },
        { timestamp: 0.25 },
        { timestamp: 0.25, label: 'Ü "x"' },
      ],
      start: { name: 'Roof', description: 'heel hook', tags: ['wall', 'crux'] },
    });
    archive = await bytesOf(`/${original.id}/export?format=zip`);
    files = await unpack(archive);
  });
  afterAll(() => app.close());

  const call = (path: string, user: TestUser, init: RequestInit = {}) =>
    app.fetch(`/api/v1/sessions${path}`, { user, ...init });
  const bytesOf = async (path: string, user = climber) => {
    const answer = await call(path, user);
    expect([path, answer.status]).toEqual([path, 200]);
    return Buffer.from(await answer.arrayBuffer());
  };
  const read = async <T>(path: string, user: TestUser) => (await (await call(path, user)).json()) as T;
  const send = (body: Buffer | FormData, user: TestUser, type: string | null = 'application/zip') =>
    call('/import', user, {
      method: 'POST',
      body: Buffer.isBuffer(body) ? new Uint8Array(body) : body,
      ...(type && { headers: { 'content-type': type } }),
    });
  async function imported(body: Buffer | FormData, user: TestUser, type?: string | null): Promise<Session> {
    const answer = await send(body, user, type);
    const text = await answer.text();
    expect([answer.status, text.slice(0, 300)]).toEqual([201, expect.anything()]);
    return JSON.parse(text) as Session;
  }
  /** Rows, media and jobs of everybody: what a refused import must not add to. */
  async function everything() {
    const [counts] = await app.dataSource.query(
      `SELECT (SELECT count(*) FROM session_recording) AS sessions, (SELECT count(*) FROM session_frame) AS frames,
              (SELECT count(*) FROM session_marker) AS markers,
              (SELECT count(*) FROM graphile_worker.jobs WHERE task_identifier = 'forget-import') AS jobs`,
    );
    const media = (await readdir(app.config.mediaDir, { recursive: true })).sort();
    const spooled = await readdir(`${app.config.dataDir}/imports`).catch(() => []);
    return { counts, media, spooled };
  }

  it('leaves nothing behind when it is called off', async () => {
    const before = await everything();
    const file = await open(path.join(app.config.dataDir, 'called-off.zip'), 'w+');
    await file.write(archive);
    const calls = new AbortController();
    const caller = { userId: friend.id } as Caller;
    const run = app.app.get(SessionImport, { strict: false }).run(caller, file, calls.signal);
    calls.abort();
    await expect(run).rejects.toMatchObject({ code: 'unavailable' });
    await file.close();
    expect(await everything()).toEqual(before);
  });

  it('brings the same session back: frames, video bytes, pictures, markers, everything it is called', async () => {
    const before = await everything();
    const session = await imported(archive, friend);
    expect(session.id).not.toBe(original.id);
    expect(session.owner.id).toBe(friend.id);
    for (const field of [
      ...['name', 'description', 'status', 'createdAt', 'duration', 'frameCount', 'skeleton', 'model'],
      ...['imageWidth', 'imageHeight', 'tags', 'pinned', 'interrupted', 'deletedAt'],
    ] as (keyof Session)[]) {
      expect([field, session[field]]).toEqual([field, original[field]]);
    }
    expect({ ...session.video, url: '' }).toEqual({ ...original.video, url: '' });
    for (const path of ['export?format=ndjson', 'video', 'thumbnail', 'keyframes/0', 'keyframes/699']) {
      const [mine, theirs] = [
        await bytesOf(`/${session.id}/${path}`, friend),
        await bytesOf(`/${original.id}/${path}`),
      ];
      expect([path, mine.equals(theirs)]).toEqual([path, true]);
    }
    const markers = async (id: string, user: TestUser) =>
      (await read<Marker[]>(`/${id}/markers`, user))
        .map(({ timestamp, label, kind }) => `${timestamp} ${label} ${kind}`)
        .sort();
    expect(await markers(session.id, friend)).toEqual(await markers(original.id, climber));
    const after = await everything();
    expect(after.spooled).toEqual([]);
    expect(after.counts.jobs).toBe(before.counts.jobs);

    // And it goes round again: only the id in session.json, and with it one sum, is another.
    const again = await unpack(await bytesOf(`/${session.id}/export?format=zip`, friend));
    expect([...again.keys()]).toEqual([...files.keys()]);
    for (const [name, content] of again) {
      if (name === 'manifest.json') continue;
      const text = content.toString('latin1').replace(session.id, original.id);
      expect([name, text === files.get(name)?.toString('latin1')]).toEqual([name, true]);
    }
  });

  it('takes from a video pictures and sound, not what else its file holds', async () => {
    const title = 'Anna at home, 52.5 N 13.4 E';
    const video = await streamedVideo({ container: 'mp4', pictures: 30, title });
    expect(video.includes(title)).toBe(true);
    const session = await imported(resigned(withFile('video.mp4', video)), friend);
    const served = await bytesOf(`/${session.id}/video`, friend);
    expect(served.includes(title)).toBe(false);
  });

  it('takes a form, an archive that was packed anew, and a session with nothing but its name', async () => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(archive)]), 'roof.zip');
    expect((await imported(form, friend, null)).frameCount).toBe(FRAMES);
    const packed = forge(entriesOf(files).map((entry) => ({ ...entry, compress: true })));
    expect((await imported(packed, friend, 'application/octet-stream')).frameCount).toBe(FRAMES);

    const bare = await recordSession(app, climber, { frames: 0 });
    const empty = await imported(await bytesOf(`/${bare.id}/export?format=zip`), friend);
    expect(empty).toMatchObject({ frameCount: 0, duration: 0, video: null, status: 'completed' });
  });

  const withFile = (name: string, content: string | Buffer) =>
    new Map(files).set(name, Buffer.isBuffer(content) ? content : Buffer.from(content));
  const without = (name: string) => new Map([...files].filter(([other]) => other !== name));
  const text = (name: string) => files.get(name)?.toString() ?? '';
  const resigned = (changed: ArchiveContents) => forge(entriesOf(signed(changed)));
  const session = (changes: object) =>
    resigned(withFile('session.json', JSON.stringify({ ...JSON.parse(text('session.json')), ...changes })));
  const frames = (change: (lines: string[]) => string[]) =>
    resigned(withFile('frames.ndjson', change(text('frames.ndjson').trimEnd().split('\n')).join('\n')));
  const extra = (entry: ForgedEntry) => forge([...entriesOf(files), entry]);
  const small = Buffer.from('boo');

  it.each<[what: string, make: () => Buffer, path: string]>([
    ['no archive', () => Buffer.from('%PDF-1.7 not a zip at all'), 'archive'],
    ['nothing', () => Buffer.alloc(0), 'archive'],
    ['a truncated one', () => archive.subarray(0, archive.length - 100), 'archive'],
    ['one that lost its beginning', () => archive.subarray(1000), 'archive'],
    ['a way out of the folder', () => extra({ name: '../../evil.sh', content: small }), 'archive'],
    ['an absolute path', () => extra({ name: '/etc/cron.d/evil', content: small }), 'archive'],
    ['a Windows path', () => extra({ name: 'C:\\evil.exe', content: small }), 'archive'],
    ['a file that is none of a session', () => extra({ name: 'evil.sh', content: small }), 'archive.evil.sh'],
    ['a folder', () => extra({ name: 'keyframes/', content: Buffer.alloc(0) }), 'archive.keyframes/'],
    ['a file twice', () => extra({ name: 'markers.json', content: small }), 'archive.markers.json'],
    [
      'a file without a sum',
      () => extra({ name: 'keyframes/5.jpg', content: small }),
      'archive.keyframes/5.jpg',
    ],
    ['no manifest', () => forge(entriesOf(without('manifest.json'))), 'archive.manifest.json'],
    ['no frames', () => forge(entriesOf(without('frames.ndjson'))), 'archive.frames.ndjson'],
    ['no video though one is told of', () => resigned(without('video.mp4')), 'archive.video'],
    ['a video though none is told of', () => session({ video: null }), 'archive.video.mp4'],
    [
      'a changed frame',
      () => forge(entriesOf(withFile('frames.ndjson', text('frames.ndjson').replace('0.8', '0.7')))),
      'archive.frames.ndjson',
    ],
    [
      'a changed video',
      () =>
        forge(
          entriesOf(withFile('video.mp4', Buffer.from(files.get('video.mp4') ?? []).fill(7, 2000, 2001))),
        ),
      'archive.video.mp4',
    ],
    [
      'a changed picture',
      () => forge(entriesOf(withFile('keyframes/30.jpg', small))),
      'archive.keyframes/30.jpg',
    ],
    ['a video that is none', () => resigned(withFile('video.mp4', 'not a video')), 'archive.video.mp4'],
    [
      'a cut video',
      () => resigned(withFile('video.mp4', (files.get('video.mp4') ?? small).subarray(0, 300))),
      'archive.video.mp4',
    ],
    [
      'a picture that is none',
      () => resigned(withFile('keyframes/30.jpg', '<svg/>')),
      'archive.keyframes/30.jpg',
    ],
    [
      'a picture of no frame',
      () => resigned(withFile('keyframes/700.jpg', small)),
      'archive.keyframes/700.jpg',
    ],
    ['a session of tomorrow’s version', () => session({ version: 2 }), 'archive.session.json.version'],
    ['a session without a name', () => session({ name: '' }), 'archive.session.json.name'],
    ['an unknown field', () => session({ userId: '1' }), 'archive.session.json.userId'],
    ['another skeleton', () => session({ skeleton: 'blazepose33' }), 'archive.frames.ndjson'],
    ['another count', () => session({ frameCount: FRAMES + 1 }), 'archive.frames.ndjson'],
    ['a missing frame', () => frames((lines) => lines.toSpliced(400, 1)), 'archive.frames.ndjson'],
    [
      'a frame twice',
      () => frames((lines) => lines.toSpliced(400, 0, lines[400] ?? '')),
      'archive.frames.ndjson',
    ],
    [
      'times that fall',
      () => frames((lines) => lines.map((line) => line.replace(/"timestamp":10,/, '"timestamp":9,'))),
      'archive.frames.ndjson',
    ],
    [
      'a frame that is none',
      () => frames((lines) => lines.with(3, '{"frameNumber":3}')),
      'lines.3.timestamp',
    ],
    ['markers that are none', () => resigned(withFile('markers.json', '{}')), 'archive.markers.json'],
    [
      'a bomb',
      () =>
        forge([
          ...entriesOf(without('frames.ndjson')),
          { name: 'frames.ndjson', content: Buffer.alloc(50_000_000, 'x'), compress: true },
        ]),
      'archive.frames.ndjson',
    ],
    [
      'a bomb that says it is small',
      () =>
        forge([
          ...entriesOf(without('session.json')),
          { name: 'session.json', content: Buffer.alloc(50_000_000, ' '), compress: true, size: 500 },
        ]),
      'archive.session.json',
    ],
    [
      'a huge session.json',
      () => resigned(withFile('session.json', ' '.repeat(2_000_000))),
      'archive.session.json',
    ],
    [
      'files that share their bytes',
      () =>
        forge([
          { name: 'frames.ndjson', content: Buffer.alloc(400_000) },
          ...[1, 2, 3].map((n) => ({
            name: `keyframes/${n}.jpg`,
            content: Buffer.alloc(400_000),
            overlaps: true,
          })),
        ]),
      'archive',
    ],
    [
      'an encrypted file',
      // Encryption puts twelve bytes before the content.
      () => extra({ name: 'keyframes/5.jpg', content: Buffer.alloc(15), size: 3, flags: 1 }),
      'archive.keyframes/5.jpg',
    ],
    [
      'a strange compression',
      () => extra({ name: 'keyframes/5.jpg', content: small, method: 14 }),
      'archive.keyframes/5.jpg',
    ],
  ])('refuses %s and leaves nothing behind', async (_what, make, path) => {
    const before = await everything();
    const refused = await send(make(), friend);
    const problem = (await refused.json()) as Problem;
    expect(problem).toMatchObject({ status: 400, code: 'validation_failed' });
    expect(problem.errors?.[0]?.path).toBe(path);
    expect(JSON.stringify(problem)).not.toMatch(/\.import-|\/tmp\/|node_modules|Error:/);
    expect(await everything()).toEqual(before);
  });

  it('refuses bodies that are no file, and people without a right to write', async () => {
    const before = await everything();
    expect((await send(archive, friend, 'text/plain')).status).toBe(400);
    expect((await send(Buffer.from('{}'), friend, 'application/json')).status).toBe(400);
    expect((await send(new FormData(), friend, null)).status).toBe(400);
    expect((await send(Buffer.from('x'), friend, 'multipart/form-data; boundary=y')).status).toBe(400);
    expect((await app.fetch('/api/v1/sessions/import', { method: 'POST' })).status).toBe(401);
    const token = await app.fetch('/api/v1/tokens', {
      method: 'POST',
      user: friend,
      json: { name: 'reader', scopes: ['sessions:read'] },
    });
    const { token: secret } = (await token.json()) as { token: string };
    const refused = await app.fetch('/api/v1/sessions/import', {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/zip' },
      body: new Uint8Array(archive),
    });
    expect(refused.status).toBe(403);
    expect(await everything()).toEqual(before);
  });

  it('refuses forms that are cut or damaged anywhere, many at once, and goes on serving', async () => {
    const before = await everything();
    const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="x.zip"\r\n\r\n';
    const malformed = '--x\r\ncontent(disposition: form-data\r\n\r\n';
    const content = archive.subarray(0, 100_000);
    const form = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
    const whole = form(head, content, '\r\n--x--\r\n');
    const broken = [
      ...Array.from({ length: 24 }, (_, index) => whole.subarray(0, Math.ceil((whole.length * index) / 24))),
      whole.subarray(0, -4),
      form(malformed, content, '\r\n--x--\r\n'),
      form(head, content, '\r\n', malformed, content, '\r\n--x--\r\n'),
      // A failure, and in the same breath another one or a file.
      form(malformed, '\r\n', malformed, '\r\n--x--\r\n'),
      form(malformed, '\r\n', head, content),
    ];
    const answers = await Promise.all(
      [...broken, ...broken].map((body) => send(body, friend, 'multipart/form-data; boundary=x')),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
    expect(await everything()).toEqual(before);
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const before = await everything();
    const broken = request(`${app.url}/api/v1/sessions/import`, {
      method: 'POST',
      headers: { cookie: friend.cookie, 'content-type': 'application/zip', 'content-length': archive.length },
    });
    broken.on('error', () => undefined);
    await new Promise((resolve) => broken.write(archive.subarray(0, archive.length - 1), resolve));
    broken.destroy();
    expect((await imported(archive, climber)).frameCount).toBe(FRAMES);
    const after = await everything();
    expect(after.spooled).toEqual([]);
    expect(Number(after.counts.sessions)).toBe(Number(before.counts.sessions) + 1);
  });
});
