import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { postgresPid } from '../../../../tools/running-server.mjs';
import { eventually, FAULT_ROUNDS, House, tell } from './house.js';
import { demoVideo, takeOf } from './take.js';

const ROUNDS = FAULT_ROUNDS || 2;
const RECORDINGS = 4;

/** The address of a house's own PostgreSQL. */
function databaseUrl({ dataDir }: House): string {
  const folder = path.join(dataDir, 'postgres');
  const port = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(path.join(folder, 'reclimb.password'), 'utf8').trim();
  return `postgres://reclimb:${password}@127.0.0.1:${port}/postgres`;
}

async function killDatabase(house: House): Promise<void> {
  const killed = postgresPid(house.dataDir);
  if (killed === undefined) throw new Error('PostgreSQL does not run');
  process.kill(killed, 'SIGKILL');
  await eventually(async () => {
    const now = postgresPid(house.dataDir);
    return now !== undefined && now !== killed && (await house.readiness()).status === 'ok';
  });
}

async function cutConnections(house: House): Promise<void> {
  const client = new Client({ connectionString: databaseUrl(house) });
  await client.connect();
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await client.end();
}

describe('recording while the database fails', () => {
  let house: House;

  beforeAll(async () => {
    house = await House.open();
    await house.enter();
  });
  afterAll(() => house?.close());

  it.each([
    ['PostgreSQL is killed', killDatabase],
    ['every connection to PostgreSQL is cut', cutConnections],
  ])(
    `loses nothing that was acknowledged, and stays up: ${ROUNDS} times %s`,
    async (what, fail) => {
      const { pid } = house.server.process;
      const takes = Array.from({ length: RECORDINGS }, (_, index) =>
        takeOf(`Take ${index + 1}`, ROUNDS * 600, demoVideo()),
      );
      const clients = takes.map((take) => house.client(take, { pace: 50 }));
      const sent = Promise.all(clients.map((client) => client.sendAll()));
      const frames = () => clients.reduce((sum, client) => sum + client.ackedFrames, 0);
      for (let round = 0; round < ROUNDS; round++) {
        const before = frames();
        await eventually(() => frames() > before + 200);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 500));
        await fail(house);
      }
      for (const client of clients) client.hurry();
      await sent;
      expect(clients.flatMap((client) => client.complaints)).toEqual([]);
      expect(takes.flatMap((take) => house.faultsOfUpload(take))).toEqual([]);
      for (const client of clients) await client.stop();
      for (const take of takes) expect(await house.faultsOf(take)).toEqual([]);
      expect(house.alive && house.server.process.pid === pid).toBe(true);
      tell(what, {
        times: ROUNDS,
        frames: frames(),
        refused: clients.flatMap((client) => [...client.refusals.values()]).reduce((sum, n) => sum + n, 0),
        'acknowledged and missing': 0,
      });
      // The codes that a client keeps its data and tries again for; an `internal` would be a mistake of the server.
      const codes = new Set(clients.flatMap((client) => [...client.refusals.keys()]));
      expect([...codes].filter((code) => code !== 'unavailable')).toEqual([]);
    },
    900_000,
  );
});
