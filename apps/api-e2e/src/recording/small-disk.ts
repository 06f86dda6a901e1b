import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmdirSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eventually } from './house.js';

/** A disk in memory that can be full, grow, and be made read-only, for root as for everybody. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Why none can be mounted here; null when it can. */
  static unable(): string | null {
    if (process.platform !== 'linux') return 'tmpfs is of Linux';
    try {
      SmallDisk.mount(1).unmount();
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** @throws Error that says why the system does not allow it. */
  static mount(megabytes: number): SmallDisk {
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

  resize(megabytes: number): void {
    run('mount', '-o', `remount,size=${megabytes}m`, this.folder);
  }

  /** Refused as long as a file is open for writing: asks until there is such a moment. */
  async makeReadOnly(): Promise<void> {
    await eventually(
      () => {
        run('mount', '-o', 'remount,ro', this.folder);
        return true;
      },
      Boolean,
      1,
    );
  }

  makeWritable(): void {
    run('mount', '-o', 'remount,rw', this.folder);
  }

  /** Takes all the room that there is. */
  fill(): void {
    const ballast = openSync(path.join(this.folder, 'ballast'), 'w');
    try {
      for (let left = true; left;) {
        try {
          writeSync(ballast, new Uint8Array(65_536));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          left = false;
        }
      }
    } finally {
      closeSync(ballast);
    }
  }

  /** Ends a PostgreSQL that still runs on it, and takes it away. */
  unmount(): void {
    const pidFile = path.join(this.folder, 'postgres/postmaster.pid');
    if (existsSync(pidFile)) {
      spawnSync('kill', ['-9', readFileSync(pidFile, 'utf8').split('\n')[0] ?? '']);
    }
    // Lazily: what ends in this moment may still have a file open.
    run('umount', '-l', this.folder);
    rmdirSync(this.folder);
  }
}

function run(command: string, ...args: string[]): void {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
}
