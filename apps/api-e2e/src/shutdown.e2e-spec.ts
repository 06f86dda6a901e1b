import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import { io } from 'socket.io-client';
import { isRunning, postgresPid } from '../../../tools/running-server.mjs';
import { eventually, FAULT_ROUNDS, House } from './recording/house.js';
import { demoVideo, takeOf, videoOf } from './recording/take.js';

/** What is promised: from the signal to the end of the last process. */
const STOP_MS = 10_000;
const RECORDINGS = 4;
/** `npm run test:faults` waits for hanging clients too. */
const inFaults = FAULT_ROUNDS > 0 ? it : it.skip;
/** On a busy machine a start alone takes its time. */
const TEST_MS = 300_000;

function deferred<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}

describe('SIGTERM', () => {
  let house: House;

  beforeEach(async () => {
    house = await House.open({ LOG_LEVEL: 'info' });
    await house.enter();
  }, TEST_MS);
  afterEach(() => house.close());

  /** Sends the signal; answers the exit code, and how long the end took. */
  async function stop(): Promise<{ code: number | null; took: number }> {
    const database = postgresPid(house.dataDir)!;
    const started = performance.now();
    const code = await house.server.end('SIGTERM');
    expect(isRunning(database)).toBe(false);
    return { code, took: performance.now() - started };
  }

  it(
    `loses nothing of ${RECORDINGS} recordings under way, and sends them and a replay to the next server`,
    async () => {
      const takes = Array.from({ length: RECORDINGS }, (_, index) =>
        takeOf(`Take ${index}`, 600, demoVideo()),
      );
      const clients = takes.map((take) => house.client(take, { pace: 30 }));
      const sent = Promise.all(clients.map((client) => client.sendAll()));
      await eventually(() => clients.every(({ ackedFrames }) => ackedFrames > 0));
      const { sessionId } = takes[0]!.start;
      const viewer = io(`${house.url}/replay`, {
        transports: ['websocket'],
        extraHeaders: { cookie: house.cookie },
        auth: { sessionId },
        reconnectionDelay: 100,
        reconnectionDelayMax: 500,
      });
      let infos = 0;
      viewer.on('session_info', () => (infos += 1));
      const reasons: string[] = [];
      viewer.on('disconnect', (reason) => reasons.push(reason));
      await eventually(() => infos > 0);

      const { code, took } = await stop();
      expect(code).toBe(0);
      expect(took).toBeLessThan(STOP_MS);
      expect(clients.some(({ allAcked }) => allAcked)).toBe(false);
      // A break of the transport, after which clients connect again by themselves.
      expect(reasons).toEqual(['transport close']);

      const before = infos;
      await house.start();
      await eventually(() => infos > before);
      viewer.disconnect();
      for (const client of clients) client.hurry();
      await sent;
      for (const client of clients) await client.stop();
      expect(clients.flatMap(({ complaints }) => complaints)).toEqual([]);
      for (const take of takes) {
        expect(await house.faultsOf(take)).toEqual([]);
        expect((await house.session(take.start.sessionId)).interrupted).toBe(false);
      }
    },
    TEST_MS,
  );

  inFaults(
    'ends in time with an export that nobody reads on and a session being finalised; the next start finishes it',
    async () => {
      const exported = takeOf('Exported', 60, await videoOf(40_000_000));
      const finalised = takeOf('Finalised', 60, exported.video);
      const send = async (take: typeof exported) => {
        const client = house.client(take, { pace: 0, bytesPerMessage: 4_000_000 });
        await client.sendAll();
        return client;
      };
      await (await send(exported)).stop();
      const { id } = await house.sessionOnce(exported.start.sessionId, 'completed');
      const recorder = await send(finalised);
      const url = `${house.url}/api/v1/sessions/${id}/export?format=zip`;
      // The first bytes, and then no more: a client on a slow line, or one that has been put to sleep.
      const hanging = await new Promise<IncomingMessage>((resolve, reject) => {
        http.get(url, { headers: { cookie: house.cookie } }, resolve).on('error', reject);
      });
      hanging.on('error', () => undefined);
      await recorder.stop();

      const { port } = house;
      const stopped = stop();
      // Readiness turns while the export still hangs; whatever else is asked is refused with the word for "try again".
      const refused = await eventually(
        async () => {
          const ready = await fetch(`http://127.0.0.1:${port}/api/health/ready`);
          const setup = await fetch(`http://127.0.0.1:${port}/api/v1/setup`);
          return { ready: ready.status, setup: setup.status, retry: setup.headers.get('retry-after') };
        },
        ({ ready }) => ready === 503,
      );
      expect(refused).toEqual({ ready: 503, setup: 503, retry: '5' });
      const { code, took } = await stopped;
      expect(code).toBe(0);
      expect(took).toBeLessThan(STOP_MS);
      expect(house.server.output).toContain('Cut off after 6 s: requests');
      hanging.destroy();

      await house.start();
      expect(await house.faultsOf(finalised)).toEqual([]);
    },
    TEST_MS,
  );

  it(
    'answers the request that is under way, and stops at once when told a second time',
    async () => {
      const body = Buffer.from(JSON.stringify({ email: 'ada@example.org', password: 'correct horse' }));
      /** A login of which half has arrived. */
      const half = async () => {
        const answer = deferred<number | undefined>();
        const request = http.request(`${house.url}/api/v1/auth/login`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-length': body.length },
        });
        request.on('response', ({ statusCode }) => answer.resolve(statusCode));
        request.on('error', () => answer.resolve(undefined));
        await new Promise<void>((sent) => request.write(body.subarray(0, 10), () => sent()));
        return { request, answer: answer.promise };
      };
      const [finished, hanging] = [await half(), await half()];
      // A request after them has been answered: they have been read before.
      expect((await house.get('/api/v1/setup')).status).toBe(200);
      const database = postgresPid(house.dataDir)!;
      const ended = house.server.end('SIGTERM');
      await eventually(async () => (await fetch(`${house.url}/api/health/ready`)).status === 503);
      finished.request.end(body.subarray(10));
      expect(await finished.answer).toBe(200);
      // The first second's repeats are the same Ctrl-C, told twice.
      await eventually(() => {
        if (house.alive) house.server.process.kill('SIGINT');
        return !house.alive;
      });
      expect(await ended).toBe(130);
      expect(await hanging.answer).toBeUndefined();
      await eventually(() => !isRunning(database));
    },
    TEST_MS,
  );
});
