import type { Frame, FrameData, PlaybackState, SessionInfo } from '@reclimb/contracts';
import { decodeFrames } from '@reclimb/pose';
import type { Socket } from 'socket.io-client';
import { SocketAuthenticator } from '../accounts/socket-authenticator.js';
import { ask, eventually, framesOf, next, startOf, tell } from '../testing/recordings.js';
import { connected, startApp, type TestApp, type TestUser } from '../testing/test-app.js';

/** 20 s at 30 fps: more than two pages. */
const COUNT = 600;

describe('/replay', () => {
  let app: TestApp;
  let climber: TestUser;
  let recorder: Socket;
  let sessionId: string;

  beforeAll(async () => {
    app = await startApp();
    climber = await app.newUser();
    recorder = await app.connect('/recording', climber);
    sessionId = await record(COUNT);
    await tell(recorder, 'marker', { sessionId, timestamp: 1, label: 'crux' });
    await tell(recorder, 'stop_recording', { sessionId, frameCount: COUNT, videoBytes: 0 });
  });
  afterAll(() => app.close());

  async function record(count: number): Promise<string> {
    const started = await tell<{ sessionId: string }>(recorder, 'start_recording', startOf());
    const frames = framesOf(0, count);
    if (count > 0) await tell(recorder, 'pose_frames', { sessionId: started.sessionId, frames });
    return started.sessionId;
  }

  /** A connection that notes all that it hears, in order. */
  async function replay(auth: Record<string, unknown>, id = sessionId) {
    const socket = app.socket('/replay', climber, { auth: { sessionId: id, ...auth } });
    const heard: { event: string; at: number; payload: unknown }[] = [];
    socket.onAny((event: string, payload: unknown) => heard.push({ event, at: performance.now(), payload }));
    await connected(socket);
    const data = () =>
      heard.filter(({ event }) => event === 'frame_data').map(({ payload }) => payload as FrameData);
    const frames = (): Frame[] =>
      data().flatMap((batch) =>
        'frames' in batch ? batch.frames : decodeFrames(new Uint8Array(batch.packed)),
      );
    const numbers = () => frames().map(({ frameNumber }) => frameNumber);
    const state = (event: string, payload: unknown = {}) =>
      tell<PlaybackState>(socket, event, payload as object);
    const until = (accept: () => boolean) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (!accept()) return;
          socket.offAny(check);
          resolve();
        };
        socket.onAny(check);
        check();
      });
    return { socket, heard, data, frames, numbers, state, until };
  }
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  it('tells what the session is before anything else', async () => {
    const { heard, until } = await replay({});
    await until(() => heard.length === 2);
    expect(heard.map(({ event }) => event)).toEqual(['session_info', 'playback_state']);
    expect(heard[0]?.payload as SessionInfo).toMatchObject({
      session: { id: sessionId },
      firstTimestamp: 0,
      lastTimestamp: (COUNT - 1) / 30,
      frameCount: COUNT,
      markers: [{ timestamp: 1, label: 'crux', kind: 'note' }],
    });
    expect(heard[1]?.payload).toEqual({ epoch: 0, state: 'paused', timestamp: 0, frameNumber: 0, speed: 1 });
  });

  it('refuses a session that is not there, not the caller’s, or not named', async () => {
    const refusal = async (user: TestUser | null, auth: Record<string, unknown>) =>
      connected(app.socket('/replay', user, { auth })).then(
        () => 'connected',
        (error: { data?: { code: string } }) => error.data?.code,
      );
    const stranger = await app.newUser();
    expect(await refusal(stranger, { sessionId })).toBe('not_found');
    expect(await refusal(climber, { sessionId: '00000000-0000-4000-8000-000000000000' })).toBe('not_found');
    expect(await refusal(climber, {})).toBe('validation_failed');
    // As JSON can hold it: no text, and a length that cannot be compared with a number.
    const hostile = { length: { toString: 'x' } };
    for (const field of ['sessionId', 'pace', 'bufferSeconds', 'encoding']) {
      expect(await refusal(climber, { sessionId, [field]: hostile })).toBe('validation_failed');
    }
    expect(await refusal(null, { sessionId })).toBe('unauthenticated');
  });

  describe('ahead', () => {
    it('sends exactly what credit allows, in order, and every number of the session once', async () => {
      const { state, numbers, until, socket } = await replay({ pace: 'ahead' });
      await state('credit', { frames: 50 });
      await until(() => numbers().length === 50);
      await pause(100);
      expect(numbers()).toEqual(Array.from({ length: 50 }, (_, index) => index));
      await state('credit', { frames: 10_000 });
      await until(() => numbers().length === COUNT);
      expect(numbers()).toEqual(Array.from({ length: COUNT }, (_, index) => index));
      socket.disconnect();
    });

    it('begins where the handshake says, with as many frames as it takes, without another word', async () => {
      const { heard, numbers, data, until, state } = await replay({ pace: 'ahead', startAt: 10, credit: 50 });
      await until(() => numbers().length === 50);
      expect(numbers()).toEqual(Array.from({ length: 50 }, (_, index) => 300 + index));
      expect(heard[1]?.payload).toMatchObject({ epoch: 0, state: 'paused', timestamp: 10, frameNumber: 300 });
      expect(data().every(({ epoch }) => epoch === 0)).toBe(true);
      expect(await state('seek', { frameNumber: 5 })).toMatchObject({ epoch: 1, frameNumber: 5 });
    });

    it('sends packed frames that hold the same', async () => {
      const { state, frames, until } = await replay({ pace: 'ahead', encoding: 'packed' });
      await state('credit', { frames: 100 });
      await until(() => frames().length === 100);
      const [sent] = framesOf(99, 100);
      const got = frames()[99];
      expect(got?.timestamp).toBe(sent?.timestamp);
      expect(got?.poses[0]?.keypoints[3]?.[0]).toBeCloseTo(sent?.poses[0]?.keypoints[3]?.[0] ?? 9, 3);
    });

    it('goes where it is sent: old frames carry an old epoch, the newest of many seeks wins', async () => {
      const { state, data, until } = await replay({ pace: 'ahead' });
      await state('credit', { frames: 200 });
      const answers = await Promise.all([3, 12, 7, 15].map((timestamp) => state('seek', { timestamp })));
      const last = answers.at(-1);
      expect(last).toMatchObject({ timestamp: 15, frameNumber: 450 });
      const fresh = () =>
        data()
          .filter(({ epoch }) => epoch === last?.epoch)
          .flatMap((batch) => ('frames' in batch ? batch.frames : []));
      await state('credit', { frames: 300 });
      await until(() => fresh().some(({ frameNumber }) => frameNumber === COUNT - 1));
      expect(fresh()[0]?.frameNumber).toBe(450);
      const epochs = data().map(({ epoch }) => epoch);
      expect(epochs).toEqual([...epochs].sort((a, b) => a - b));
    });

    it('buffers no further than asked', async () => {
      const { state, numbers, until } = await replay({ pace: 'ahead', bufferSeconds: 2 });
      await state('credit', { frames: 1000 });
      await until(() => numbers().length >= 61);
      await pause(100);
      expect(numbers().at(-1)).toBe(60);
    });
  });

  describe('realtime', () => {
    it('plays to the end at its speed, forwards only, and begins anew', async () => {
      const { state, numbers, until, heard } = await replay({ pace: 'realtime' });
      await state('set_speed', { speed: 16 });
      const begun = performance.now();
      await state('play');
      const ended = () =>
        heard.some(
          ({ event, payload }) => event === 'playback_state' && (payload as PlaybackState).state === 'ended',
        );
      await until(ended);
      const took = performance.now() - begun;
      // Which frames a stalled machine skips is the business of the pacer's spec; none comes twice or out of order.
      expect(numbers()).toEqual([...new Set(numbers())].sort((a, b) => a - b));
      expect(numbers()[0]).toBe(0);
      expect(numbers().at(-1)).toBe(COUNT - 1);
      // Not sooner than due. How much later a busy machine is says nothing about drift: that is the pacer's spec.
      expect(took).toBeGreaterThan(((COUNT - 1) / 30 / 16) * 1000 - 5);
      expect(await state('play')).toMatchObject({ state: 'playing', frameNumber: 0, epoch: 1 });
    });

    it('sends no frame after the answer to a pause, at the highest speed', async () => {
      const { state, until, heard, numbers } = await replay({});
      await state('set_speed', { speed: 16 });
      await state('play');
      await until(() => numbers().length > 30);
      const paused = await state('pause');
      const before = heard.length;
      await pause(150);
      expect(heard.length).toBe(before);
      expect(paused).toMatchObject({ state: 'paused', frameNumber: numbers().at(-1) });
    });

    it('shows the frame it is sent to while paused, and steps in both directions', async () => {
      const { state, numbers } = await replay({});
      expect(await state('seek', { timestamp: 5.01 })).toMatchObject({
        frameNumber: 150,
        timestamp: 5.01,
        state: 'paused',
      });
      expect(await state('step', { frames: 1 })).toMatchObject({ frameNumber: 151, state: 'paused' });
      expect(await state('step', { frames: -10 })).toMatchObject({ frameNumber: 141 });
      const steps = await Promise.all([state('step', { frames: 1 }), state('step', { frames: 1 })]);
      expect(steps.map(({ frameNumber }) => frameNumber)).toEqual([142, 143]);
      expect(await state('seek', { frameNumber: 400 })).toMatchObject({
        frameNumber: 400,
        timestamp: 400 / 30,
      });
      expect(await state('step', { frames: -1000 })).toMatchObject({ frameNumber: 0 });
      expect(await state('seek', { timestamp: 9999 })).toMatchObject({ frameNumber: COUNT - 1 });
      expect(numbers()).toEqual([150, 151, 141, 142, 143, 400, 0, COUNT - 1]);
    });

    it.each([
      ['seek', { timestamp: -1 }],
      ['seek', {}],
      ['seek', { timestamp: 1, frameNumber: 2 }],
      ['set_speed', { speed: 0 }],
      ['set_speed', { speed: 17 }],
      ['step', { frames: 0.5 }],
      ['credit', { frames: -1 }],
      ['play', { now: true }],
    ])('answers %s with %j as not valid', async (event, payload) => {
      const { socket } = await replay({});
      expect(await ask(socket, event, payload)).toMatchObject({
        ok: false,
        error: { code: 'validation_failed' },
      });
    });
  });

  it('ends an empty session at once', async () => {
    const id = await record(0);
    await tell(recorder, 'stop_recording', { sessionId: id, frameCount: 0, videoBytes: 0 });
    const { state, socket } = await replay({}, id);
    const ended = next<PlaybackState>(socket, 'playback_state', ({ state: now }) => now === 'ended');
    await state('play');
    expect(await ended).toMatchObject({ timestamp: 0, frameNumber: 0 });
  });

  it.each(['realtime', 'ahead'] as const)('follows a session that is being recorded (%s)', async (pace) => {
    const id = await record(30);
    const { state, numbers, until, heard } = await replay({ pace }, id);
    await state('set_speed', { speed: 16 });
    if (pace === 'ahead') await state('credit', { frames: 1000 });
    await state('play');
    await until(() => numbers().at(-1) === 29);
    await tell(recorder, 'pose_frames', { sessionId: id, frames: framesOf(30, 60) });
    await until(() => numbers().at(-1) === 59);
    await tell(recorder, 'stop_recording', { sessionId: id, frameCount: 60, videoBytes: 0 });
    await until(() => heard.some(({ payload }) => (payload as PlaybackState).state === 'ended'));
    expect(numbers()).toEqual([...new Set(numbers())].sort((a, b) => a - b));
    if (pace === 'ahead') expect(numbers()).toHaveLength(60);
  });

  it('tells who follows a recording that it has ended, and with how many frames', async () => {
    const id = await record(30);
    const { heard, until } = await replay({ pace: 'ahead' }, id);
    await tell(recorder, 'stop_recording', { sessionId: id, frameCount: 30, videoBytes: 0 });
    const infos = () =>
      heard.filter(({ event }) => event === 'session_info').map(({ payload }) => payload as SessionInfo);
    await until(() => infos().at(-1)?.session.status === 'completed');
    expect(infos()[0]).toMatchObject({ session: { status: 'recording' }, frameCount: 30 });
    expect(infos().at(-1)).toMatchObject({ frameCount: 30, lastTimestamp: 29 / 30 });
  });

  it('leaves nothing behind on a connection that other namespaces go on using', async () => {
    const asked = jest.spyOn(app.app.get(SocketAuthenticator, { strict: false }), 'authenticate');
    const left: number[] = [];
    for (let round = 0; round < 3; round++) {
      // Opens the namespace, the same one again in later rounds.
      const socket = recorder.io.socket('/replay', { auth: { sessionId } });
      await connected(socket);
      const served = asked.mock.lastCall?.[0];
      const gone = new Promise((resolve) => served?.once('disconnect', resolve));
      socket.disconnect();
      await gone;
      left.push(served?.conn.listenerCount('drain') ?? -1);
    }
    asked.mockRestore();
    expect(left).toEqual(left.map(() => left[0]));
  });

  it('sends away who looks at a session that is deleted, also when all of it has been sent', async () => {
    const id = await record(COUNT);
    await tell(recorder, 'stop_recording', { sessionId: id, frameCount: COUNT, videoBytes: 0 });
    const path = `/api/v1/sessions/${id}`;
    await eventually(
      async () => (await (await app.fetch(path, { user: climber })).json()) as { status: string },
      ({ status }) => status === 'completed',
    );
    const { socket, state, numbers, until } = await replay({ pace: 'ahead' }, id);
    await state('credit', { frames: COUNT });
    await until(() => numbers().length === COUNT);
    const sentAway = new Promise((resolve) => socket.once('disconnect', resolve));
    await app.fetch(`${path}?permanent=true`, { user: climber, method: 'DELETE' });
    await sentAway;
  });

  it('sends away who follows a recording that is cancelled, and says why at the next try', async () => {
    const id = await record(30);
    const { socket } = await replay({ pace: 'ahead' }, id);
    const auth = { sessionId: id, pace: 'ahead' };
    const sentAway = new Promise((resolve) => socket.once('disconnect', resolve));
    await tell(recorder, 'cancel_recording', { sessionId: id });
    await sentAway;
    await expect(connected(app.socket('/replay', climber, { auth }))).rejects.toMatchObject({
      data: { code: 'not_found' },
    });
  });
});
