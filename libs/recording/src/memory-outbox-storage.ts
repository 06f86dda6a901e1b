import {
  OutboxClaimedError,
  OutboxFullError,
  type OutboxLog,
  type OutboxManifest,
  OutboxMissingError,
  type OutboxRecord,
  type OutboxStorage,
  type UnfinishedOutbox,
} from './outbox-storage.js';
import { recordSize } from './record-size.js';

interface Shelf {
  readonly manifest: OutboxManifest;
  readonly records: Map<number, OutboxRecord>;
  first: number;
  next: number;
  bytes: number;
  holder: object | null;
}

/** The last resort of a browser without storage, and the storage of tests: gone with the page. */
export class MemoryOutboxStorage implements OutboxStorage {
  readonly durable = false;
  private readonly shelves = new Map<string, Shelf>();

  /** @param limit bytes of all recordings together (see {@link recordSize}); a record beyond it is refused. */
  constructor(private readonly limit = Number.POSITIVE_INFINITY) {}

  async create(manifest: OutboxManifest): Promise<OutboxLog> {
    const { sessionId } = manifest.declaration;
    if (this.shelves.has(sessionId)) throw new OutboxClaimedError(sessionId);
    const shelf: Shelf = { manifest, records: new Map(), first: 0, next: 0, bytes: 0, holder: null };
    this.shelves.set(sessionId, shelf);
    return this.hold(shelf);
  }

  async open(sessionId: string): Promise<OutboxLog> {
    const shelf = this.shelves.get(sessionId);
    if (!shelf) throw new OutboxMissingError(sessionId);
    if (shelf.holder) throw new OutboxClaimedError(sessionId);
    return this.hold(shelf);
  }

  async listUnfinished(): Promise<UnfinishedOutbox[]> {
    return [...this.shelves.values()]
      .filter((shelf) => !shelf.holder)
      .map(({ manifest, bytes }) => ({ manifest, bytes }))
      .sort((a, b) => a.manifest.startedAt.localeCompare(b.manifest.startedAt));
  }

  /** Takes every recording away from its owner, as the end of its page would: what the owner still does fails. */
  abandonAll(): void {
    for (const shelf of this.shelves.values()) shelf.holder = null;
  }

  private hold(shelf: Shelf): OutboxLog {
    const owner = {};
    shelf.holder = owner;
    const held = () => {
      if (shelf.holder !== owner) throw new Error('This outbox is closed');
      return shelf;
    };
    return {
      manifest: shelf.manifest,
      get first() {
        return shelf.first;
      },
      get next() {
        return shelf.next;
      },
      append: async (record) => {
        const target = held();
        if (this.used() + recordSize(record) > this.limit) throw new OutboxFullError();
        target.records.set(target.next, record);
        target.bytes += recordSize(record);
        return target.next++;
      },
      read: async (position) => {
        const record = held().records.get(position);
        if (!record) throw new RangeError(`No record ${position} in this outbox`);
        return record;
      },
      forget: async (upTo) => {
        const target = held();
        for (; target.first < Math.min(upTo, target.next); target.first++) {
          target.bytes -= recordSize(target.records.get(target.first) as OutboxRecord);
          target.records.delete(target.first);
        }
      },
      close: async ({ remove }) => {
        if (shelf.holder !== owner) return;
        shelf.holder = null;
        if (remove) this.shelves.delete(shelf.manifest.declaration.sessionId);
      },
    };
  }

  private used(): number {
    return [...this.shelves.values()].reduce((sum, shelf) => sum + shelf.bytes, 0);
  }
}
