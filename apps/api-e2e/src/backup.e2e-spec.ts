import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { freePort } from '../../../tools/free-port.mjs';
import { newDataFolder, removeDataFolder, RunningServer } from '../../../tools/running-server.mjs';
import { eventually, FAULT_ROUNDS, House } from './recording/house.js';
import { demoVideo, sha256, takeOf } from './recording/take.js';

const root = path.resolve(__dirname, '../../..');

/** `npm run test:faults` damages and breaks off, too. */
const inFaults = FAULT_ROUNDS > 0 ? it : it.skip;
/** On a busy machine a start alone takes its time, and here are two servers and four programs. */
const TEST_MS = 300_000;

interface Manifest {
  createdAt: string;
  tables: { name: string; rows: number }[];
  media: { key: string; sha256: string }[];
  missing: string[];
}

/** `npm run backup` or `restore` without its build, for this data folder; killed as soon as `killWhen` says so. */
async function run(
  tool: 'backup' | 'restore',
  folder: string,
  dataDir: string,
  killWhen: () => boolean = () => false,
) {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [`tools/backup/${tool}.mjs`, folder], {
    cwd: root,
    env: { ...env, DATA_DIR: dataDir },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  // Not the end of its pipes: a PostgreSQL that it leaves behind keeps those.
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const looking = setInterval(() => killWhen() && child.kill('SIGKILL'), 2);
  const code = await ended;
  clearInterval(looking);
  return { code, output };
}

const manifestOf = (folder: string) => {
  const text = readFileSync(path.join(folder, 'manifest.json'), 'utf8');
  const { createdAt: _, ...rest } = JSON.parse(text) as Manifest;
  return rest;
};

/** A running server's rows of the sessions with these ids, and all accounts, as text. */
async function rowsOf(house: House, ids: string[]): Promise<string[]> {
  const folder = path.join(house.dataDir, 'postgres');
  const port = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(path.join(folder, 'reclimb.password'), 'utf8').trim();
  const client = new pg.Client(`postgres://reclimb:${password}@127.0.0.1:${port}/postgres`);
  await client.connect();
  try {
    const texts: string[] = [];
    for (const [table, where] of [
      ['user_account', 'TRUE OR $1::uuid[] IS NULL'],
      ['session_recording', 'id = ANY($1)'],
      ['session_frame', 'session_id = ANY($1)'],
      ['library_entry', 'session_id = ANY($1)'],
    ]) {
      const sql = `SELECT r::text AS row FROM ${table} r WHERE ${where} ORDER BY 1`;
      const { rows } = await client.query<{ row: string }>(sql, [ids]);
      texts.push(...rows.map(({ row }) => `${table} ${row}`));
    }
    return texts;
  } finally {
    await client.end();
  }
}

describe('backup and restore', () => {
  let work: string;
  let dataDir: string;
  const houses: House[] = [];

  beforeEach(() => {
    work = mkdtempSync(path.join(os.tmpdir(), 'reclimb-backup-'));
    dataDir = newDataFolder();
  });
  afterEach(async () => {
    for (const house of houses.splice(0)) await house.close();
    removeDataFolder(dataDir);
    rmSync(work, { recursive: true });
  });

  const open = async (...at: Parameters<typeof House.open>) => {
    const house = await House.open(...at);
    houses.push(house);
    return house;
  };

  it(
    'takes a running system with a recording going on, and puts an equal one into an empty place',
    async () => {
      const house = await open();
      await house.enter();
      const done = [takeOf('First', 90, demoVideo()), takeOf('Second', 60, new Uint8Array())];
      for (const take of done) {
        const client = house.client(take, { pace: 0 });
        await client.sendAll();
        await client.stop();
        await house.sessionOnce(take.start.sessionId, 'completed');
      }
      const running = takeOf('Running', 3_000, demoVideo());
      const recorder = house.client(running, { pace: 20, bytesPerMessage: 1_000 });
      const sent = recorder.sendAll();
      await eventually(() => recorder.ackedFrames > 0 && recorder.ackedBytes > 0);
      const framesBefore = recorder.ackedFrames;
      const bytesBefore = recorder.ackedBytes;

      const backup = path.join(work, 'backup');
      expect(await run('backup', backup, house.dataDir)).toMatchObject({ code: 0 });
      expect(recorder.allAcked).toBe(false);
      expect(readdirSync(work)).toEqual(['backup']);
      expect((await run('backup', backup, house.dataDir)).output).toContain('is there already');
      const manifest = manifestOf(backup);
      expect(manifest.missing).toEqual([]);

      expect(await run('restore', backup, dataDir)).toMatchObject({ code: 0 });
      // A backup of what was restored: every table's rows and every file's sum again.
      const again = path.join(work, 'again');
      expect(await run('backup', again, dataDir)).toMatchObject({ code: 0 });
      expect(manifestOf(again)).toEqual(manifest);
      for (const { key, sha256: sum } of manifest.media) {
        expect([key, sha256(readFileSync(path.join(dataDir, 'media', key)))]).toEqual([key, sum]);
      }
      expect((await run('restore', backup, dataDir)).output).toContain('not empty');

      const restored = await open({ RECORDING_GRACE_SECONDS: '1' }, { dataDir });
      await restored.enter();
      const ids = done.map(({ start }) => start.sessionId);
      expect(await rowsOf(restored, ids)).toEqual(await rowsOf(house, ids));
      for (const take of done) expect(await restored.faultsOf(take)).toEqual([]);
      // What was acknowledged before the backup began is in it; its client is gone, so it ends with that.
      const cut = await restored.sessionOnce(running.start.sessionId, 'completed');
      expect(cut.interrupted).toBe(true);
      expect(cut.frameCount).toBeGreaterThanOrEqual(framesBefore);
      expect(
        await restored.faultsOf({ ...running, video: new Uint8Array() }, { frames: cut.frameCount }),
      ).toEqual([]);
      const upload = readFileSync(restored.uploadFile(running.start.sessionId));
      expect(upload.length).toBeGreaterThanOrEqual(bytesBefore);
      expect(sha256(upload)).toBe(sha256(running.video.subarray(0, upload.length)));
      recorder.leave();
      await sent;
    },
    TEST_MS,
  );

  inFaults(
    'writes nothing from a damaged backup, and begins a restore anew that was broken off',
    async () => {
      const house = await open();
      await house.enter();
      const take = takeOf('First', 30, demoVideo());
      const client = house.client(take, { pace: 0 });
      await client.sendAll();
      await client.stop();
      await house.sessionOnce(take.start.sessionId, 'completed');
      const backup = path.join(work, 'backup');
      expect(await run('backup', backup, house.dataDir)).toMatchObject({ code: 0 });
      const video = manifestOf(backup).media.find(({ key }) => key.includes('/video-'))!;
      const file = path.join(backup, 'media', video.key);
      const bytes = readFileSync(file);
      truncateSync(file, bytes.length - 1);
      expect(await run('restore', backup, dataDir)).toMatchObject({
        code: 1,
        output: expect.stringContaining('is damaged'),
      });
      expect(readdirSync(dataDir)).toEqual([]);
      writeFileSync(file, bytes);

      const mark = path.join(dataDir, 'media', '.restore-unfinished');
      const broken = await run('restore', backup, dataDir, () => existsSync(mark));
      expect(broken.code).toBeNull();
      const refused = RunningServer.launch(dataDir, await freePort());
      expect(await refused.exit()).toBe(1);
      expect(refused.output).toContain('half restored');
      expect(await run('restore', backup, dataDir)).toMatchObject({ code: 0 });
      const again = path.join(work, 'again');
      expect(await run('backup', again, dataDir)).toMatchObject({ code: 0 });
      expect(manifestOf(again)).toEqual(manifestOf(backup));
    },
    TEST_MS,
  );
});
