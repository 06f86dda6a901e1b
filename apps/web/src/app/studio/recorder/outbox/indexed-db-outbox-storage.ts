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

interface Row {
  readonly sessionId: string;
  readonly manifest: OutboxManifest;
  /** Records below were dropped. */
  readonly first: number;
}

/** Outboxes in IndexedDB, where the browser has no files that a worker can write in place. */
export class IndexedDbOutboxStorage implements OutboxStorage {
  readonly durable = true;

  private constructor(
    private readonly database: IDBDatabase,
    private readonly claims: Claims,
  ) {}

  /** Opens the database, making it when there is none. */
  static async over(
    factory: IDBFactory,
    claims: Claims,
    name = 'reclimb-outbox',
  ): Promise<IndexedDbOutboxStorage> {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('recordings', { keyPath: 'sessionId' });
      request.result.createObjectStore('records');
    };
    return new IndexedDbOutboxStorage(await result(request), claims);
  }

  async create(manifest: OutboxManifest): Promise<OutboxLog> {
    const { sessionId } = manifest.declaration;
    return this.hold(sessionId, async () => {
      if (await this.row(sessionId)) throw new OutboxClaimedError(sessionId);
      const row: Row = { sessionId, manifest, first: 0 };
      await this.write((recordings) => recordings.add(row));
      return { row, next: 0 };
    });
  }

  async open(sessionId: string): Promise<OutboxLog> {
    return this.hold(sessionId, async () => {
      const row = await this.row(sessionId);
      if (!row) throw new OutboxMissingError(sessionId);
      const records = this.database.transaction('records').objectStore('records');
      const last = await result(records.openKeyCursor(all(sessionId), 'prev'));
      return { row, next: last ? (last.key as [string, number])[1] + 1 : row.first };
    });
  }

  async listUnfinished(): Promise<UnfinishedOutbox[]> {
    const held = await this.claims.held();
    const store = this.database.transaction('recordings').objectStore('recordings');
    const rows = ((await result(store.getAll())) as Row[]).filter(({ sessionId }) => !held.has(sessionId));
    const found = await Promise.all(
      rows.map(async ({ sessionId, manifest }) => ({ manifest, bytes: await this.size(sessionId) })),
    );
    return found.sort((a, b) => a.manifest.startedAt.localeCompare(b.manifest.startedAt));
  }

  private async hold(sessionId: string, find: () => Promise<{ row: Row; next: number }>): Promise<OutboxLog> {
    const release = await this.claims.claim(sessionId);
    if (!release) throw new OutboxClaimedError(sessionId);
    try {
      const { row, next } = await find();
      return this.log(row, next, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  private log({ sessionId, manifest, first }: Row, next: number, release: () => void): OutboxLog {
    let open = true;
    const check = () => {
      if (!open) throw new Error('This outbox is closed');
    };
    return {
      manifest,
      get first() {
        return first;
      },
      get next() {
        return next;
      },
      append: async (record) => {
        check();
        const position = next;
        try {
          await this.write((_recordings, records) =>
            records.add(encodeRecord(record), [sessionId, position]),
          );
        } catch (error) {
          throw new OutboxFullError(error instanceof Error ? error.message : String(error), { cause: error });
        }
        return next++;
      },
      read: async (position) => {
        check();
        const records = this.database.transaction('records').objectStore('records');
        const bytes = (await result(records.get([sessionId, position]))) as Uint8Array | undefined;
        if (!bytes) throw new RangeError(`No record ${position} in this outbox`);
        return decodeRecord(bytes) satisfies OutboxRecord;
      },
      forget: async (upTo) => {
        check();
        const end = Math.min(upTo, next);
        if (end <= first) return;
        await this.write((recordings, records) => {
          records.delete(IDBKeyRange.bound([sessionId, first], [sessionId, end], false, true));
          recordings.put({ sessionId, manifest, first: end } satisfies Row);
        });
        first = end;
      },
      close: async ({ remove }) => {
        if (!open) return;
        open = false;
        try {
          if (remove) {
            await this.write((recordings, records) => {
              records.delete(all(sessionId));
              recordings.delete(sessionId);
            });
          }
        } finally {
          release();
        }
      },
    };
  }

  private async row(sessionId: string): Promise<Row | undefined> {
    const store = this.database.transaction('recordings').objectStore('recordings');
    return (await result(store.get(sessionId))) as Row | undefined;
  }

  private async size(sessionId: string): Promise<number> {
    const records = this.database.transaction('records').objectStore('records');
    let bytes = 0;
    const request = records.openCursor(all(sessionId));
    return new Promise((resolve, reject) => {
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        if (!request.result) return resolve(bytes);
        bytes += (request.result.value as Uint8Array).byteLength;
        request.result.continue();
      };
    });
  }

  /** Resolves when the transaction is on the disk. */
  private write(work: (recordings: IDBObjectStore, records: IDBObjectStore) => unknown): Promise<void> {
    const transaction = this.database.transaction(['recordings', 'records'], 'readwrite', {
      durability: 'strict',
    });
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () =>
        reject(transaction.error ?? new Error('The browser refused to store the recording'));
      work(transaction.objectStore('recordings'), transaction.objectStore('records'));
    });
  }
}

function all(sessionId: string): IDBKeyRange {
  return IDBKeyRange.bound([sessionId, 0], [sessionId, Number.MAX_SAFE_INTEGER]);
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser refused its database'));
  });
}
