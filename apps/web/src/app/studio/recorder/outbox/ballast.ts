import type { OutboxFolder } from './opfs-outbox-storage';
import type { SyncFile } from './record-file';

/** What is held while the studio is open: four times about a minute of video at 2 Mbit/s. */
const SIZE: BallastSize = { stones: 4, stoneBytes: 16 * 1024 * 1024 };

/** How much a {@link Ballast} holds. */
export interface BallastSize {
  readonly stones: number;
  readonly stoneBytes: number;
}

/** Written at once; between two of them the worker takes pictures. */
const PIECE_BYTES = 1024 * 1024;

/**
 * Room on the device that is held so that it is really there: browsers tell a round figure as their quota, whatever is
 * left on the disk, and a file that is only declared long takes none of it. What is held is written, in several stones;
 * when the disk is full, one after the other gives way to what is recorded.
 */
export class Ballast {
  private stones: SyncFile[] = [];
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
   * @returns the bytes that were found to be there, all of them if nothing less is told; null when it cannot be known,
   * because another page of this browser holds them.
   */
  take(): Promise<number | null> {
    this.taking ??= this.takeMissing().finally(() => (this.taking = null));
    return this.taking;
  }

  /** Makes room for what could not be written. @returns whether there was something to give away. */
  giveWay(): boolean {
    const stone = this.stones.pop();
    if (!stone) return false;
    stone.truncate(0);
    stone.close();
    this.gaveWay?.(this.held);
    return true;
  }

  /** Gives everything back. */
  async drop(): Promise<void> {
    await this.taking;
    for (const stone of this.stones) {
      stone.truncate(0);
      stone.close();
    }
    this.stones = [];
  }

  private async takeMissing(): Promise<number | null> {
    while (this.stones.length < this.size.stones) {
      let file: SyncFile | null = null;
      try {
        file = await this.open(`stone-${this.stones.length}`);
        await this.fill(file);
        this.stones.push(file);
      } catch (error) {
        const found = this.held + (file?.getSize() ?? 0);
        file?.truncate(0);
        file?.close();
        if (isNamed(error, 'QuotaExceededError')) return found;
        // One page at a time holds a file open for writing.
        if (!isNamed(error, 'NoModificationAllowedError')) console.warn('No room can be held here', error);
        return null;
      }
    }
    return this.held;
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
