import { randomUUID } from 'node:crypto';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.js';

/** Some minutes of video of several people; below it recordings would soon be refused. */
const MIN_FREE_BYTES = 256 * 1024 * 1024;
/** A probe waits a second or two; an answer that comes later is none. */
const TIMEOUT_MS = 1_500;

export interface Check {
  status: 'up' | 'down';
  message?: string;
}

/** Tries out what a recording needs: the database, the media folder, space. */
@Injectable()
export class Health {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
  ) {}

  async check(): Promise<{ database: Check; media: Check; disk: Check }> {
    const [database, media, disk] = await Promise.all([
      attempt('The database does not answer', () => this.dataSource.query('SELECT 1')),
      attempt('The media store cannot be written', () => this.writeSomething()),
      attempt('The disk is nearly full', () => this.findSpace()),
    ]);
    return { database, media, disk };
  }

  private async writeSomething(): Promise<void> {
    await mkdir(this.config.mediaDir, { recursive: true });
    const probe = path.join(this.config.mediaDir, `.probe-${randomUUID()}`);
    try {
      await writeFile(probe, 'ok');
    } finally {
      await rm(probe, { force: true });
    }
  }

  private async findSpace(): Promise<void> {
    await mkdir(this.config.mediaDir, { recursive: true });
    const { bavail, bsize } = await statfs(this.config.mediaDir);
    if (bavail * bsize < MIN_FREE_BYTES) throw new Error('Too little space');
  }
}

/** The message is ours: the cause may hold paths and addresses, and probes are public. */
async function attempt(message: string, work: () => Promise<unknown>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Timed out')), TIMEOUT_MS);
  });
  try {
    await Promise.race([work(), timeout]);
    return { status: 'up' };
  } catch {
    // Any failure means the same to a probe: not usable now.
    return { status: 'down', message };
  } finally {
    clearTimeout(timer);
  }
}
