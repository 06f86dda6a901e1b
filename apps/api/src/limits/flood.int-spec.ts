import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { type Frame, type RecordingPosition, shortPoses } from '@reclimb/contracts';
import { encodeFrames } from '@reclimb/pose';
import { type Socket } from 'socket.io-client';
import { Config } from '../config/config.js';
import { ask, eventually, framesOf, startOf, tell } from '../testing/recordings.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';

const BATCHES = 12;
const BATCH = 10;

const delivered = () => Config.fromEnvironment({ DATABASE_URL: 'postgres://nowhere' }).limits;

describe('a flood of messages', () => {
  let app: TestApp;
  let climber: TestUser;
  let attacker: TestUser;

  beforeAll(async () => {
    // All other limits are those that are delivered.
    const limits = { ...delivered(), messagesPerSecond: 20, connectionsPerMinute: 0 };
    app = await startApp({ config: { limits } });
    climber = await app.newUser();
    attacker = await app.newUser();
  });
  afterAll(() => app.close());

  async function record(socket: Socket): Promise<string> {
    const { sessionId } = await tell<RecordingPosition>(socket, 'start_recording', startOf());
    for (let batch = 0; batch < BATCHES; batch++) {
      const packed = encodeFrames(framesOf(batch * BATCH, (batch + 1) * BATCH));
      await tell(socket, 'poses', Buffer.from(shortPoses(sessionId, packed)));
    }
    await tell(socket, 'stop_recording', { sessionId, frameCount: BATCHES * BATCH, videoBytes: 0 });
    return sessionId;
  }

  /** Sends until the socket is closed; `codes` is what was answered. */
  async function flood(socket: Socket, codes: Set<string>): Promise<void> {
    const unknown = { sessionId: randomUUID(), frames: [] };
    while (socket.connected) {
      for (let i = 0; i < 50; i++) {
        socket.emit('pose_frames', unknown, (answer: { error?: { code: string } }) =>
          codes.add(answer.error?.code ?? 'ok'),
        );
      }
      // Both ends are this process: the other one has to get its turn.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  it('costs those who record not a frame, and is told to slow down', async () => {
    const recorders = await Promise.all([1, 2, 3].map(() => app.connect('/recording', climber)));
    const attackers = await Promise.all([1, 2, 3].map(() => app.connect('/recording', attacker)));
    const codes = attackers.map(() => new Set<string>());
    const floods = attackers.map((attack, i) => flood(attack, codes[i] as Set<string>));
    const sessions = await Promise.all(recorders.map(record));
    await eventually(
      () => Promise.resolve(codes),
      (all) => all.every((each) => each.has('rate_limited')),
    );
    for (const attack of attackers) attack.disconnect();
    await Promise.all(floods);
    for (const id of sessions) {
      const answer = await app.fetch(`/api/v1/sessions/${id}/frames`, { user: climber });
      const { items } = (await answer.json()) as { items: Frame[] };
      expect(items.map(({ frameNumber, timestamp }) => [frameNumber, timestamp])).toEqual(
        framesOf(0, BATCHES * BATCH).map(({ frameNumber, timestamp }) => [frameNumber, timestamp]),
      );
    }
  });

  it('of names that mean nothing, or of messages that want no answer, leaves a socket that answers', async () => {
    const socket = await app.connect('/recording', await app.newUser());
    const answers = await Promise.all(
      Array.from({ length: 18 }, (_, i) => ask(socket, `nothing-${i % 10}`, {})),
    );
    expect(new Set(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)))).toEqual(
      new Set(['validation_failed']),
    );
    const quiet = await app.connect('/recording', await app.newUser());
    const { sessionId } = await tell<RecordingPosition>(quiet, 'start_recording', startOf());
    for (let i = 0; i < 40; i++) quiet.emit('pose_frames', { sessionId, frames: framesOf(i, i + 1) });
    expect(await tell(quiet, 'pose_frames', { sessionId, frames: [] })).toEqual({ nextFrameNumber: 40 });
  });
});

describe('a flood of connections', () => {
  let app: TestApp;
  afterEach(() => {
    jest.restoreAllMocks();
    return app.close();
  });

  const handshake = () => fetch(`${app.url}/socket.io/?EIO=4&transport=polling`);
  const upgrade = () =>
    new Promise<{ status: number | undefined; retryAfter: string | undefined }>((resolve, reject) => {
      const headers = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      };
      const request = get(`${app.url}/socket.io/?EIO=4&transport=websocket`, { headers });
      request.once('response', (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode, retryAfter: answer.headers['retry-after'] });
      });
      request.once('upgrade', (answer, socket) => {
        socket.destroy();
        resolve({ status: answer.statusCode, retryAfter: undefined });
      });
      request.once('error', reject);
    });

  it('is refused at the door, and nobody is put out or kept out for long', async () => {
    // One in five seconds, six at once; who is refused waits for two seconds.
    app = await startApp({ config: { limits: { ...delivered(), connectionsPerMinute: 12 } } });
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const climber = await app.newUser();
    const inside = await app.connect('/recording', climber);
    const answers = await Promise.all(Array.from({ length: 40 }, upgrade));
    expect(answers.filter(({ status }) => status === 101)).toHaveLength(5);
    expect(answers.find(({ status }) => status !== 101)).toEqual({
      status: 429,
      retryAfter: expect.stringMatching(/^[1-5]$/),
    });
    const refused = await handshake();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(/^[1-5]$/);
    expect(await refused.json()).toMatchObject({ code: 'rate_limited', status: 429 });
    await tell(inside, 'start_recording', startOf());
    // Those who were refused have used nothing up.
    const later = await eventually(
      () => app.connect('/recording', climber).catch(() => null),
      (socket) => socket !== null,
    );
    expect(later?.connected).toBe(true);
  });
});
