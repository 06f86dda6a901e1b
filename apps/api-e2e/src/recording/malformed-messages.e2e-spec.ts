import { readFileSync } from 'node:fs';
import { type Ack, shortPoses } from '@reclimb/contracts';
import { io, type Socket } from 'socket.io-client';
import { Chance } from '../chance.js';
import { eventually, House, inFull, tell } from './house.js';
import { damagedFrames, EVENTS, malformed } from './malformed.js';
import { takeOf } from './take.js';

/** Of every event. */
const MESSAGES = inFull(10_000, 250);
const UNDER_WAY = 50;
/** The server's heap is bounded, so that what leaks runs into the bound or shows in the figures. */
const HEAP_MEGABYTES = 160;
/** What the process may have grown by after its warm-up: less than half a kilobyte a message of the full run. */
const GROWTH_MEGABYTES = 64;

describe('malformed messages', () => {
  let house: House;
  let sockets: Record<'/recording' | '/replay', Socket>;
  const take = takeOf('Replayed', 60, new Uint8Array());

  beforeAll(async () => {
    house = await House.open({
      NODE_OPTIONS: `--max-old-space-size=${HEAP_MEGABYTES}`,
      // It is about the answers, each of which has to come: the limits have tests of their own.
      MESSAGES_PER_SECOND: '0',
      CONNECTIONS_PER_MINUTE: '0',
    });
    await house.enter();
    const client = house.client(take);
    await client.sendAll();
    await client.stop();
    await house.sessionOnce(take.start.sessionId, 'completed');
    const open = (namespace: string, auth = {}) =>
      io(house.url + namespace, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        auth,
        extraHeaders: { cookie: house.cookie },
      });
    sockets = {
      '/recording': open('/recording'),
      '/replay': open('/replay', { sessionId: take.start.sessionId, pace: 'ahead' }),
    };
    await eventually(() => Object.values(sockets).every((socket) => socket.connected));
  });
  afterAll(async () => {
    for (const socket of Object.values(sockets ?? {})) socket.disconnect();
    await house?.close();
  });

  /** Megabytes of memory that the server's process has. */
  const memory = () => {
    const status = readFileSync(`/proc/${house.server.process.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
  };

  /** Sends `count` messages, some at once, and answers what is wrong with the answers. */
  async function send(
    socket: Socket,
    event: string,
    count: number,
    payload: () => unknown,
    expected: readonly string[],
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (let sent = 0; sent < count; sent += UNDER_WAY) {
      const batch = Array.from({ length: Math.min(UNDER_WAY, count - sent) }, async () => {
        const message = payload();
        const answer = (await socket.timeout(30_000).emitWithAck(event, message)) as Ack<unknown>;
        const fits = !answer.ok && expected.includes(answer.error.code);
        const leaks = /\bat .*:\d+:\d+|node_modules|SELECT |INSERT |UPDATE /.test(JSON.stringify(answer));
        if (!fits || leaks) {
          wrong.push(
            `${event} ${JSON.stringify(message).slice(0, 300)}: ${JSON.stringify(answer).slice(0, 200)}`,
          );
        }
      });
      await Promise.all(batch);
    }
    return wrong;
  }

  async function sendAll(count: number, chance: Chance): Promise<string[]> {
    const wrong: string[] = [];
    for (const namespace of ['/recording', '/replay'] as const) {
      for (const [event, model] of Object.entries(EVENTS[namespace])) {
        const payload = () => malformed(model, chance);
        wrong.push(...(await send(sockets[namespace], event, count, payload, ['validation_failed'])));
      }
    }
    return wrong;
  }

  const isLinux = process.platform === 'linux';

  it(`are each answered with an error, ${MESSAGES} of every event, and leave nothing behind`, async () => {
    // The first ones warm up: compiled code, pools, buffers.
    expect((await sendAll(inFull(1_000, 50), new Chance(1))).slice(0, 5)).toEqual([]);
    const before = isLinux ? memory() : 0;
    expect((await sendAll(MESSAGES, new Chance(20_250_922))).slice(0, 5)).toEqual([]);
    const after = isLinux ? memory() : 0;
    const events = Object.values(EVENTS).reduce((sum, models) => sum + Object.keys(models).length, 0);
    tell('malformed messages', {
      sent: MESSAGES * events,
      events,
      'MB before': before.toFixed(1),
      'MB after': after.toFixed(1),
    });
    expect(after - before).toBeLessThan(GROWTH_MEGABYTES);
    expect(house.alive && Object.values(sockets).every((socket) => socket.connected)).toBe(true);
  }, 900_000);

  it('are answered too when only their bytes are wrong', async () => {
    const chance = new Chance(7);
    const socket = sockets['/recording'];
    const session = takeOf('Damaged', 1, new Uint8Array());
    const { sessionId } = session.start;
    await socket.emitWithAck('start_recording', session.start);
    await socket.emitWithAck('pose_frames', { sessionId, frames: session.frames });
    const count = inFull(10_000, 200);
    const packed = () => ({ sessionId, packed: damagedFrames(chance) });
    // Damage may leave frames that are right in themselves: a repetition, or beyond what is stored.
    const answers = await send(socket, 'pose_frames', count, packed, ['validation_failed', 'gap']);
    const short = () => Buffer.from(shortPoses(sessionId, damagedFrames(chance)));
    answers.push(...(await send(socket, 'poses', count, short, ['validation_failed', 'gap'])));
    const stored = (line: string) => line.includes('{"ok":true,"data":{"nextFrameNumber":1}}');
    expect(answers.filter((line) => !stored(line)).slice(0, 5)).toEqual([]);
    const image = () => ({ sessionId, frameNumber: 0, image: chance.bytes(300) });
    expect(
      (await send(socket, 'keyframe', inFull(2_000, 100), image, ['validation_failed'])).slice(0, 5),
    ).toEqual([]);
    expect((await house.session(sessionId)).frameCount).toBe(1);
  }, 300_000);

  it('do no harm without an acknowledgement, with too many parameters, or as packets that are none', async () => {
    const chance = new Chance(3);
    for (const namespace of ['/recording', '/replay'] as const) {
      for (const [event, model] of Object.entries(EVENTS[namespace])) {
        for (let time = 0; time < 20; time++) {
          sockets[namespace].emit(event, malformed(model, chance), [1], null);
        }
      }
      expect(await sockets[namespace].emitWithAck('no_such_event', {})).toMatchObject({
        error: { code: 'validation_failed' },
      });
    }
    for (let round = 0; round < inFull(500, 20); round++) {
      const socket = io(`${house.url}/recording`, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders: { cookie: house.cookie },
      });
      await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
      const closed = new Promise((resolve) => socket.once('disconnect', resolve));
      // Below Socket.IO: what is no packet ends its connection, and no other.
      socket.io.engine.write(
        chance.of([
          '9',
          '2/recording,[',
          '51-/recording,[{"_placeholder":true,"num":7}]',
          '2/recording,{"a":1}',
        ]),
      );
      await closed;
    }
    expect(house.alive && Object.values(sockets).every((socket) => socket.connected)).toBe(true);
  }, 120_000);
});
