import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import * as path from 'node:path';
import { startApp, type TestApp } from '../testing/test-app.js';

const weights = { name: 'w', shape: [2, 3], dtype: 'float32', quantization: { dtype: 'float16' } };
const description = (file = 'group1-shard1of1.bin') =>
  JSON.stringify({ format: 'graph-model', weightsManifest: [{ paths: [file], weights: [weights] }] });

describe('pose models', () => {
  let source: Server;
  let address: string;
  let asked: string[];
  let files: Record<string, string>;
  let app: TestApp;

  beforeEach(async () => {
    asked = [];
    files = { 'model.json': description(), 'group1-shard1of1.bin': 'twelve bytes' };
    source = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://source');
      asked.push(pathname);
      const name = path.basename(pathname);
      // As the official source does: the address leads to a storage elsewhere.
      if (!pathname.startsWith('/storage/')) response.writeHead(302, { location: `/storage/${name}` }).end();
      else if (files[name] === undefined) response.writeHead(404).end();
      else response.end(files[name]);
    });
    await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(source.address() as AddressInfo).port}`;
    app = await startApp({ config: { modelSource: address } });
  });
  afterEach(async () => {
    await app.close();
    source.close();
  });

  const get = (file: string) => app.fetch(`/models/${file}`);

  it('are fetched once when first asked for, however many ask, and kept', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => get('movenet-thunder/model.json')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await answers[0]?.text()).toBe(files['model.json']);
    expect(await (await get('movenet-thunder/group1-shard1of1.bin')).text()).toBe('twelve bytes');
    expect(asked.filter((url) => url === '/thunder/4/model.json')).toHaveLength(1);
    expect(await readdir(app.config.modelDir)).toEqual(['movenet-thunder']);
    expect(await (await app.fetch('/api/v1/models')).json()).toEqual([
      { name: 'movenet-lightning', available: false, url: '/models/movenet-lightning/model.json' },
      { name: 'movenet-thunder', available: true, url: '/models/movenet-thunder/model.json' },
    ]);
  });

  it('that somebody put into the folder are served as they are, without asking anybody', async () => {
    const folder = path.join(app.config.modelDir, 'movenet-lightning');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'model.json'), '{"mine":true}');
    expect(await (await get('movenet-lightning/model.json')).json()).toEqual({ mine: true });
    expect((await get('movenet-lightning/group1-shard1of2.bin')).status).toBe(404);
    expect(asked).toEqual([]);
  });

  it.each([
    ['cut off', () => (files['group1-shard1of1.bin'] = 'short')],
    ['gone', () => delete files['group1-shard1of1.bin']],
    ['a page', () => (files['model.json'] = '<!doctype html>')],
    ['a trap', () => (files['model.json'] = description('../../evil.bin'))],
  ])(
    'are not kept when what came is %s: the studio is told at once, and nothing is left',
    async (_, spoil) => {
      spoil();
      const answer = await get('movenet-thunder/model.json');
      expect(answer.status).toBe(503);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(await answer.json()).toMatchObject({ code: 'unavailable' });
      expect(await readdir(app.config.modelDir)).toEqual([]);

      const before = asked.length;
      expect((await get('movenet-thunder/model.json')).status).toBe(503);
      expect(asked).toHaveLength(before);
    },
  );

  it('are not kept when they are not the official ones', async () => {
    files = { 'model.json': description('group1-shard1of2.bin'), 'group1-shard1of2.bin': 'twelve bytes' };
    expect((await get('movenet-lightning/model.json')).status).toBe(503);
    await expect(access(path.join(app.config.modelDir, 'movenet-lightning'))).rejects.toThrow();
  });

  it.each(['movenet-multipose/model.json', 'movenet-thunder/..%2f..%2fpasswd', '..%2f..%2fetc/model.json'])(
    'give no way to other files: %s',
    async (file) => {
      const answer = await get(file);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: 'not_found' });
      expect(asked).toEqual([]);
    },
  );
});
