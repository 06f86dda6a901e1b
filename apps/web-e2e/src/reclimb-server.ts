import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './places.js';

/** Set-up of a fresh data folder: PostgreSQL is initialised and migrated. */
const START_TIMEOUT_MS = 60_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port could be had');
  return address.port;
}

/** The real thing, as `npm start` runs it after building, with a data folder of its own. */
export class ReclimbServer {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(modelDir: string): Promise<ReclimbServer> {
    const folder = await mkdtemp(path.join(tmpdir(), 'reclimb-e2e-'));
    const port = await freePort();
    const child = spawn(process.execPath, ['tools/start.mjs'], {
      cwd: ROOT,
      env: {
        ...process.env,
        PORT: String(port),
        DATA_DIR: path.join(folder, 'data'),
        MODEL_DIR: modelDir,
        DATABASE_URL: '',
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`Reclimb did not start: ${why}\n${output}`));
      const timer = setTimeout(() => fail('it took too long'), START_TIMEOUT_MS);
      const listen = (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Reclimb is ready')) {
          clearTimeout(timer);
          resolve();
        }
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('exit', (code) => fail(`it ended with ${code}`));
    });
    return new ReclimbServer(`http://localhost:${port}`, child, folder);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}
