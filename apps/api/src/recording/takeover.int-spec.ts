import type { RecordingPosition } from '@reclimb/contracts';
import type { Socket } from 'socket.io-client';
import { ask, framesOf, next, startOf, tell } from '../testing/recordings.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';
import { RecordingsRepository } from './recordings.repository.js';

describe('a recording that is taken over on another server', () => {
  let left: TestApp;
  let right: TestApp;
  let climber: TestUser;

  beforeAll(async () => {
    left = await startApp();
    right = await startApp({ databaseUrl: left.config.databaseUrl });
    climber = await left.newUser();
    // Without the polling that finds it out some seconds later: what is told here is told by the other server.
    for (const { app } of [left, right]) {
      jest
        .spyOn(app.get(RecordingsRepository, { strict: false }), 'heartbeat')
        .mockImplementation((_writerId, ids) => Promise.resolve(new Set(ids)));
    }
  });
  afterAll(async () => {
    await right.close();
    await left.close();
  });

  async function handOver(from: TestApp, to: TestApp): Promise<{ first: Socket; sessionId: string }> {
    const first = await from.connect('/recording', climber);
    const { sessionId } = await tell<RecordingPosition>(first, 'start_recording', startOf());
    const told = next<{ sessionId: string }>(
      first,
      'recording_taken_over',
      (news) => news.sessionId === sessionId,
    );
    const second = await to.connect('/recording', climber);
    await tell(second, 'resume_recording', { sessionId });
    expect(await told).toEqual({ sessionId });
    await tell(second, 'pose_frames', { sessionId, frames: framesOf(0, 5) });
    return { first, sessionId };
  }

  it('is told at once to the connection that held it, which may take it back', async () => {
    const { first, sessionId } = await handOver(left, right);
    const frames = framesOf(5, 10);
    expect(await ask(first, 'pose_frames', { sessionId, frames })).toMatchObject({
      error: { code: 'conflict' },
    });
    expect(await tell(first, 'resume_recording', { sessionId })).toMatchObject({ nextFrameNumber: 5 });
    expect(await tell(first, 'pose_frames', { sessionId, frames })).toEqual({ nextFrameNumber: 10 });
  });

  it('is told again after PostgreSQL has cut the connection by which servers hear of each other', async () => {
    const listening = () =>
      left.dataSource.query(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN reclimb%'`,
      ) as Promise<{ pid: number }[]>;
    const before = new Set((await listening()).map(({ pid }) => pid));
    expect(before.size).toBe(2);
    await left.dataSource.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [
      [...before],
    ]);
    for (;;) {
      const now = await listening();
      if (now.length === 2 && now.every(({ pid }) => !before.has(pid))) break;
    }
    await handOver(left, right);
    await handOver(right, left);
  });
});
