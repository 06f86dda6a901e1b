// The database and the folders that a backup is taken of or restored to: those that the server's environment names.
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { lockDataFolder } from '../instance-lock.mjs';
import { startPostgres } from '../postgres.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * The folders, from the same environment as the server's.
 * @returns {Promise<{ dataDir: string, mediaDir: string }>}
 */
export async function foldersOf(env = process.env) {
  const { Config } = await import('../../apps/api/dist/config/config.js');
  const { dataDir, mediaDir } = Config.fromEnvironment({
    ...env,
    DATA_DIR: env.DATA_DIR || path.join(root, 'data'),
    DATABASE_URL: env.DATABASE_URL || 'postgres://embedded',
  });
  return { dataDir, mediaDir };
}

/**
 * The database: a server of somebody's (`DATABASE_URL`), the embedded one that a running Reclimb has, or the embedded one
 * started for this and stopped again.
 * @param {{ alone?: boolean }} options `alone`: refuse a data folder on which Reclimb runs
 * @returns {Promise<{ url: string, client: pg.Client, close: () => Promise<void> }>}
 */
export async function openDatabase(dataDir, { alone = false } = {}, env = process.env) {
  const running = alone || env.DATABASE_URL ? undefined : runningDatabase(dataDir);
  let unlock;
  let server;
  if (!running && (alone || !env.DATABASE_URL)) unlock = lockDataFolder(dataDir);
  try {
    if (!running && !env.DATABASE_URL)
      server = await startPostgres({ dataDir: path.join(dataDir, 'postgres') });
    const url = env.DATABASE_URL || running || server.url;
    const client = new pg.Client({ connectionString: url, application_name: 'reclimb backup' });
    await client.connect();
    return {
      url,
      client,
      close: async () => {
        await client.end();
        await server?.stop();
        unlock?.();
      },
    };
  } catch (error) {
    await server?.stop();
    unlock?.();
    throw error;
  }
}

/** The address of the embedded PostgreSQL of a Reclimb that runs; undefined when none does. */
function runningDatabase(dataDir) {
  const folder = path.join(dataDir, 'postgres');
  try {
    const [pid, , , port, , , , state] = fs
      .readFileSync(path.join(folder, 'postmaster.pid'), 'utf8')
      .split('\n');
    process.kill(Number(pid), 0);
    if (state?.trim() !== 'ready') return undefined;
    const password = fs.readFileSync(path.join(folder, 'reclimb.password'), 'utf8').trim();
    return `postgres://reclimb:${password}@127.0.0.1:${port}/postgres`;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined;
    throw error;
  }
}
