import { MemoryOutboxStorage, type OutboxStorage } from '@reclimb/recording';
import { Ballast } from './ballast';
import { LockClaims } from './claims';
import { IndexedDbOutboxStorage } from './indexed-db-outbox-storage';
import { OpfsOutboxStorage, type OutboxFolder } from './opfs-outbox-storage';

/** What may be kept in memory where nothing else can be had: a quarter of an hour of video at 2 Mbit/s. */
const MEMORY_LIMIT = 256 * 1024 * 1024;

/** Where recordings are kept, and what makes room for them there. */
export interface ChosenStorage {
  readonly storage: OutboxStorage;
  /** Null where no files can be had. */
  readonly ballast: Ballast | null;
}

/**
 * The best storage that this browser really has: each is tried by writing a record and reading it back. Private windows
 * and managed browsers offer interfaces that then refuse.
 */
export async function chooseStorage(): Promise<ChosenStorage> {
  for (const build of [openFiles, openDatabase]) {
    try {
      const chosen = await build();
      await probe(chosen.storage);
      return chosen;
    } catch (error) {
      console.warn('This browser refuses a way to keep recordings; trying the next', error);
    }
  }
  return { storage: new MemoryOutboxStorage(MEMORY_LIMIT), ballast: null };
}

async function openFiles(): Promise<ChosenStorage> {
  const root = (await navigator.storage.getDirectory()) as unknown as OutboxFolder;
  const folder = await root.getDirectoryHandle('reclimb-outbox', { create: true });
  const ballast = new Ballast(
    await root.getDirectoryHandle('reclimb-ballast', { create: true }),
    () => new Promise((resolve) => setTimeout(resolve)),
  );
  const claims = new LockClaims(navigator.locks);
  return { storage: new OpfsOutboxStorage(folder, claims, () => ballast.giveWay()), ballast };
}

async function openDatabase(): Promise<ChosenStorage> {
  const storage = await IndexedDbOutboxStorage.over(indexedDB, new LockClaims(navigator.locks));
  return { storage, ballast: null };
}

async function probe(storage: OutboxStorage): Promise<void> {
  const sessionId = `probe-${crypto.randomUUID()}`;
  const log = await storage.create({
    declaration: {
      ...{ sessionId, name: 'probe', skeleton: 'coco17', model: 'probe', imageWidth: 1, imageHeight: 1 },
    },
    startedAt: new Date().toISOString(),
  });
  try {
    const position = await log.append({ kind: 'video', offset: 0, data: Uint8Array.of(1, 2, 3) });
    const record = await log.read(position);
    if (record.kind !== 'video' || record.data.join() !== '1,2,3') {
      throw new Error('It does not keep what is written');
    }
  } finally {
    await log.close({ remove: true });
  }
}
