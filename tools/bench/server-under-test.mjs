import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ReclimbClient } from '../sessions/reclimb-client.mjs';
import { startPostgres } from '../postgres.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * A database and the built server on it, both processes of their own on a new folder.
 *
 * @template T
 * @param {(server: { url: string, client: ReclimbClient, databaseUrl: string, pid: number, postgresPid: number,
 *   folder: string }) => Promise<T>} use `pid` is the server's, `folder` for files of the bench's own
 * @returns {Promise<T>} when all of it has been stopped and removed again
 */
export async function withServer(use) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reclimb-bench-'));
  // As root PostgreSQL runs under another account, which must be able to pass through.
  fs.chmodSync(folder, 0o755);
  let postgres;
  let api;
  const stop = async () => {
    await api?.stop();
    await postgres?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const interrupted = () => void stop().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupted);
  try {
    postgres = await startPostgres({ dataDir: path.join(folder, 'postgres') });
    api = await startApi(folder, postgres.url);
    const client = await ReclimbClient.logIn(api.url, 'bench@example.org', 'correct horse');
    const { url: databaseUrl, pid: postgresPid } = postgres;
    return await use({ url: api.url, client, databaseUrl, pid: api.child.pid, postgresPid, folder });
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupted);
    await stop();
  }
}

async function startApi(folder, databaseUrl) {
  const child = spawn(process.execPath, ['tools/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      DATA_DIR: path.join(folder, 'data'),
      DATABASE_URL: databaseUrl,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const port = /Reclimb is ready: http:\/\/localhost:(\d+)/.exec(output)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    void exited.then(() => reject(new Error(`The server did not start:\n${output}`)));
  });
  return {
    child,
    url,
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}
