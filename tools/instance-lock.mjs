// One running Reclimb per data folder.
//
// The lock is a file with the owner's process id and the moment that process started. The second is what makes it
// survive a kill -9: a process id alone may have been given to something else since. Each owner makes a file with the next
// number, and the highest number counts: a number can be taken once, so that of two starts that find a dead owner at the
// same instant one wins. The file of the highest number is never removed, only emptied, or its number could be taken again.
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const NAME = 'reclimb.lock.';
/** What a lock holds that was given back. */
const FREE = '';
/** Each failure means that somebody else got further; more than a few at once are nobody's way to start. */
const ATTEMPTS = 5;

/** What tells this process apart from a later one with the same id; undefined when no such process runs. */
function processStamp(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return undefined;
  }
  try {
    if (process.platform === 'linux') {
      // Field 22 is the start time in clock ticks since boot; the command name before it may hold spaces.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      return fields[0] === 'Z' ? undefined : `${bootId} ${fields[19]}`;
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    // No /proc entry or no such process for ps: it has ended since the check above.
    return undefined;
  }
}

/**
 * Takes the data folder for this process.
 *
 * @returns a function that gives it back
 * @throws Error when another running process holds it
 */
export function lockDataFolder(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid) });
  // Written beforehand and then given its name: nobody ever reads half a lock.
  const written = path.join(dataDir, `${NAME}new-${process.pid}`);
  writeFileSync(written, mine);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const latest = generations(dataDir).at(-1);
      const holder = latest && readHolder(fileOf(dataDir, latest));
      if (holder && processStamp(holder.pid) === holder.stamp) throw heldBy(holder, dataDir);
      const own = (latest ?? 0) + 1;
      if (!take(written, fileOf(dataDir, own))) continue;
      // Whoever was slow may have made one that others have passed since.
      if (generations(dataDir).at(-1) !== own) {
        rmSync(fileOf(dataDir, own), { force: true });
        continue;
      }
      for (const old of generations(dataDir)) if (old < own) rmSync(fileOf(dataDir, old), { force: true });
      return () => writeFileSync(fileOf(dataDir, own), FREE);
    }
  } finally {
    rmSync(written, { force: true });
  }
  throw new Error(
    `The data folder ${path.resolve(dataDir)} is contested: another start is going on. Try again.`,
  );
}

const fileOf = (dataDir, generation) => path.join(dataDir, `${NAME}${generation}`);

/** The locks that there are, ascending; all but the last one are of the past. */
function generations(dataDir) {
  return readdirSync(dataDir)
    .flatMap((name) => (name.startsWith(NAME) && /^\d+$/.test(name.slice(NAME.length)) ? [name] : []))
    .map((name) => Number(name.slice(NAME.length)))
    .sort((a, b) => a - b);
}

/** Gives a file a second name; false when that is taken: of several that try at the same instant one succeeds. */
function take(file, name) {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

const heldBy = ({ pid }, dataDir) =>
  new Error(
    `Reclimb already runs on the data folder ${path.resolve(dataDir)} (process ${pid}). ` +
      'Stop that one first, or give this one a folder and a port of its own: DATA_DIR=… PORT=… npm start',
  );

function readHolder(file) {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8'));
    return holder.stamp === undefined ? undefined : holder;
  } catch (error) {
    // Given back (it is no JSON then), or passed since: the next look tells.
    if (error instanceof SyntaxError || error.code === 'ENOENT') return undefined;
    throw error;
  }
}
