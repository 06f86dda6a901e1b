import fs from 'node:fs';
import os from 'node:os';

/** Ticks a second of /proc's CPU times: fixed by Linux for all programs. */
const TICKS_A_SECOND = 100;

/** What the figures were measured on. */
export function describeMachine() {
  const [{ model }] = os.cpus();
  const memory = (os.totalmem() / 2 ** 30).toFixed(0);
  return `${os.cpus().length} cores (${model.trim()}), ${memory} GB, Node ${process.versions.node}, ${os.type()} ${os.release()}`;
}

/** How much else runs: the mean number of runnable processes in the last minute. */
export function describeLoad() {
  const [minute] = os.loadavg();
  const busy = minute > 0.5 * os.cpus().length ? ' (NOT quiet)' : '';
  return `load ${minute.toFixed(2)}${busy}, ${new Date().toISOString()}`;
}

/** The fields of /proc/PID/stat after the command's name, or null when the process has ended. */
function statOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
    throw error;
  }
}

const PARENT = 1;
const USER_TIME = 11;
const LAST_TIME = 14;

/** Seconds of CPU that a process and all that it has waited for have used. */
function cpuSecondsOf(pid) {
  const fields = statOf(pid);
  if (!fields) return 0;
  return fields.slice(USER_TIME, LAST_TIME + 1).reduce((sum, ticks) => sum + ticks, 0) / TICKS_A_SECOND;
}

/** Seconds of CPU of a process and its living and ended children: all of PostgreSQL, say. */
export function cpuSecondsOfTree(pid) {
  const children = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statOf(name)?.[PARENT] === pid);
  return [pid, ...children].reduce((sum, one) => sum + cpuSecondsOf(one), 0);
}

/** Resident memory of a process in bytes. */
export function residentBytes(pid) {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line[1]) * 1024;
}

/** The value below which the share `q` of the numbers lies. */
export function quantile(numbers, q) {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

/** A table that is printed row by row, as the rows are measured; the head gives the columns' widths. */
export function table(head, firstWidth = 44) {
  const print = (row) => {
    const cells = row.map((cell, i) =>
      i === 0 ? String(cell).padEnd(firstWidth) : String(cell).padStart(head[i].length),
    );
    console.log(cells.join('  '));
  };
  print(head);
  return print;
}
