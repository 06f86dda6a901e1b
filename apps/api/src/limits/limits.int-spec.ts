import {
  type Problem,
  type RecordingLimits,
  type RecordingPosition,
  type RecordingStatus,
  type Session,
} from '@reclimb/contracts';
import sharp from 'sharp';
import { ask, eventually, framesOf, next, startOf, tell } from '../testing/recordings.js';
import { entriesOf, forge, unpack } from '../testing/archives.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';
import { type Limits } from '../config/config.js';
import { FRAME_BYTES } from '../sessions/frame-size.js';

const USUAL: Limits = {
  requestsPerMinute: 0,
  anonymousRequestsPerMinute: 0,
  messagesPerSecond: 0,
  connectionsPerUser: 0,
  connectionsPerMinute: 0,
  recordingsPerUser: 0,
  sessionSeconds: 86_400,
  sessionBytes: Infinity,
  userBytes: Infinity,
  totalBytes: Infinity,
};

describe('limits', () => {
  let app: TestApp;
  let user: TestUser;
  afterEach(() => app.close());

  async function start(limits: Partial<Limits>): Promise<void> {
    app = await startApp({ config: { limits: { ...USUAL, ...limits } } });
    user = await app.newUser();
  }
  const me = (who: TestUser | null) => app.fetch('/api/v1/auth/me', { user: who });
  const record = async () => {
    const socket = await app.connect('/recording', user);
    const { sessionId } = await tell<RecordingPosition>(socket, 'start_recording', startOf());
    const send = (from: number, to: number) =>
      ask(socket, 'pose_frames', { sessionId, frames: framesOf(from, to) });
    return { socket, sessionId, send };
  };
  const session = async (id: string) =>
    (await (await app.fetch(`/api/v1/sessions/${id}`, { user })).json()) as Session;

  it('hold up a user who asks too much, for a while that is told, and nobody else', async () => {
    await start({ requestsPerMinute: 3 });
    const other = await app.newUser();
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await me(user)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await me(user);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'rate_limited' });
    expect((await me(other)).status).toBe(200);
  });

  it('hold up an address from which many users ask, each within their own limit', async () => {
    await start({ requestsPerMinute: 1 });
    const users = await Promise.all(Array.from({ length: 11 }, () => app.newUser()));
    const answers = await Promise.all(users.map((one) => me(one)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(10).fill(200), 429]);
  });

  it('hold up an address that tries tokens or asks without a login', async () => {
    await start({ anonymousRequestsPerMinute: 2 });
    const guess = () => app.fetch('/api/v1/auth/me', { headers: { authorization: 'Bearer rclmb_guess' } });
    expect([(await guess()).status, (await me(null)).status, (await guess()).status]).toEqual([
      401, 401, 429,
    ]);
    expect((await me(user)).status).toBe(200);
  });

  it('answer each message that is one too many, and go on with the connection', async () => {
    await start({ messagesPerSecond: 2 });
    const { socket, sessionId, send } = await record();
    // Two a second are twenty in ten: the start was one.
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(0, 1)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(19);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      error: { code: 'rate_limited', details: { retryAfter: expect.any(Number) } },
    });
    expect(socket.connected).toBe(true);
    expect((await session(sessionId)).frameCount).toBe(1);
  });

  it('hold what makes something to a tenth of the messages', async () => {
    await start({ messagesPerSecond: 3 });
    const socket = await app.connect('/recording', user);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => ask(socket, 'start_recording', startOf())),
    );
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, false]);
  });

  it('keep a user from opening sockets without end, and let them in again when one is closed', async () => {
    await start({ connectionsPerUser: 2 });
    const first = await app.connect('/recording', user);
    await app.connect('/recording', user);
    const third = () => app.connect('/recording', user);
    await expect(third()).rejects.toMatchObject({ data: { code: 'rate_limited' } });
    await app.connect('/recording', await app.newUser());
    first.disconnect();
    const again = await eventually(
      () => third().catch(() => null),
      (socket) => socket !== null,
    );
    expect(again?.connected).toBe(true);
  });

  it('refuse a recording too many before it starts; asking again for one that runs is none', async () => {
    await start({ recordingsPerUser: 1 });
    const { socket, sessionId } = await record();
    expect(await ask(socket, 'start_recording', startOf())).toMatchObject({
      error: { code: 'quota_exceeded' },
    });
    expect(await ask(socket, 'start_recording', startOf({ sessionId }))).toMatchObject({ ok: true });
    const overRest = await app.fetch('/api/v1/sessions', { method: 'POST', user, json: startOf() });
    expect(overRest.status).toBe(403);
    expect(overRest.headers.get('retry-after')).toBe('60');
  });

  it('refuse a recording too many also when all are started at the same moment', async () => {
    await start({ recordingsPerUser: 2 });
    const starts = await Promise.all(
      Array.from({ length: 8 }, () =>
        app.fetch('/api/v1/sessions', { method: 'POST', user, json: startOf() }),
      ),
    );
    expect(starts.map(({ status }) => status).sort()).toEqual([201, 201, ...Array<number>(6).fill(403)]);
  });

  it.each<[string, Partial<Limits>, object]>([
    ['the user’s room', { userBytes: 120 * FRAME_BYTES }, { limit: 'user_bytes', endFrameNumber: 120 }],
    ['everybody’s room', { totalBytes: 120 * FRAME_BYTES }, { limit: 'total_bytes', endFrameNumber: 120 }],
    [
      'the session’s size',
      { sessionBytes: 120 * FRAME_BYTES },
      { limit: 'session_bytes', endFrameNumber: 120 },
    ],
    ['the session’s length', { sessionSeconds: 119 / 30 }, { limit: 'session_seconds', endFrameNumber: 120 }],
  ])('end a recording that reaches beyond %s with what is stored, and say so', async (_, limits, told) => {
    await start(limits);
    const { socket, sessionId, send } = await record();
    const change = next<RecordingStatus>(socket, 'recording_status', ({ status }) => status !== 'recording');
    expect(await send(0, 60)).toMatchObject({ ok: true });
    expect(await send(60, 100)).toMatchObject({ ok: true });
    const refused = await send(100, 160);
    expect(refused).toMatchObject({
      error: { code: 'quota_exceeded', details: { retryAfter: 60, ...told } },
    });
    expect(await change).toMatchObject({ sessionId, frameCount: 100 });
    const ended = await eventually(
      () => session(sessionId),
      ({ status }) => status === 'completed',
    );
    expect(ended).toMatchObject({ frameCount: 100, interrupted: true });
    // As far as it fits it is taken all the same.
    expect(await send(100, 120)).toMatchObject({ ok: true });
    expect(await send(120, 121)).toMatchObject({ error: { code: 'quota_exceeded' } });
    expect((await session(sessionId)).frameCount).toBe(120);
  });

  it('count all who are in a frame', async () => {
    await start({ userBytes: 12 * FRAME_BYTES });
    const { socket, sessionId, send } = await record();
    const crowd = (from: number, to: number) =>
      framesOf(from, to).map((frame) => ({ ...frame, poses: Array(5).fill(frame.poses[0]) }));
    expect(await send(0, 1)).toMatchObject({ ok: true });
    expect(await ask(socket, 'pose_frames', { sessionId, frames: crowd(1, 2) })).toMatchObject({ ok: true });
    expect(await ask(socket, 'pose_frames', { sessionId, frames: crowd(2, 5) })).toMatchObject({
      error: { code: 'quota_exceeded', details: { limit: 'user_bytes', endFrameNumber: 3 } },
    });
    expect(await (await app.fetch('/api/v1/limits', { user })).json()).toMatchObject({
      roomBytes: 6 * FRAME_BYTES,
    });
  });

  it('count key pictures', async () => {
    await start({ userBytes: 10_000 });
    const { socket, sessionId, send } = await record();
    await send(0, 2);
    const noise = {
      create: {
        width: 90,
        height: 90,
        channels: 3 as const,
        noise: { type: 'gaussian' as const, mean: 128, sigma: 90 },
      },
    };
    const image = await sharp({ ...noise, create: { ...noise.create, background: 'grey' } })
      .jpeg({ quality: 90 })
      .toBuffer();
    expect(await ask(socket, 'keyframe', { sessionId, frameNumber: 0, image })).toMatchObject({ ok: true });
    const { roomBytes } = (await (await app.fetch('/api/v1/limits', { user })).json()) as RecordingLimits;
    expect(roomBytes).toBeLessThan(10_000 - 2 * FRAME_BYTES - image.length / 2);
    expect(await ask(socket, 'keyframe', { sessionId, frameNumber: 1, image })).toMatchObject({
      error: { code: 'quota_exceeded', details: { limit: 'user_bytes' } },
    });
  });

  it('hold for recordings that are made side by side as for one', async () => {
    await start({ userBytes: 4_000_000 });
    const video = { mimeType: 'video/webm', width: 64, height: 48 };
    const recordings = [];
    for (let count = 0; count < 12; count++) {
      const socket = await app.connect('/recording', user);
      const { sessionId } = await tell<RecordingPosition>(socket, 'start_recording', startOf({ video }));
      const send = (offset: number) =>
        ask(socket, 'video_chunk', { sessionId, offset, data: Buffer.alloc(100_000, 1) });
      recordings.push({ send, end: 0 });
    }
    let stored = 0;
    for (let round = 0; round < 10; round++) {
      for (const recording of recordings) {
        if (!(await recording.send(recording.end)).ok) continue;
        recording.end += 100_000;
        stored += 100_000;
      }
    }
    expect(stored).toBeLessThanOrEqual(4_000_000);
    expect(stored).toBeGreaterThan(2_000_000);
  });

  it('say how far a video would fit that does not', async () => {
    await start({ sessionBytes: 5000 });
    const socket = await app.connect('/recording', user);
    const video = { mimeType: 'video/webm', width: 64, height: 48 };
    const { sessionId } = await tell<RecordingPosition>(socket, 'start_recording', startOf({ video }));
    const send = (offset: number, end: number) =>
      ask(socket, 'video_chunk', { sessionId, offset, data: Buffer.alloc(end - offset, 1) });
    expect(await send(0, 4000)).toMatchObject({ ok: true });
    expect(await send(3000, 6000)).toMatchObject({
      error: { code: 'quota_exceeded', details: { limit: 'session_bytes', endVideoOffset: 5000 } },
    });
    expect(await send(3000, 5000)).toMatchObject({ ok: true, data: { nextVideoOffset: 5000 } });
  });

  it('are told to whoever is about to record, with the room that is left', async () => {
    const limits = async () => (await app.fetch('/api/v1/limits', { user })).json();
    await start({ sessionSeconds: 90 });
    const none = { sessionSeconds: 90, sessionBytes: null, frameBytes: FRAME_BYTES, roomBytes: null };
    expect(await limits()).toEqual(none);
    await app.close();
    await start({ sessionBytes: 20_000, userBytes: 50 * FRAME_BYTES, totalBytes: 60 * FRAME_BYTES });
    const { send } = await record();
    await send(0, 20);
    expect(await limits()).toMatchObject({ sessionBytes: 20_000, roomBytes: 30 * FRAME_BYTES });
    user = await app.newUser();
    expect(await limits()).toMatchObject({ roomBytes: 40 * FRAME_BYTES });
  });

  it('hold for an import as for a recording: for what comes out of the archive, not for what it weighs', async () => {
    await start({});
    const { socket, sessionId } = await record();
    const crowd = framesOf(0, 40).map((frame) => ({ ...frame, poses: Array(5).fill(frame.poses[0]) }));
    await tell(socket, 'pose_frames', { sessionId, frames: crowd });
    await tell(socket, 'stop_recording', { sessionId, frameCount: 40, videoBytes: 0 });
    await eventually(
      () => session(sessionId),
      ({ status }) => status === 'completed',
    );
    const zip = await app.fetch(`/api/v1/sessions/${sessionId}/export?format=zip`, { user });
    const archive = forge(
      entriesOf(await unpack(Buffer.from(await zip.arrayBuffer()))).map((entry) => ({
        ...entry,
        compress: true,
      })),
    );
    const takes = 5 * 40 * FRAME_BYTES;
    expect(archive.length).toBeLessThan(takes / 2);
    await app.close();
    const importInto = async (limits: Partial<Limits>) => {
      await start(limits);
      const answer = await app.fetch('/api/v1/sessions/import', {
        method: 'POST',
        user,
        body: new Uint8Array(archive),
        headers: { 'content-type': 'application/zip' },
      });
      const { items } = (await (await app.fetch('/api/v1/sessions', { user })).json()) as {
        items: Session[];
      };
      if (answer.status !== 201) await app.close();
      return { status: answer.status, problem: (await answer.json()) as Problem, count: items.length };
    };
    const tight: Partial<Limits>[] = [
      { userBytes: takes - 1 },
      { totalBytes: 40 * FRAME_BYTES - 1 },
      { sessionBytes: takes - 1 },
      { sessionSeconds: 1 },
    ];
    for (const limits of tight) {
      expect(await importInto(limits)).toMatchObject({
        status: 403,
        problem: { code: 'quota_exceeded' },
        count: 0,
      });
    }
    expect(await importInto({ userBytes: takes, sessionBytes: takes })).toMatchObject({
      status: 201,
      count: 1,
    });
    expect(await (await app.fetch('/api/v1/limits', { user })).json()).toMatchObject({ roomBytes: 0 });
  });

  it('refuse a recording where there is no room, and take it when there is again', async () => {
    await start({ userBytes: 50 * FRAME_BYTES });
    const { socket, sessionId, send } = await record();
    expect(await send(0, 50)).toMatchObject({ ok: true });
    const refused = await ask(socket, 'start_recording', startOf());
    expect(refused).toMatchObject({ error: { code: 'quota_exceeded' } });
    const archive = new Uint8Array(100 * FRAME_BYTES);
    const headers = { 'content-type': 'application/zip' };
    const imported = { method: 'POST', user, body: archive, headers };
    expect((await app.fetch('/api/v1/sessions/import', imported)).status).toBe(403);
    // Others have theirs.
    const theirs = await app.connect('/recording', await app.newUser());
    expect(await ask(theirs, 'start_recording', startOf())).toMatchObject({ ok: true });
    await tell(socket, 'cancel_recording', { sessionId });
    expect(await ask(socket, 'start_recording', startOf())).toMatchObject({ ok: true });
  });
});
