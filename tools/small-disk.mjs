// A disk of a few megabytes, for tests of what happens when it is full: permissions and quotas do not bind root, a mount does.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  rmdirSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { postgresPid } from './running-server.mjs';

const BUSY_MS = 30_000;

/** A disk in memory that can be full, grow, and be made read-only, for root as for everybody. */
export class SmallDisk {
  /**
   * @private
   * @param {string} folder
   */
  constructor(folder) {
    /** Where it is mounted. */
    this.folder = folder;
  }

  /**
   * Why none can be mounted here; null when it can.
   * @returns {string | null}
   */
  static unable() {
    if (process.platform !== 'linux') return 'tmpfs is of Linux';
    try {
      SmallDisk.mount(1).unmount();
      return null;
    } catch (error) {
      return error.message;
    }
  }

  /**
   * Throws an Error that says why the system does not allow it.
   * @param {number} megabytes
   */
  static mount(megabytes) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'reclimb-disk-'));
    try {
      run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder);
    } catch (error) {
      rmdirSync(folder);
      throw error;
    }
    chmodSync(folder, 0o755);
    return new SmallDisk(folder);
  }

  /** Bytes that can still be written. */
  get room() {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  /** @param {number} megabytes */
  resize(megabytes) {
    run('mount', '-o', `remount,size=${megabytes}m`, this.folder);
  }

  /** Refused as long as a file is open for writing: asks until there is such a moment. */
  async makeReadOnly() {
    for (const giveUpAt = Date.now() + BUSY_MS; ; await delay(1)) {
      try {
        return run('mount', '-o', 'remount,ro', this.folder);
      } catch (error) {
        if (Date.now() > giveUpAt) throw error;
      }
    }
  }

  makeWritable() {
    run('mount', '-o', 'remount,rw', this.folder);
  }

  /**
   * Takes all the room that there is, but for so many bytes.
   * @param {number} leave
   */
  fill(leave = 0) {
    const ballast = openSync(path.join(this.folder, 'ballast'), 'a');
    try {
      for (let left = true; left && this.room > leave;) {
        try {
          writeSync(ballast, new Uint8Array(65_536));
        } catch (error) {
          if (error.code !== 'ENOSPC') throw error;
          left = false;
        }
      }
    } finally {
      closeSync(ballast);
    }
  }

  /** Gives back what was filled. */
  empty() {
    rmSync(path.join(this.folder, 'ballast'));
  }

  /** Ends a PostgreSQL that still runs on it, and takes it away. */
  unmount() {
    const postgres = postgresPid(this.folder);
    if (postgres !== undefined) spawnSync('kill', ['-9', String(postgres)]);
    // Lazily: what ends in this moment may still have a file open.
    run('umount', '-l', this.folder);
    rmdirSync(this.folder);
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, ...args) {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
}
