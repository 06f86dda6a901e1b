import { freePort } from '../../../tools/free-port.mjs';
import {
  isRunning,
  newDataFolder,
  postgresPid,
  removeDataFolder,
  RunningServer,
  startedDataFolder,
} from '../../../tools/running-server.mjs';

const account = { email: 'ada@example.org', name: 'Ada', password: 'correct horse' };

const post = (url: string, body: unknown) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('npm start', () => {
  let dataDir: string;
  let port: number;
  const servers: RunningServer[] = [];

  const start = async (env?: Record<string, string>) => {
    const server = await RunningServer.start(dataDir, port, env);
    servers.push(server);
    return server;
  };

  beforeEach(async () => {
    port = await freePort();
  });

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.end('SIGKILL');
    removeDataFolder(dataDir);
  });

  describe('for the first time', () => {
    beforeEach(() => {
      dataDir = newDataFolder();
    });

    it('serves on an empty folder, ends on Ctrl-C without leaving a process, and finds its data again', async () => {
      const first = await start();
      expect((await post(`${first.url}/api/v1/auth/register`, account)).status).toBe(201);
      const page = await fetch(first.url);
      expect(page.headers.get('content-type')).toContain('text/html');
      const database = postgresPid(dataDir)!;
      expect(await first.end('SIGINT')).toBe(0);
      expect(isRunning(database)).toBe(false);

      const second = await start();
      const { email, password } = account;
      expect((await post(`${second.url}/api/v1/auth/login`, { email, password })).status).toBe(200);
      expect(await second.end('SIGTERM')).toBe(0);
    });

    it('leaves no process either when Ctrl-C comes while it starts', async () => {
      const server = RunningServer.launch(dataDir, port);
      servers.push(server);
      let database: number | undefined;
      while (!database && server.process.exitCode === null) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        database = postgresPid(dataDir);
      }
      expect(await server.end('SIGINT')).toBe(0);
      expect(isRunning(database!)).toBe(false);
    });
  });

  describe('on the folder of an earlier start', () => {
    beforeEach(() => {
      dataDir = startedDataFolder();
    });

    it('refuses a second instance on the same folder with a message that says what to do', async () => {
      const first = await start();
      const second = RunningServer.launch(dataDir, await freePort());
      expect(await second.exit()).toBe(1);
      expect(second.output).toContain('already runs on the data folder');
      expect(second.output).toContain('DATA_DIR=');
      expect((await fetch(`${first.url}/api/health/ready`)).status).toBe(200);
    });

    it('recovers by itself after it was killed', async () => {
      const first = await start();
      await post(`${first.url}/api/v1/auth/register`, account);
      await first.end('SIGKILL');
      expect(isRunning(postgresPid(dataDir)!)).toBe(true);

      const second = await start();
      const { email, password } = account;
      expect((await post(`${second.url}/api/v1/auth/login`, { email, password })).status).toBe(200);
      const database = postgresPid(dataDir)!;
      expect(await second.end('SIGINT')).toBe(0);
      expect(isRunning(database)).toBe(false);
    });

    it('recovers after everything was killed, PostgreSQL too', async () => {
      const first = await start();
      await post(`${first.url}/api/v1/auth/register`, account);
      process.kill(postgresPid(dataDir)!, 'SIGKILL');
      await first.end('SIGKILL');

      const second = await start();
      const { email, password } = account;
      expect((await post(`${second.url}/api/v1/auth/login`, { email, password })).status).toBe(200);
    });

    it('starts PostgreSQL again when it dies while serving', async () => {
      const server = await start();
      const killed = postgresPid(dataDir)!;
      process.kill(killed, 'SIGKILL');
      // Ready again, not ready still: another PostgreSQL serves.
      while ([undefined, killed].includes(postgresPid(dataDir))) {
        await new Promise((done) => setTimeout(done, 20));
      }
      await server.ready();
      expect((await post(`${server.url}/api/v1/auth/register`, account)).status).toBe(201);
    });

    it('uses the server that DATABASE_URL names and starts none of its own', async () => {
      const owner = await start();
      const port2 = await freePort();
      const folder2 = newDataFolder();
      const { readFileSync } = await import('node:fs');
      const databasePort = readFileSync(`${dataDir}/postgres/postmaster.pid`, 'utf8').split('\n')[3];
      const password = readFileSync(`${dataDir}/postgres/reclimb.password`, 'utf8').trim();
      const guest = await RunningServer.start(folder2, port2, {
        DATABASE_URL: `postgres://reclimb:${password}@127.0.0.1:${databasePort}/postgres`,
      });
      servers.push(guest);
      expect((await post(`${guest.url}/api/v1/auth/register`, account)).status).toBe(201);
      expect(postgresPid(folder2)).toBeUndefined();
      const login = { email: account.email, password: account.password };
      expect((await post(`${owner.url}/api/v1/auth/login`, login)).status).toBe(200);
      await guest.end('SIGINT');
      removeDataFolder(folder2);
    });

    it.each([
      ['PORT', 'eighty'],
      ['RECORDING_GRACE_SECONDS', '-1'],
      ['REGISTRATION', 'maybe'],
      ['LOG_LEVEL', 'loud'],
    ])('does not start with a wrong %s and names it', async (name, value) => {
      const server = RunningServer.launch(dataDir, port, { [name]: value });
      expect(await server.exit()).toBe(1);
      expect(server.output).toContain(name);
    });

    it('says so when the port is taken', async () => {
      const taken = (await import('node:net')).createServer();
      await new Promise<void>((resolve) => taken.listen(port, resolve));
      const server = RunningServer.launch(dataDir, port);
      expect(await server.exit()).toBe(1);
      expect(server.output).toContain(String(port));
      expect(server.output).toMatch(/in use|taken/);
      await new Promise((resolve) => taken.close(resolve));
    });
  });
});
