import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** An empty data folder that PostgreSQL can use whoever runs the tests. */
export function newDataFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reclimb-e2e-'));
  // As root PostgreSQL runs under another account, which must be able to pass through.
  chmodSync(folder, 0o755);
  return folder;
}

/** Removes a data folder and ends a PostgreSQL that still runs on it. */
export function removeDataFolder(folder: string): void {
  const pid = postgresPid(folder);
  if (pid !== undefined) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** The process id of the PostgreSQL that runs (or crashed) on a data folder. */
export function postgresPid(folder: string): number | undefined {
  try {
    return Number(readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether a process with this id runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie has ended; only its parent has not noticed yet.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // ESRCH or no /proc entry: gone either way.
    return false;
  }
}

/** `npm start` without its build, as a process. */
export class RunningServer {
  output = '';
  private readonly exited: Promise<number | null>;

  private constructor(
    readonly process: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.exited = new Promise((resolve) => process.once('exit', (code) => resolve(code)));
  }

  /** Starts and does not wait. */
  static launch(dataDir: string, port: number, env: Record<string, string> = {}): RunningServer {
    const { DATABASE_URL: _, ...inherited } = process.env;
    const child = spawn(process.execPath, ['tools/start.mjs'], {
      cwd: root,
      env: { ...inherited, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new RunningServer(child, `http://127.0.0.1:${port}`);
  }

  /** Starts and waits until it is ready to serve. */
  static async start(
    dataDir: string,
    port: number,
    env: Record<string, string> = {},
  ): Promise<RunningServer> {
    const server = RunningServer.launch(dataDir, port, env);
    await server.ready();
    return server;
  }

  /** Resolves when the server reports that it is ready; throws with its output when it ends before. */
  async ready(): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      if (this.process.exitCode !== null || this.process.signalCode !== null) break;
      const answer = await fetch(`${this.url}/api/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The server did not become ready:\n${this.output}`);
  }

  /** Sends a signal and waits for the end; answers the exit code (null when killed). */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.process.kill(signal);
    return this.exited;
  }

  /** Waits for the process to end by itself. */
  async exit(): Promise<number | null> {
    return this.exited;
  }
}
