// One running Reclimb per data folder.
//
// The lock is a file with the owner's process id and the moment that process started. The second is what makes it
// survive a kill -9: a process id alone may have been given to something else since.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

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
  const file = path.join(dataDir, 'reclimb.lock');
  const mine = JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid) });
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return () => {
        if (readFileSync(file, 'utf8') === mine) rmSync(file);
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (holder && holder.stamp !== undefined && processStamp(holder.pid) === holder.stamp) {
      throw new Error(
        `Reclimb already runs on the data folder ${path.resolve(dataDir)} (process ${holder.pid}). ` +
          'Stop that one first, or give this one a folder and a port of its own: DATA_DIR=… PORT=… npm start',
      );
    }
    // Left behind by a process that was killed.
    rmSync(file, { force: true });
  }
  throw new Error(`The lock ${file} is contested: another start is going on. Try again.`);
}

function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Gone since, or cut off in the middle by a crash: either way nobody holds it.
    return undefined;
  }
}
