import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Session } from '@reclimb/contracts';
import { io, type Socket } from 'socket.io-client';
import { startPostgres } from '../../../../tools/postgres.mjs';
import { startedDataFolder } from '../../../../tools/running-server.mjs';
import { eventually, House, inFull } from './house.js';
import { demoVideo, type Take, takeOf } from './take.js';

const RECORDINGS = inFull(20, 6);
/** Short, so that the tests need not wait long; what it means does not depend on it. */
const GRACE_SECONDS = 2;

/** Two servers on one database and one media folder. */
describe('two servers', () => {
  let folder: string;
  let database: Awaited<ReturnType<typeof startPostgres>>;
  let left: House;
  let right: House;

  beforeAll(async () => {
    folder = startedDataFolder();
    database = await startPostgres({ dataDir: path.join(folder, 'postgres') });
    const env = {
      DATABASE_URL: database.url,
      RECORDING_GRACE_SECONDS: String(GRACE_SECONDS),
      LOG_LEVEL: 'info',
    };
    const at = { mediaDir: path.join(folder, 'media') };
    left = await House.open(env, at);
    right = await House.open(env, at);
    await left.enter();
    await right.enter();
    // Two servers and a database, one after the other, on a machine that may be busy.
  }, 300_000);
  afterAll(async () => {
    await left?.close();
    await right?.close();
    await database?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const takes = (what: string, frames: number) =>
    Array.from({ length: RECORDINGS }, (_, index) => takeOf(`${what} ${index + 1}`, frames, demoVideo()));

  /** How often either server said that it ended this recording because its client was gone. */
  const endings = (take: Take) =>
    `${left.server.output}${right.server.output}`.split(
      `Session ${take.start.sessionId} ends without its client`,
    ).length - 1;

  const videosOf = ({ id }: Session) =>
    readdirSync(path.join(folder, 'media/sessions', id)).filter((name) => name.startsWith('video-'));

  it('end a recording whose client is gone once, and keep what it had acknowledged', async () => {
    const gone = takes('Gone', 3000);
    const clients = gone.map((take, index) => (index % 2 ? left : right).client(take));
    const sending = Promise.all(clients.map((client) => client.sendAll()));
    await eventually(() => clients.every((client) => client.ackedFrames > 50 && client.ackedBytes > 0));
    for (const client of clients) client.leave();
    await sending;
    for (const [index, take] of gone.entries()) {
      const session = await right.sessionOnce(take.start.sessionId, 'completed', 'failed');
      expect(session).toMatchObject({ status: 'completed', interrupted: true });
      expect(session.frameCount).toBeGreaterThanOrEqual(clients[index]?.ackedFrames ?? Infinity);
      await eventually(() => videosOf(session).length === 1);
      expect(endings(take)).toBe(1);
    }
  }, 120_000);

  it('leave a recording alone whose client is connected to the other one', async () => {
    const take = takeOf('Quiet', 30, new Uint8Array());
    const socket = await connect(left);
    await socket.emitWithAck('start_recording', take.start);
    await new Promise((resolve) => setTimeout(resolve, GRACE_SECONDS * 2_000));
    expect((await right.session(take.start.sessionId)).status).toBe('recording');
    expect(endings(take)).toBe(0);
    socket.disconnect();
  }, 60_000);

  it('hand a recording over: the connection that resumed writes, the other is told and refused', async () => {
    const take = takeOf('Handed over', 1500, demoVideo());
    const { sessionId } = take.start;
    const first = left.client(take);
    const firstEnds = first.sendAll().catch((error: unknown) => error);
    await eventually(() => first.ackedFrames > 50 && first.ackedBytes > 0);
    const second = right.client(take);
    const sending = second.sendAll();
    // Nothing of the first is stored from now on: it must resume before it writes again.
    expect(await firstEnds).toMatchObject({ code: 'conflict' });
    await eventually(() => first.takenOver > 0);
    second.hurry();
    await sending;
    expect([...first.complaints, ...second.complaints]).toEqual([]);
    await second.stop();
    expect(await right.faultsOf(take)).toEqual([]);
    expect((await left.session(sessionId)).interrupted).toBe(false);
  }, 120_000);

  it('tell a connection that sends nothing, too, and tell each client how its session ends', async () => {
    const take = takeOf('Idle', 10, new Uint8Array());
    const { sessionId } = take.start;
    const [idle, active] = [await connect(left), await connect(right)];
    const told = new Promise((resolve) => idle.once('recording_taken_over', resolve));
    const ended = new Promise<void>((resolve) => {
      active.on('recording_status', ({ status }: Session) => status === 'completed' && resolve());
    });
    await idle.emitWithAck('start_recording', take.start);
    expect(await active.emitWithAck('resume_recording', { sessionId })).toMatchObject({ ok: true });
    expect(await told).toEqual({ sessionId });
    await active.emitWithAck('pose_frames', { sessionId, frames: take.frames });
    await active.emitWithAck('stop_recording', { sessionId, frameCount: 10, videoBytes: 0 });
    await ended;
    for (const socket of [idle, active]) socket.disconnect();
  }, 60_000);

  it('take over what a killed one had to do: recordings without a client, and sessions to be finalised', async () => {
    const stopped = takeOf('Stopped', 60, demoVideo());
    const open = takeOf('Open', 3000, demoVideo());
    const [stopping, leaving] = [left.client(stopped), left.client(open)];
    stopping.hurry();
    const sending = leaving.sendAll();
    await stopping.sendAll();
    await eventually(() => leaving.ackedFrames > 50);
    await stopping.stop();
    // The recording goes on there, and finalising has begun or is about to.
    await left.kill();
    leaving.leave();
    await sending;
    expect(await right.faultsOf(stopped)).toEqual([]);
    const cut = await right.sessionOnce(open.start.sessionId, 'completed', 'failed');
    expect(cut).toMatchObject({ status: 'completed', interrupted: true });
    expect(cut.frameCount).toBeGreaterThanOrEqual(leaving.ackedFrames);
    expect(endings(open)).toBe(1);
  }, 120_000);
});

async function connect({ url, cookie }: House): Promise<Socket> {
  const socket = io(`${url}/recording`, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie },
  });
  await new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(undefined));
    socket.once('connect_error', reject);
  });
  return socket;
}
