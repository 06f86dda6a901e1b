// A private PostgreSQL from the binaries that npm installs: nothing has to be set up on the machine.
//
// Used by `npm start`, `npm run dev` and the tests.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.mjs';
import { postgresPrograms } from './postgres-programs.mjs';

const USER = 'reclimb';
const PASSWORD_FILE = 'reclimb.password';
const LOG_FILE = 'reclimb.log';
/** Recovery after a crash replays at most a few checkpoints; a slow disk may take its time. */
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;

/**
 * Starts the server of `dataDir` (made when absent). One that a killed launcher left behind is stopped first, so that its
 * successor owns the process.
 * @param {{ dataDir: string, port?: number, settings?: Record<string, string>, log?: (line: string) => void,
 *   onExit?: (reason: string) => void }} options `port`: any free one when absent; `settings` are of postgresql.conf;
 *   `onExit` is called when the server, once up, ends without having been told to
 * @returns {Promise<{ url: string, port: number, pid: number, stop: () => Promise<void> }>}
 * @throws Error that says what is in the way
 */
export async function startPostgres({
  dataDir: folder,
  port,
  settings = {},
  log = () => {},
  onExit = () => {},
}) {
  const dataDir = path.resolve(folder);
  fs.mkdirSync(path.dirname(dataDir), { recursive: true });
  const run = postgresPrograms(dataDir);
  if (!fs.existsSync(path.join(dataDir, 'PG_VERSION'))) initialise(dataDir, run);
  run.own(dataDir);
  const password = readPassword(dataDir);
  await stopOrphan(dataDir, log);
  const server = await launch({ dataDir, run, port, settings, log });
  let stopping = false;
  void server.exited.then((reason) => {
    if (!stopping) onExit(reason);
  });
  return {
    url: `postgres://${USER}:${password}@127.0.0.1:${server.port}/postgres`,
    port: server.port,
    pid: server.child.pid,
    stop: () => {
      stopping = true;
      return stop(server);
    },
  };
}

/** Starts the process and waits until it takes connections. Without a wish for a port it tries three free ones. */
async function launch({ dataDir, run, port: wanted, settings, log }) {
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort());
    const server = spawnServer(dataDir, run, port, settings);
    try {
      await untilReady(server, dataDir);
      return server;
    } catch (error) {
      // Between finding and binding it, another program may take a port; a port asked for may not be free yet.
      if (attempt === 3 || !/could not bind|Address already in use/i.test(error.message)) throw error;
      log(error.message);
      await delay(300);
    }
  }
}

function spawnServer(dataDir, run, port, settings) {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  fs.rmSync(path.join(dataDir, 'postmaster.pid'), { force: true });
  const logFile = path.join(dataDir, LOG_FILE);
  // A file, not a pipe: the server outlives a killed launcher and goes on logging.
  const output = fs.openSync(logFile, 'w', 0o600);
  const child = run.spawn('postgres', ['-D', dataDir, '-p', String(port), ...args], {
    cwd: dataDir,
    // A group of its own: Ctrl-C in the terminal must reach the API first, the database last.
    detached: true,
    stdio: ['ignore', output, output],
  });
  fs.closeSync(output);
  const exited = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  return { child, port, exited, logFile };
}

async function untilReady({ child, exited, logFile }, dataDir) {
  let gone;
  void exited.then((reason) => (gone = reason));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!isReady(dataDir, child.pid)) {
    if (gone !== undefined) throw new Error(`PostgreSQL did not start (${gone})\n${tail(logFile)}`);
    if (Date.now() > deadline) {
      child.kill('SIGQUIT');
      throw new Error(`PostgreSQL was not ready in time\n${tail(logFile)}`);
    }
    await delay(15);
  }
}

async function stop({ child, exited }) {
  // SIGINT is PostgreSQL's "fast" shutdown: it ends transactions, writes a checkpoint, and goes.
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}

/** Makes the cluster beside its place and moves it there when it is whole: a killed start leaves no half of one. */
function initialise(dataDir, run) {
  const making = `${dataDir}.new`;
  const passwordFile = `${making}.password`;
  fs.rmSync(making, { recursive: true, force: true });
  fs.rmSync(passwordFile, { force: true });
  fs.mkdirSync(making, { mode: 0o700 });
  fs.writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  run.own(making);
  run.own(passwordFile);
  const args = ['-D', making, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  const locale = ['--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions'];
  const result = run.spawnSync('initdb', [...args, ...locale], { cwd: making, encoding: 'utf8' });
  if (result.status !== 0) {
    throw new Error(`The database could not be made: ${result.error?.message ?? result.stderr}`);
  }
  fs.renameSync(passwordFile, path.join(making, PASSWORD_FILE));
  // An empty folder may be there (a mounted volume, say). What is not empty is somebody's, and this refuses it.
  if (fs.existsSync(dataDir)) fs.rmdirSync(dataDir);
  fs.renameSync(making, dataDir);
}

function readPassword(dataDir) {
  try {
    return fs.readFileSync(path.join(dataDir, PASSWORD_FILE), 'utf8').trim();
  } catch (cause) {
    throw new Error(`${dataDir} is no database folder of Reclimb (its ${PASSWORD_FILE} is missing)`, {
      cause,
    });
  }
}

/** Stops the server that a killed launcher left behind. */
async function stopOrphan(dataDir, log) {
  const pid = Number(readPidFile(dataDir)?.[0]);
  if (!pid || !isPostgresOf(pid, dataDir)) return;
  log(`Stopping the PostgreSQL that an earlier start left behind (process ${pid})`);
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (isPostgresOf(pid, dataDir)) {
    if (Date.now() > deadline)
      throw new Error(`PostgreSQL (process ${pid}) of an earlier start does not stop`);
    await delay(20);
  }
}

/** Whether a process is the server of this folder; its number may belong to another program by now. */
function isPostgresOf(pid, dataDir) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  try {
    // A zombie that nobody collects keeps its number and has no command line.
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(dataDir);
  } catch (error) {
    // Linux: it just ended. Elsewhere there is no /proc, and the number has to be believed.
    return process.platform !== 'linux' || error.code === 'EACCES';
  }
}

/** PostgreSQL writes its state into the eighth line of its pid file. */
function isReady(dataDir, pid) {
  const lines = readPidFile(dataDir);
  return Number(lines?.[0]) === pid && lines[7]?.trim() === 'ready';
}

function readPidFile(dataDir) {
  try {
    return fs.readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function tail(file) {
  try {
    return fs.readFileSync(file, 'utf8').split('\n').slice(-15).join('\n');
  } catch (error) {
    return `(no log: ${error.message})`;
  }
}
