import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { CreatedToken, CreatedWebhook, Session, SessionPage } from '@reclimb/contracts';
import createClient from 'openapi-fetch';
import { freePort } from '../../../../tools/free-port.mjs';
import { removeDataFolder, RunningServer, startedDataFolder } from '../../../../tools/running-server.mjs';
import { ReclimbClient } from '../../../../tools/sessions/reclimb-client.mjs';
import type { components, paths } from '../../generated/api-schema.js';
import { readExamples } from './examples.js';

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('docs/integrations.md', () => {
  const examples = readExamples();
  let dataDir: string;
  let folder: string;
  let server: RunningServer;
  let client: ReclimbClient;
  let env: Record<string, string>;

  beforeAll(async () => {
    dataDir = startedDataFolder();
    folder = mkdtempSync(path.join(os.tmpdir(), 'reclimb-examples-'));
    symlinkSync(path.resolve(__dirname, '../../../../node_modules'), path.join(folder, 'node_modules'));
    for (const [name, code] of examples) writeFileSync(path.join(folder, name), code);
    server = await RunningServer.start(dataDir, await freePort(), { WEBHOOK_PRIVATE_NETWORKS: '127.0.0.1' });
    client = await ReclimbClient.logIn(server.url, 'ada@example.org', 'correct horse');
    const { token } = (await client.json('POST', '/tokens', {
      name: 'examples',
      scopes: ['sessions:read', 'sessions:write'],
    })) as CreatedToken;
    env = { RECLIMB_URL: server.url, RECLIMB_TOKEN: token };
  });

  afterAll(async () => {
    await server?.end('SIGKILL');
    removeDataFolder(dataDir);
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (program: string, ...parameters: string[]): Promise<string> => {
    const options = { cwd: folder, env: { ...process.env, ...env } };
    return (await promisify(execFile)(program, parameters, options)).stdout;
  };
  const written = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const named = async (name: string): Promise<Session> => {
    const found = `/sessions?q=${encodeURIComponent(name)}`;
    const page = (await client.json('GET', found)) as SessionPage;
    expect(page.items.map((session) => session.name)).toEqual([name]);
    return client.whenCompleted(page.items[0]!.id) as Promise<Session>;
  };

  it('has all the examples that are run here', () => {
    expect([...examples.keys()]).toEqual(['record.sh', 'record-and-replay.mjs', 'record.py', 'receive.mjs']);
  });

  it('records, reads and exports with curl', async () => {
    await run('sh', 'record.sh');
    expect(await named('Recorded with curl')).toMatchObject({ frameCount: 30, interrupted: false });
    expect(JSON.parse(written('session.json'))).toMatchObject({ name: 'Recorded with curl' });
    const numbers = written('frames.ndjson')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { frameNumber: number }).frameNumber);
    expect(numbers).toEqual(Array.from({ length: 15 }, (_, i) => i + 15));
    expect(written('climb.csv').trim().split('\n')).toHaveLength(31);
  });

  it('records and replays over Socket.IO with Node', async () => {
    const said = await run(process.execPath, 'record-and-replay.mjs');
    expect(await named('Recorded with Node')).toMatchObject({ frameCount: 30 });
    expect(said).toMatch(/^Recorded with Node: \d+ frames came back, the last at 0\.96\d* s\n$/);
  });

  (hasPython ? it : it.skip)('posts frames with Python (skipped where there is no python3)', async () => {
    expect(await run('python3', 'record.py')).toBe('Recorded with Python 250\n');
    expect(await named('Recorded with Python')).toMatchObject({ frameCount: 250 });
  });

  it('is told by a webhook, and checks that it is us', async () => {
    const port = String(await freePort());
    const created = (await client.json('POST', '/webhooks', {
      url: `http://127.0.0.1:${port}/`,
      events: ['session.deleted'],
    })) as CreatedWebhook;
    const receiver = spawn(process.execPath, ['receive.mjs'], {
      cwd: folder,
      env: { ...process.env, PORT: port, WEBHOOK_SECRET: created.secret },
    });
    try {
      const answers = (body: string) =>
        fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body }).catch(() => undefined);
      let forged = await answers('{}');
      while (!forged) forged = await answers('{}');
      expect(forged.status).toBe(401);
      const { id } = (await client.json('POST', '/sessions/demo')) as Session;
      const said = once(receiver.stdout, 'data');
      await client.send('DELETE', `/sessions/${id}`);
      expect(String((await said)[0])).toMatch(/^session\.deleted .+\n$/);
    } finally {
      receiver.kill('SIGKILL');
    }
  });

  it('is spoken to by a client that is generated from openapi.json', async () => {
    const api = createClient<paths>({
      baseUrl: server.url,
      headers: { authorization: `Bearer ${env['RECLIMB_TOKEN']}` },
    });
    const started = await api.POST('/api/v1/sessions', {
      body: {
        ...{ name: 'Generated client', skeleton: 'coco17', model: 'my-detector' },
        ...{ imageWidth: 640, imageHeight: 480 },
      },
    });
    const id = started.data!.sessionId;
    const path = { id };
    const frames: components['schemas']['Frame'][] = [0, 1, 2].map((frameNumber) => ({
      ...{ frameNumber, timestamp: frameNumber / 30 },
      poses: [{ score: 0.5, keypoints: Array.from({ length: 17 }, () => [0.25, 0.5, 0.75]) }],
    }));
    const stored = await api.POST('/api/v1/sessions/{id}/frames', { params: { path }, body: frames });
    expect(stored.data).toEqual({ nextFrameNumber: 3 });
    const early = await api.POST('/api/v1/sessions/{id}/finish', {
      ...{ params: { path }, body: { frameCount: 4, videoBytes: 0 } },
    });
    expect(early.error).toMatchObject({ code: 'gap', status: 409, nextFrameNumber: 3 });
    await api.POST('/api/v1/sessions/{id}/finish', {
      ...{ params: { path }, body: { frameCount: 3, videoBytes: 0 } },
    });
    const read = await api.GET('/api/v1/sessions/{id}/frames', { params: { path, query: { from: 0.01 } } });
    expect(read.data!.items.map(({ frameNumber, poses }) => [frameNumber, poses[0]!.keypoints[16]])).toEqual([
      [1, [0.25, 0.5, 0.75]],
      [2, [0.25, 0.5, 0.75]],
    ]);
    const table = await api.GET('/api/v1/sessions/{id}/export', {
      ...{ params: { path, query: { format: 'csv' } }, parseAs: 'text' },
    });
    expect(String(table.data).trim().split('\n')).toHaveLength(4);
    const removed = await api.DELETE('/api/v1/sessions/{id}', {
      params: { path, query: { permanent: 'true' } },
    });
    expect(removed.response.status).toBe(204);
    expect((await api.GET('/api/v1/sessions/{id}', { params: { path } })).error).toMatchObject({
      code: 'not_found',
    });
  });
});
