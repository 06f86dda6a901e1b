import {
  type CleanupAnswer,
  type CleanupRun,
  type CleanupRunPage,
  DEFAULT_RETENTION,
} from '@reclimb/contracts';
import { type Socket } from 'socket.io-client';
import { mediaKeys } from '../media/media-keys.js';
import { MediaStore } from '../media/media-store.js';
import { SessionShare } from '../sharing/session-share.entity.js';
import { ask, eventually, framesOf } from '../testing/recordings.js';
import { daysAgo, storeSession, type StoredSession } from '../testing/stored-sessions.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';

/** Sessions that each way of saving one is tried on, while they are being removed. */
const OF_EACH = Number(process.env['FAULT_ROUNDS'] ?? 0) > 0 ? 150 : 8;
/** Requests under way at once. */
const AT_ONCE = 6;
const FRAMES = 5;

describe('a cleanup, while people want their sessions back', () => {
  let app: TestApp;
  let admin: TestUser;
  let climber: TestUser;

  beforeAll(async () => {
    app = await startApp();
    admin = await app.newUser('admin');
    climber = await app.newUser();
    const rules = {
      ...DEFAULT_RETENTION,
      sessions: { ...DEFAULT_RETENTION.sessions, enabled: true, days: 30 },
      trash: { ...DEFAULT_RETENTION.trash, enabled: true, days: 30 },
    };
    await app.fetch('/api/v1/admin/retention', { method: 'PUT', user: admin, json: rules });
  });
  afterEach(() => app.dataSource.query('DELETE FROM session_recording'));
  afterAll(() => app.close());

  async function cleanUp(): Promise<CleanupAnswer> {
    const call = async (json: object) => {
      const answer = await app.fetch('/api/v1/admin/cleanup', { method: 'POST', user: admin, json });
      return (await answer.json()) as CleanupAnswer;
    };
    const { confirmation } = await call({ dryRun: true });
    return call({ dryRun: false, ...(confirmation !== null && { confirmation }) });
  }

  async function ended({ run }: CleanupAnswer): Promise<CleanupRun> {
    const { items } = await eventually(
      async () =>
        (await (await app.fetch('/api/v1/admin/cleanup/runs', { user: admin })).json()) as CleanupRunPage,
      (page) => page.items.some(({ id, endedAt }) => id === run?.id && endedAt !== null),
    );
    return items.find(({ id }) => id === run?.id) as CleanupRun;
  }

  const filesOf = async (id: string) => {
    let count = 0;
    for await (const _ of app.app.get(MediaStore).list(mediaKeys.session(id))) count++;
    return count;
  };
  const sessionsLike = (recipe: StoredSession) =>
    Promise.all(
      Array.from({ length: OF_EACH }, () =>
        storeSession(app, climber, { createdAt: daysAgo(40), frames: FRAMES, video: 100, ...recipe }),
      ),
    );
  const post = async (path: string, init: { method: string; json?: object }) =>
    (await app.fetch(`/api/v1/sessions/${path}`, { user: climber, ...init })).status;

  it('never removes what was restored, pinned, shared or recorded on before it was taken', async () => {
    // Young, so that no other rule asks for them once they are back.
    const trashed = await sessionsLike({ createdAt: daysAgo(5), deletedAt: daysAgo(40) });
    const pinned = await sessionsLike({});
    const shared = await sessionsLike({});
    // An upload that is kept: the client may come back with the rest.
    const broken = await sessionsLike({ interrupted: true, video: undefined, frames: FRAMES });
    const forgotten = await sessionsLike({});
    // More than half of everything would have to be confirmed, and again after each change.
    const kept = await Promise.all(
      Array.from({ length: 6 * OF_EACH }, () => storeSession(app, climber, { video: 200 })),
    );
    const socket: Socket = await app.connect('/recording', climber);
    const isRight = (status: number) => {
      expect([200, 201, 404]).toContain(status);
      return status < 300;
    };
    const rescues = [
      ...trashed.map((id) => ({
        id,
        save: async () => isRight(await post(`${id}/restore`, { method: 'POST' })),
      })),
      ...pinned.map((id) => ({
        id,
        save: async () => isRight(await post(id, { method: 'PATCH', json: { pinned: true } })),
      })),
      ...shared.map((id) => ({
        id,
        save: async () => isRight(await post(`${id}/shares`, { method: 'POST', json: {} })),
      })),
      ...broken.map((sessionId) => ({
        id: sessionId,
        save: async () => {
          const frames = framesOf(FRAMES, FRAMES + 2);
          const answer = await ask(socket, 'pose_frames', { sessionId, frames });
          if (!answer.ok) expect(answer.error.code).toBe('not_found');
          return answer.ok;
        },
      })),
    ];
    const answer = await cleanUp();
    const saved = new Set<string>();
    // From both ends of the run's order to its middle, so that they meet it.
    const order = rescues.map((rescue, place) => ({ rescue, place: (place * 37) % rescues.length }));
    order.sort((a, b) => a.place - b.place);
    const saveNext = async () => {
      for (let next = order.pop(); next; next = order.pop()) {
        if (await next.rescue.save()) saved.add(next.rescue.id);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, saveNext));
    const run = await ended(answer);

    expect(run.status).toBe('completed');
    expect(run.removed.sessions + run.skipped).toBe(run.planned.sessions);
    const rows: { id: string; frames: number }[] = await app.dataSource.query(
      `SELECT s.id, count(f.*)::int AS frames FROM session_recording s
         LEFT JOIN session_frame f ON f.session_id = s.id GROUP BY s.id`,
    );
    expect(rows.map(({ id }) => id).sort()).toEqual([...saved, ...kept].sort());
    for (const { id, frames } of rows.filter((row) => saved.has(row.id))) {
      expect([id, frames]).toEqual([id, broken.includes(id) ? FRAMES + 2 : FRAMES]);
      if (!broken.includes(id)) expect(await filesOf(id)).toBe(1);
    }
    const gone = [...trashed, ...pinned, ...shared, ...broken, ...forgotten].filter((id) => !saved.has(id));
    for (const id of gone) expect([id, await filesOf(id)]).toEqual([id, 0]);
    expect(forgotten.filter((id) => saved.has(id))).toEqual([]);
  }, 300_000);

  const isWaitedFor = () =>
    eventually(
      () => app.dataSource.query<unknown[]>(`SELECT FROM pg_locks WHERE NOT granted`),
      (waiting) => waiting.length > 0,
    );

  it('leaves a session whose link is being made in that very moment', async () => {
    const id = await storeSession(app, climber, { createdAt: daysAgo(40) });
    const cleanup = await app.dataSource.transaction(async (manager) => {
      await manager.insert(SessionShare, {
        sessionId: id,
        secretHash: Buffer.from(id),
        includeVideo: true,
        expiresAt: daysAgo(-1),
      });
      const started = await cleanUp();
      await isWaitedFor();
      return started;
    });
    expect(await ended(cleanup)).toMatchObject({ removed: { sessions: 0 }, skipped: 1 });
    expect((await app.fetch(`/api/v1/sessions/${id}`, { user: climber })).status).toBe(200);
  });

  it('makes no link to what it has taken', async () => {
    const id = await storeSession(app, climber, { createdAt: daysAgo(40) });
    const shared = await app.dataSource.transaction(async (manager) => {
      await manager.query('SELECT FROM session_recording WHERE id = $1 FOR UPDATE', [id]);
      await manager.query('UPDATE session_recording SET removing_at = now() WHERE id = $1', [id]);
      const status = post(`${id}/shares`, { method: 'POST', json: {} });
      await isWaitedFor();
      return { status };
    });
    expect(await shared.status).toBe(404);
    expect(await app.dataSource.getRepository(SessionShare).countBy({ sessionId: id })).toBe(0);
  });
});
