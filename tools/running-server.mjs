// Reclimb as a process of its own, for those who start, stop and kill it from outside: the tests of processes and browser.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const root = path.resolve(import.meta.dirname, '..');

/** A first start makes and migrates a database; a busy machine takes its time. */
const START_TIMEOUT_MS = 180_000;

/**
 * An empty data folder that PostgreSQL can use whoever runs the tests.
 * @returns {string}
 */
export function newDataFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reclimb-e2e-'));
  // As root PostgreSQL runs under another account, which must be able to pass through.
  fs.chmodSync(folder, 0o755);
  return folder;
}

/**
 * A data folder as an earlier first start left it: with a database, and without accounts. Copying it takes a fraction of making
 * a cluster and migrating it. Of the run's own first start (jest-data-folder-setup.mjs).
 * @returns {string}
 */
export function startedDataFolder() {
  const started = process.env.RECLIMB_STARTED_FOLDER;
  if (!started) throw new Error('RECLIMB_STARTED_FOLDER is not set: the run makes it in its globalSetup');
  const folder = newDataFolder();
  fs.cpSync(started, folder, { recursive: true, mode: fs.constants.COPYFILE_FICLONE });
  return folder;
}

/**
 * Removes a data folder and ends a PostgreSQL that still runs on it.
 * @param {string} folder
 */
export function removeDataFolder(folder) {
  const pid = postgresPid(folder);
  if (pid !== undefined) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/**
 * The process id of the PostgreSQL that runs (or crashed) on a data folder.
 * @param {string} folder
 * @returns {number | undefined}
 */
export function postgresPid(folder) {
  try {
    return Number(fs.readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Whether a process with this id runs.
 * @param {number} pid
 */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    // A zombie has ended; only its parent has not noticed yet.
    return !/^\d+ \(.*\) Z/.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // ESRCH or no /proc entry: gone either way.
    return false;
  }
}

/** `npm start` without its build, as a process. */
export class RunningServer {
  /** All that it has printed. */
  output = '';
  /** @type {Promise<number | null>} */
  #exited;

  /**
   * @private
   * @param {import('node:child_process').ChildProcess} process
   * @param {string} url
   */
  constructor(process, url) {
    this.process = process;
    this.url = url;
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (chunk) => (this.output += chunk.toString()));
    }
    this.#exited = new Promise((resolve) => process.once('exit', (code) => resolve(code)));
  }

  /**
   * Starts and does not wait.
   * @param {string} dataDir
   * @param {number} port
   * @param {Record<string, string>} env variables that it is configured by, besides these two
   */
  static launch(dataDir, port, env = {}) {
    const { DATABASE_URL: _, ...inherited } = process.env;
    const child = spawn(process.execPath, ['tools/start.mjs'], {
      cwd: root,
      env: { ...inherited, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new RunningServer(child, `http://127.0.0.1:${port}`);
  }

  /**
   * Starts and waits until it is ready to serve.
   * @param {string} dataDir
   * @param {number} port
   * @param {Record<string, string>} env variables that it is configured by, besides these two
   */
  static async start(dataDir, port, env = {}) {
    const server = RunningServer.launch(dataDir, port, env);
    await server.ready();
    return server;
  }

  /** Resolves when the server reports that it is ready; throws with its output when it ends before. */
  async ready() {
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (Date.now() < deadline) {
      if (this.process.exitCode !== null || this.process.signalCode !== null) break;
      const answer = await fetch(`${this.url}/api/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await delay(50);
    }
    throw new Error(`The server did not become ready:\n${this.output}`);
  }

  /**
   * Sends a signal and waits for the end; answers the exit code (null when killed).
   * @param {NodeJS.Signals} signal
   */
  async end(signal) {
    this.process.kill(signal);
    return this.#exited;
  }

  /** Waits for the process to end by itself; answers the exit code (null when killed). */
  async exit() {
    return this.#exited;
  }
}
