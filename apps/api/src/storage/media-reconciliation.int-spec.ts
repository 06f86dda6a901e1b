import { randomUUID } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import path from 'node:path';
import type { MediaRepairResult, MediaReport, Session } from '@reclimb/contracts';
import { mediaKeys } from '../media/media-keys.js';
import { MediaStore } from '../media/media-store.js';
import { daysAgo, storeSession } from '../testing/stored-sessions.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';

describe('/api/v1/admin/media', () => {
  let app: TestApp;
  let admin: TestUser;
  let media: MediaStore;
  beforeEach(async () => {
    app = await startApp();
    admin = await app.newUser('admin');
    media = app.app.get(MediaStore);
  });
  afterEach(() => app.close());

  const call = (method: string, pathname: string, json?: unknown) =>
    app.fetch(`/api/v1/admin/media${pathname}`, { method, user: admin, json });
  const report = async () => (await (await call('GET', '/report')).json()) as MediaReport;
  const repair = async (json: object) =>
    (await (await call('POST', '/repairs', json)).json()) as MediaRepairResult;

  async function put(key: string, age = daysAgo(1)): Promise<string> {
    await media.put(key, Buffer.alloc(10));
    await utimes(path.join(app.config.mediaDir, key), age, age);
    return key;
  }

  it('reports what no session names, and removes exactly what is asked for', async () => {
    const id = await storeSession(app, admin, { frames: 1, video: 100, upload: 50, keyframe: 5 });
    const live = await storeSession(app, admin, { status: 'recording' });
    const leftVideo = await put(mediaKeys.video(id, 'old', 'mp4'));
    const stranger = await put(mediaKeys.thumbnail(randomUUID()));
    await put(mediaKeys.upload(live));
    await put(mediaKeys.video(id, 'young', 'mp4'), new Date());
    const found = await report();
    expect(found.files).toBe(7);
    expect(found.orphans.items.map(({ key }) => key).sort()).toEqual([leftVideo, stranger].sort());
    expect(found).toMatchObject({ orphans: { total: 2, bytes: 20 }, missing: { total: 0 } });

    const named = mediaKeys.video(id, 'made', 'mp4');
    await utimes(path.join(app.config.mediaDir, named), daysAgo(1), daysAgo(1));
    expect(await repair({ orphans: [leftVideo, named, mediaKeys.upload(live)] })).toEqual({
      removedFiles: 1,
      removedBytes: 10,
      forgottenFiles: 0,
    });
    expect(await media.stat(named)).not.toBeNull();
    expect((await report()).orphans.items.map(({ key }) => key)).toEqual([stranger]);
    for (const wrong of ['sessions/../../etc/passwd', '.reclimb-media', 'sessions']) {
      expect((await call('POST', '/repairs', { orphans: [wrong] })).status).toBe(400);
    }
  });

  it('reports what is not there, and has the session forget it when asked to', async () => {
    const id = await storeSession(app, admin, { name: 'Roof', frames: 1, video: 100, keyframe: 5 });
    const video = mediaKeys.video(id, 'made', 'mp4');
    const keyframe = mediaKeys.keyframe(id, 0, 'jpeg');
    await media.remove(video);
    await media.remove(keyframe);
    const { missing, orphans } = await report();
    expect(missing.items.map(({ key }) => key).sort()).toEqual([keyframe, video].sort());
    expect(missing.items[0]).toMatchObject({ sessionId: id, sessionName: 'Roof', owner: { id: admin.id } });
    expect(orphans.total).toBe(0);
    expect(await repair({ missing: [video, keyframe] })).toMatchObject({ forgottenFiles: 2 });
    expect((await report()).missing.total).toBe(0);
    const session = (await (await app.fetch(`/api/v1/sessions/${id}`, { user: admin })).json()) as Session;
    expect(session).toMatchObject({
      status: 'completed',
      frameCount: 1,
      video: null,
      videoRemoved: { reason: 'missing' },
    });
  });

  it('takes an unmounted media folder for what it is, until an administrator says that it is the right one', async () => {
    await storeSession(app, admin, { video: 100 });
    await media.put(mediaKeys.marker, Buffer.from(randomUUID()));
    for (const [method, pathname, json] of [
      ['GET', '/report', undefined],
      ['POST', '/repairs', { orphans: [] }],
    ] as const) {
      const refused = await call(method, pathname, json);
      expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'unavailable' }]);
    }
    const health = async () => {
      const answer = await app.fetch('/api/health/ready');
      return ((await answer.json()) as { checks: { media: object } }).checks.media;
    };
    expect(await health()).toEqual({ status: 'up', message: expect.stringContaining('looks unmounted') });
    expect((await call('PUT', '/marker')).status).toBe(204);
    expect((await report()).missing.total).toBe(0);
    expect(await health()).toEqual({ status: 'up' });
  });
});
