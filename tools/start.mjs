// `npm start`: PostgreSQL (embedded, unless DATABASE_URL names a server) and Reclimb in one process.
//
// One process, so that a kill -9 leaves nothing but PostgreSQL behind, which the next start adopts. On SIGINT and
// SIGTERM the server stops first and the database last.
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FORCED_EXIT_CODES, onStopSignals } from '../apps/api/dist/shutdown/stop-signals.js';
import { lockDataFolder } from './instance-lock.mjs';

const root = path.resolve(import.meta.dirname, '..');
const dataDir = path.resolve(process.env.DATA_DIR || path.join(root, 'data'));
process.env.DATA_DIR = dataDir;

/** Pause between tries to start a PostgreSQL again that died, for as long as a full disk, say, keeps it from starting. */
const RESTART_PAUSE_MS = 2_000;

let unlock;
let database;
/** PostgreSQL on its way up, for the first time or again. */
let starting;
let server;
let stopping = false;

/** Closes what has been started, in the order that loses nothing. */
async function stop(exitCode) {
  if (stopping) return;
  stopping = true;
  try {
    await server?.close();
  } catch (error) {
    console.error('The server did not stop cleanly:', error);
    exitCode ||= 1;
  }
  // Cut off on its way up, it would outlive this process. Why it fails is told where it was begun.
  await starting?.catch(() => {});
  await database?.stop();
  unlock?.();
  process.exit(exitCode);
}

onStopSignals(
  () => {
    console.error('Stopping … (once more to stop at once)');
    void stop(0);
  },
  (signal) => {
    // The database is told too; whether it has ended by then is for the next start to see, which waits for it.
    if (database) process.kill(database.pid, 'SIGINT');
    process.exit(FORCED_EXIT_CODES[signal]);
  },
);

/** Starts PostgreSQL under the data folder and keeps it running: when it dies, it is started again on its port. */
async function startDatabase(port) {
  const { startPostgres } = await import('./postgres.mjs');
  database = await startPostgres({
    dataDir: path.join(dataDir, 'postgres'),
    port,
    log: (line) => process.env.LOG_LEVEL === 'debug' && console.error('[postgres]', line),
    onExit: () => {
      if (stopping) return;
      console.error('PostgreSQL ended by itself; starting it again.');
      starting = restartDatabase(database.port);
    },
  });
  return database;
}

/** Clients keep what they record and are told `unavailable` meanwhile: giving up would help nobody. */
async function restartDatabase(port) {
  while (!stopping) {
    try {
      await startDatabase(port);
      return;
    } catch (error) {
      console.error('PostgreSQL cannot be started again yet:', error.message);
      await delay(RESTART_PAUSE_MS);
    }
  }
}

try {
  // A wrong variable stops the start before anything is made or started.
  const { Config } = await import('../apps/api/dist/config/config.js');
  Config.fromEnvironment({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || 'postgres://embedded' });
  unlock = lockDataFolder(dataDir);
  if (!process.env.DATABASE_URL) {
    starting = startDatabase();
    process.env.DATABASE_URL = (await starting).url;
  }
  const { startServer } = await import('../apps/api/dist/server.js');
  if (!stopping) server = await startServer();
  if (stopping) await server?.close();
  else console.log(`\n  Reclimb is ready: ${server.address}\n`);
} catch (error) {
  // Whoever stops it on its way up knows why it does not come.
  if (!stopping) console.error(`Reclimb could not start: ${error.message}`);
  if (process.env.LOG_LEVEL === 'debug') console.error(error);
  await stop(1);
}
