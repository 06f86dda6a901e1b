// `npm run dev`: like `npm start`, with live reload. TypeScript is rebuilt on change, the API restarts on a new build,
// and Angular's dev server serves the web app (and passes API and sockets on).
import { spawn } from 'node:child_process';
import path from 'node:path';
import { lockDataFolder } from './instance-lock.mjs';
import { startPostgres } from './postgres.mjs';

const root = path.resolve(import.meta.dirname, '..');
const dataDir = path.resolve(process.env.DATA_DIR || path.join(root, 'data'));
const bin = (name) => path.join(root, 'node_modules/.bin', name);

let stopping = false;
const children = [];
let database;
/** PostgreSQL on its way up. */
let starting;
let unlock;

async function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(
    children.map(
      (child) => child.exitCode ?? child.signalCode ?? new Promise((done) => child.once('exit', done)),
    ),
  );
  // Cut off on its way up, it would outlive this process. Why it fails is told where it was begun.
  await starting?.catch(() => {});
  await database?.stop();
  unlock?.();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));

function run(command, args, env = {}) {
  if (stopping) return;
  // A process group of its own: Ctrl-C in a terminal reaches this process only, which then stops all in order.
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    detached: true,
  });
  child.once('exit', (code) => {
    if (stopping) return;
    console.error(`${path.basename(command)} ${args[0]} ended (${code}).`);
    void stop(1);
  });
  children.push(child);
}

/** Runs a command to its end. */
function finish(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')} failed`))));
  });
}

try {
  unlock = lockDataFolder(dataDir);
  await finish(bin('tsc'), ['-b', 'apps/api/tsconfig.app.json']);
  if (!process.env.DATABASE_URL) {
    starting = startPostgres({ dataDir: path.join(dataDir, 'postgres') }).then((it) => (database = it));
    await starting;
  }
  const env = { DATA_DIR: dataDir, DATABASE_URL: process.env.DATABASE_URL || database.url, PORT: '3000' };
  run(bin('tsc'), ['-b', 'apps/api/tsconfig.app.json', '--watch', '--preserveWatchOutput']);
  run(process.execPath, ['--watch', '--enable-source-maps', 'apps/api/dist/main.js'], env);
  run(bin('nx'), ['run', 'web:serve', '--port', process.env.PORT ?? '4200']);
} catch (error) {
  if (!stopping) console.error(`Reclimb could not start: ${error.message}`);
  await stop(1);
}
