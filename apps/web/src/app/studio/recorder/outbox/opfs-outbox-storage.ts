import {
  OutboxClaimedError,
  OutboxFullError,
  type OutboxLog,
  type OutboxManifest,
  OutboxMissingError,
  type OutboxRecord,
  type OutboxStorage,
  type UnfinishedOutbox,
} from '@reclimb/recording';
import type { Claims } from './claims';
import { decodeRecord, encodeRecord } from './record-codec';
import { RecordFile, type SyncFile } from './record-file';

/** A folder of the origin's private file system: what the outbox needs of a FileSystemDirectoryHandle. */
export interface OutboxFolder {
  getDirectoryHandle(name: string, options?: { create?: boolean }): Promise<OutboxFolder>;
  getFileHandle(name: string, options?: { create?: boolean }): Promise<OutboxFile>;
  removeEntry(name: string, options?: { recursive?: boolean }): Promise<void>;
  keys(): AsyncIterableIterator<string>;
}

/** A file of it; `createSyncAccessHandle` exists in workers only. */
export interface OutboxFile {
  createSyncAccessHandle(): Promise<SyncFile>;
  getFile(): Promise<{ readonly size: number }>;
}

/**
 * A new file begins when one has reached this size, and whole files are dropped: half a minute of video at 1 Mbit/s is
 * kept longer than it must be.
 */
const SEGMENT_BYTES = 4 * 1024 * 1024;

/**
 * A file of which nothing is needed any more is dropped from this size on, so that what an unfinished recording seems to
 * hold is close to what really waits. Smaller ones are not worth making a new file every second.
 */
const EMPTY_SEGMENT_BYTES = 256 * 1024;

const MANIFEST = 'manifest';
const SEGMENT = /^log-(\d+)$/;

interface Segment {
  readonly first: number;
  readonly file: RecordFile;
}

/**
 * Outboxes as files: a folder a recording, in it the manifest and the log as files that are named for their first
 * record's position.
 */
export class OpfsOutboxStorage implements OutboxStorage {
  readonly durable = true;

  constructor(
    private readonly folder: OutboxFolder,
    private readonly claims: Claims,
    /** Makes room on a full disk, as long as it answers true. */
    private readonly giveWay: () => boolean = () => false,
  ) {}

  async create(manifest: OutboxManifest): Promise<OutboxLog> {
    const { sessionId } = manifest.declaration;
    const release = await this.claim(sessionId);
    try {
      if ((await names(this.folder)).includes(sessionId)) throw new OutboxClaimedError(sessionId);
      const folder = await this.folder.getDirectoryHandle(sessionId, { create: true });
      const log = await this.log(folder, manifest, release);
      const file = await openFile(folder, MANIFEST);
      file.append(new TextEncoder().encode(JSON.stringify(manifest)));
      file.close();
      return log;
    } catch (error) {
      release();
      throw error;
    }
  }

  async open(sessionId: string): Promise<OutboxLog> {
    const release = await this.claim(sessionId);
    try {
      if (!(await names(this.folder)).includes(sessionId)) throw new OutboxMissingError(sessionId);
      const folder = await this.folder.getDirectoryHandle(sessionId);
      const manifest = await readManifest(folder);
      if (!manifest) throw new OutboxMissingError(sessionId);
      return await this.log(folder, manifest, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  async listUnfinished(): Promise<UnfinishedOutbox[]> {
    const held = await this.claims.held();
    const found: UnfinishedOutbox[] = [];
    for (const sessionId of await names(this.folder)) {
      if (held.has(sessionId)) continue;
      const release = await this.claims.claim(sessionId);
      if (!release) continue;
      try {
        const folder = await this.folder.getDirectoryHandle(sessionId);
        const manifest = await readManifest(folder);
        // The page died between making the folder and writing the manifest: nothing was recorded yet.
        if (!manifest) await this.folder.removeEntry(sessionId, { recursive: true });
        else found.push({ manifest, bytes: await logSize(folder) });
      } finally {
        release();
      }
    }
    return found.sort((a, b) => a.manifest.startedAt.localeCompare(b.manifest.startedAt));
  }

  private log(folder: OutboxFolder, manifest: OutboxManifest, release: () => void): Promise<OpfsLog> {
    const { sessionId } = manifest.declaration;
    return OpfsLog.over(folder, manifest, this.giveWay, (remove) => this.end(sessionId, remove, release));
  }

  private async claim(sessionId: string): Promise<() => void> {
    const release = await this.claims.claim(sessionId);
    if (!release) throw new OutboxClaimedError(sessionId);
    return release;
  }

  private async end(sessionId: string, remove: boolean, release: () => void): Promise<void> {
    try {
      if (remove) await this.folder.removeEntry(sessionId, { recursive: true });
    } finally {
      release();
    }
  }
}

class OpfsLog implements OutboxLog {
  private work: Promise<unknown> = Promise.resolve();
  private closed = false;

  private constructor(
    readonly manifest: OutboxManifest,
    private readonly folder: OutboxFolder,
    private segments: Segment[],
    private readonly giveWay: () => boolean,
    private readonly ended: (remove: boolean) => Promise<void>,
  ) {}

  static async over(
    folder: OutboxFolder,
    manifest: OutboxManifest,
    giveWay: () => boolean,
    ended: (remove: boolean) => Promise<void>,
  ): Promise<OpfsLog> {
    const starts = (await names(folder)).flatMap((name) => SEGMENT.exec(name)?.[1] ?? []).map(Number);
    const segments: Segment[] = [];
    for (const first of starts.sort((a, b) => a - b)) {
      const before = segments.at(-1);
      // A file that was cut short in the middle: what follows it cannot be sent without what is missing.
      if (before && before.first + before.file.count !== first) await folder.removeEntry(`log-${first}`);
      else segments.push({ first, file: await openFile(folder, `log-${first}`) });
    }
    if (!segments.length) segments.push({ first: 0, file: await openFile(folder, 'log-0') });
    return new OpfsLog(manifest, folder, segments, giveWay, ended);
  }

  get first(): number {
    return (this.segments[0] as Segment).first;
  }

  get next(): number {
    const { first, file } = this.segments.at(-1) as Segment;
    return first + file.count;
  }

  append(record: OutboxRecord): Promise<number> {
    return this.queue(async () => {
      const position = this.next;
      const bytes = encodeRecord(record);
      for (;;) {
        try {
          if ((this.segments.at(-1) as Segment).file.size >= SEGMENT_BYTES) await this.begin(position);
          (this.segments.at(-1) as Segment).file.append(bytes);
          return position;
        } catch (error) {
          if (this.giveWay()) continue;
          throw new OutboxFullError(error instanceof Error ? error.message : String(error), { cause: error });
        }
      }
    });
  }

  read(position: number): Promise<OutboxRecord> {
    return this.queue(async () => {
      const segment = this.segments.findLast(({ first }) => first <= position);
      if (!segment) throw new RangeError(`No record ${position} in this outbox`);
      return decodeRecord(segment.file.read(position - segment.first));
    });
  }

  forget(upTo: number): Promise<void> {
    return this.queue(async () => {
      const last = this.segments.at(-1) as Segment;
      if (upTo >= this.next && last.file.size >= EMPTY_SEGMENT_BYTES) await this.begin(this.next);
      for (;;) {
        const [oldest, second] = this.segments;
        if (!oldest || !second || second.first > upTo) return;
        this.segments = this.segments.slice(1);
        oldest.file.close();
        await this.folder.removeEntry(`log-${oldest.first}`);
      }
    });
  }

  async close({ remove }: { readonly remove: boolean }): Promise<void> {
    if (this.closed) return;
    await this.queue(async () => {
      this.closed = true;
      for (const { file } of this.segments) file.close();
    });
    await this.ended(remove);
  }

  private async begin(first: number): Promise<void> {
    this.segments = [...this.segments, { first, file: await openFile(this.folder, `log-${first}`) }];
  }

  private queue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.work.then(() => {
      if (this.closed) throw new Error('This outbox is closed');
      return work();
    });
    // The caller hears of a failure; the next one in the queue is not concerned.
    this.work = result.catch(() => undefined);
    return result;
  }
}

async function names(folder: OutboxFolder): Promise<string[]> {
  const found: string[] = [];
  for await (const name of folder.keys()) found.push(name);
  return found;
}

async function openFile(folder: OutboxFolder, name: string): Promise<RecordFile> {
  const handle = await folder.getFileHandle(name, { create: true });
  return new RecordFile(await handle.createSyncAccessHandle());
}

async function readManifest(folder: OutboxFolder): Promise<OutboxManifest | null> {
  if (!(await names(folder)).includes(MANIFEST)) return null;
  const file = await openFile(folder, MANIFEST);
  try {
    return file.count ? (JSON.parse(new TextDecoder().decode(file.read(0))) as OutboxManifest) : null;
  } finally {
    file.close();
  }
}

async function logSize(folder: OutboxFolder): Promise<number> {
  let size = 0;
  for (const name of await names(folder)) {
    if (SEGMENT.test(name)) size += (await (await folder.getFileHandle(name)).getFile()).size;
  }
  return size;
}
