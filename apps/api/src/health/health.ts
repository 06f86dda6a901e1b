import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isNoRoom } from '../media/media-errors.js';
import { MediaMount } from '../media/media-mount.js';
import { MediaStore } from '../media/media-store.js';

/** Some minutes of video of several people; below it the answer says that room runs out. */
const FEW_FREE_BYTES = 256 * 1024 * 1024;
/** A probe waits a second or two; an answer that comes later is none. */
const TIMEOUT_MS = 1_500;

export interface Check {
  status: 'up' | 'down';
  message?: string;
}

/** Tries out what a recording needs: the database, the media store, room in it. */
@Injectable()
export class Health {
  /** What is still being tried: each probe of a store that hangs would otherwise hang one more thread. */
  private readonly running = new Map<string, Promise<string | void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly media: MediaStore,
    private readonly mount: MediaMount,
  ) {}

  async check(): Promise<{ database: Check; media: Check; disk: Check }> {
    const [database, media, disk] = await Promise.all([
      this.attempt('The database does not answer', async () => {
        await this.dataSource.query('SELECT 1');
      }),
      this.attempt('The media store cannot be written', () => this.store()),
      this.attempt('The media store does not say how much room it has', () => this.room()),
    ]);
    return { database, media, disk };
  }

  /** What is recorded into a folder whose disk is not mounted can be lost from sight, but it can be recorded. */
  private async store(): Promise<string | void> {
    await this.media.check();
    if (await this.mount.looksUnmounted()) {
      return 'The media folder looks unmounted: its marker file is missing, or belongs to another database';
    }
  }

  /** What a full disk means is the media store's to say; here it is told in time. */
  private async room(): Promise<string | void> {
    const free = await this.media.freeBytes();
    if (free < FEW_FREE_BYTES) return `The disk is nearly full: ${Math.floor(free / 1_000_000)} MB are free`;
  }

  /** What `work` answers is a warning. The message is ours: a cause may hold paths and addresses, and probes are public. */
  private async attempt(message: string, work: () => Promise<string | void>): Promise<Check> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('Timed out')), TIMEOUT_MS);
    });
    try {
      const warning = await Promise.race([this.once(message, work), timeout]);
      return { status: 'up', ...(warning !== undefined && { message: warning }) };
    } catch (error) {
      // But for a full store, any failure means the same to a probe: not usable now.
      return { status: 'down', message: isNoRoom(error) ? 'The media store is full' : message };
    } finally {
      clearTimeout(timer);
    }
  }

  private once(name: string, work: () => Promise<string | void>): Promise<string | void> {
    const running = this.running.get(name) ?? work().finally(() => this.running.delete(name));
    this.running.set(name, running);
    return running;
  }
}
