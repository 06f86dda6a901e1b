import type { ServerStatus, Storage } from '@reclimb/contracts';
import { daysAgo, storeSession } from '../testing/stored-sessions.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';
import { StorageService } from './storage.service.js';

describe('/api/v1/admin/storage', () => {
  let app: TestApp;
  let admin: TestUser;
  beforeAll(async () => {
    app = await startApp();
    admin = await app.newUser('admin');
  });
  afterAll(() => app.close());

  it('tells what lies where, and how it has grown since the days before', async () => {
    const read = async () =>
      (await (await app.fetch('/api/v1/admin/storage', { user: admin })).json()) as Storage;
    const climber = await app.newUser();
    await storeSession(app, climber, { frames: 10, video: 2000, upload: 300, keyframe: 40 });
    await app.app.get(StorageService).sample(daysAgo(1));
    await storeSession(app, climber, { createdAt: daysAgo(50), video: 100, deletedAt: new Date() });
    const storage = await read();
    expect(storage).toMatchObject({
      sessions: 2,
      trashed: 1,
      frames: 10,
      bytes: { videos: 2100, uploads: 300, images: 40 },
      byUser: [{ user: { id: climber.id, name: climber.name }, sessions: 2 }],
    });
    expect(storage.freeBytes).toBeGreaterThan(0);
    expect(storage.databaseBytes).toBeGreaterThan(storage.bytes.poses);
    expect(storage.growth.map(({ sessions, bytes }) => [sessions, bytes.videos])).toEqual([
      [1, 2000],
      [2, 2100],
    ]);
  });

  it('tells who records and how database, media and queue are', async () => {
    const climber = await app.newUser();
    const live = await storeSession(app, climber, { name: 'Live', status: 'recording', frames: 3 });
    const status = (await (await app.fetch('/api/v1/admin/status', { user: admin })).json()) as ServerStatus;
    expect(status).toMatchObject({
      checks: { database: { status: 'up' }, media: { status: 'up' }, disk: { status: 'up' } },
      queue: { running: 0, failed: 0 },
      live: [
        { sessionId: live, sessionName: 'Live', owner: { id: climber.id }, frameCount: 3, videoBytes: 0 },
      ],
    });
  });
});
