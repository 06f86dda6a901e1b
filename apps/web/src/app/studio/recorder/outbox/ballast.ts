import type { OutboxFolder } from './opfs-outbox-storage';
import type { SyncFile } from './record-file';

/** What a page holds while the studio is open: four times about a minute of video at 2 Mbit/s. */
const SIZE: BallastSize = { stones: 4, stoneBytes: 16 * 1024 * 1024 };

/** How much a {@link Ballast} holds. */
export interface BallastSize {
  readonly stones: number;
  readonly stoneBytes: number;
}

/** As many pages of one browser hold room at once; no browser has so many studios open. */
const MOST_PAGES = 16;

const NAME = /^stone-(\d+)$/;

/** A file that is held. */
interface Stone {
  readonly number: number;
  readonly file: SyncFile;
}

/** Written at once; between two of them the worker takes pictures. */
const PIECE_BYTES = 1024 * 1024;

/**
 * Room on the device that is held so that it is really there: browsers tell a round figure as their quota, whatever is
 * left on the disk, and a file that is only declared long takes none of it. What is held is written, in several stones;
 * when the disk is full, one after the other gives way to what is recorded.
 *
 * Each page holds stones of its own. The first set stays when it is let go, so that the next page need not write it.
 */
export class Ballast {
  private stones: Stone[] = [];
  private taking: Promise<number | null> | null = null;
  /** Told whenever a stone was given away: bytes that are still held. */
  gaveWay: ((left: number) => void) | null = null;

  /**
   * @param folder holds nothing else.
   * @param pause lets other work go on between two pieces.
   */
  constructor(
    private readonly folder: OutboxFolder,
    private readonly pause: () => Promise<void>,
    readonly size = SIZE,
  ) {}

  /** Bytes that are held. */
  get held(): number {
    return this.stones.length * this.size.stoneBytes;
  }

  /**
   * Takes hold of what is not held yet, as far as there is room.
   *
   * @returns the bytes that were found to be there, all of them if nothing less is told; null when it cannot be known.
   */
  take(): Promise<number | null> {
    this.taking ??= this.takeMissing().finally(() => (this.taking = null));
    return this.taking;
  }

  /** Makes room for what could not be written. @returns whether there was something to give away. */
  giveWay(): boolean {
    const stone = this.stones.pop();
    if (!stone) return false;
    empty(stone.file);
    this.gaveWay?.(this.held);
    return true;
  }

  /** Gives everything back: the room is needed by others. */
  async drop(): Promise<void> {
    await this.taking;
    for (const { file } of this.stones.splice(0)) empty(file);
  }

  /** Nothing is recorded here any more. One set of stones stays as it is, for the next time. */
  async letGo(): Promise<void> {
    await this.taking;
    for (const { number, file } of this.stones.splice(0)) {
      if (number < this.size.stones) file.close();
      else empty(file);
    }
  }

  private async takeMissing(): Promise<number | null> {
    for (let number = 0; this.stones.length < this.size.stones; number++) {
      if (number >= MOST_PAGES * this.size.stones) return null;
      if (this.stones.some((stone) => stone.number === number)) continue;
      let file: SyncFile | null = null;
      try {
        file = await this.open(`stone-${number}`);
        await this.fill(file);
        this.stones.push({ number, file });
      } catch (error) {
        // One page at a time holds a file open for writing: this one is another's.
        if (!file && isNamed(error, 'NoModificationAllowedError')) continue;
        const found = this.held + (file?.getSize() ?? 0);
        if (file) empty(file);
        if (isNamed(error, 'QuotaExceededError')) return found;
        console.warn('No room can be held here', error);
        return null;
      }
    }
    await this.clearAway();
    return this.held;
  }

  /** What a page has left that died beside another one is in nobody's hands. */
  private async clearAway(): Promise<void> {
    for await (const name of this.folder.keys()) {
      const number = Number(NAME.exec(name)?.[1] ?? -1);
      if (number < this.size.stones || this.stones.some((stone) => stone.number === number)) continue;
      try {
        empty(await this.open(name));
      } catch (error) {
        if (!isNamed(error, 'NoModificationAllowedError')) console.warn('Room stays held here', error);
      }
    }
  }

  private async open(name: string): Promise<SyncFile> {
    return (await this.folder.getFileHandle(name, { create: true })).createSyncAccessHandle();
  }

  /** A stone that an earlier page has left is taken as it lies. @throws when there is no room. */
  private async fill(file: SyncFile): Promise<void> {
    for (let at = file.getSize(); at < this.size.stoneBytes; at = file.getSize()) {
      const written = file.write(noise().subarray(0, this.size.stoneBytes - at), { at });
      if (written === 0) throw new DOMException('Nothing more was written', 'QuotaExceededError');
      await this.pause();
    }
    file.flush();
  }
}

function empty(file: SyncFile): void {
  file.truncate(0);
  file.close();
}

let made: Uint8Array<ArrayBuffer> | undefined;

/** A piece that a disk which compresses cannot make smaller. */
function noise(): Uint8Array<ArrayBuffer> {
  if (made) return made;
  made = new Uint8Array(PIECE_BYTES);
  // More is not given at once.
  for (let at = 0; at < PIECE_BYTES; at += 65_536) crypto.getRandomValues(made.subarray(at, at + 65_536));
  return made;
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}
