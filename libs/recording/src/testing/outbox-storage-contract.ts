import type { Frame } from '@reclimb/contracts';
import {
  OutboxClaimedError,
  type OutboxLog,
  type OutboxManifest,
  OutboxMissingError,
  type OutboxRecord,
  type OutboxStorage,
} from '../outbox-storage.js';

/** One thing that every storage must do; rejects with the reason when it does not. */
export interface StorageContractCase {
  readonly name: string;
  run(bench: StorageBench): Promise<void>;
}

/** A storage under test. */
export interface StorageBench {
  readonly storage: OutboxStorage;
  /**
   * The end of the page and its return: whoever held a log is gone, without closing it. Returns the storage as the new
   * page finds it. Absent where it cannot be had (memory of another process).
   */
  readonly restart: () => Promise<OutboxStorage>;
}

const ids = [
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
  '33333333-3333-4333-8333-333333333333',
] as const;

/** A manifest for tests. */
export function testManifest(
  sessionId: string = ids[0],
  startedAt = '2026-01-01T10:00:00.000Z',
): OutboxManifest {
  const declaration = {
    ...({ sessionId, name: 'Grüner Überhang ✋', skeleton: 'coco17', model: 'movenet-lightning' } as const),
    ...{ imageWidth: 640, imageHeight: 480, tags: ['wall'] },
    video: { mimeType: 'video/mp4; codecs="avc1.42001f"', width: 640, height: 480 },
  };
  return { declaration, startedAt };
}

/** Consecutive frames for tests, of values that survive packing unchanged (its grid has 6250 steps); every third one is empty. */
export function testFrames(from: number, count: number): Frame[] {
  return Array.from({ length: count }, (_, index) => {
    const frameNumber = from + index;
    const keypoints = Array.from({ length: 17 }, (_unused, joint): [number, number, number] => [
      (((frameNumber + joint) % 32) * 160) / 6250,
      (((frameNumber * 3 + joint) % 64) * 90) / 6250,
      (frameNumber + joint) % 2,
    ]);
    return {
      frameNumber,
      timestamp: frameNumber / 32,
      poses: frameNumber % 3 === 2 ? [] : [{ score: 1, keypoints }],
    };
  });
}

/** `length` bytes that depend on their offset. */
export function testBytes(offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index++) {
    bytes[index] = (offset + index) * 31 + ((offset + index) >> 8);
  }
  return bytes;
}

/** A record of every kind. */
export function testRecords(): OutboxRecord[] {
  return [
    { kind: 'frames', frames: testFrames(0, 10) },
    { kind: 'video', offset: 0, data: testBytes(0, 5000) },
    { kind: 'keyframe', frameNumber: 0, image: testBytes(7, 300) },
    { kind: 'frames', frames: testFrames(10, 1) },
    { kind: 'marker', timestamp: 0.25, label: 'Griff „Nase“' },
    { kind: 'video', offset: 5000, data: testBytes(5000, 1) },
    { kind: 'stop', frameCount: 11, videoBytes: 5001 },
    { kind: 'cancel' },
  ];
}

/** What every {@link OutboxStorage} must do. Runs wherever storages live: no test framework, no clock. */
export const outboxStorageContract: readonly StorageContractCase[] = [
  {
    name: 'gives back every kind of record as it was',
    run: async ({ storage }) => {
      const log = await storage.create(testManifest());
      await fill(log);
      await holds(log, 0, testRecords());
      await log.close({ remove: true });
    },
  },
  {
    name: 'keeps manifest and records over the end of the page',
    run: async ({ storage, restart }) => {
      await fill(await storage.create(testManifest()));
      const log = await (await restart()).open(ids[0]);
      same(log.manifest, testManifest(), 'manifest');
      await holds(log, 0, testRecords());
      const next = log.next;
      same(await log.append({ kind: 'marker', timestamp: 9, label: 'more' }), next, 'position');
      await holds(log, 0, [...testRecords(), { kind: 'marker', timestamp: 9, label: 'more' }]);
      await log.close({ remove: true });
    },
  },
  {
    name: 'gives up none of the records that were not forgotten',
    run: async ({ storage, restart }) => {
      const first = await storage.create(testManifest());
      await fill(first);
      await first.forget(3);
      within(first.first, 0, 3);
      await holds(first, 3, testRecords().slice(3));
      const log = await (await restart()).open(ids[0]);
      within(log.first, 0, 3);
      await holds(log, 3, testRecords().slice(3));
      await log.forget(log.next);
      const position = await log.append({ kind: 'cancel' });
      same(await log.read(position), { kind: 'cancel' }, 'record after everything was forgotten');
      await log.close({ remove: true });
    },
  },
  {
    name: 'remembers after the end of the page that something was forgotten',
    run: async ({ storage, restart }) => {
      const first = await storage.create(testManifest());
      const big = 1024 * 1024;
      for (let part = 0; part < 9; part++) {
        await first.append({ kind: 'video', offset: part * big, data: testBytes(part * big, big) });
      }
      const next = first.next;
      await first.forget(next);
      const log = await (await restart()).open(ids[0]);
      if (log.first === 0) throw new Error('The log looks as if nothing had been forgotten');
      same(log.next, next, 'next position');
      await log.close({ remove: true });
    },
  },
  {
    name: 'never offers a recording that is held',
    run: async ({ storage }) => {
      const log = await storage.create(testManifest());
      await fill(log);
      same(await storage.listUnfinished(), [], 'unfinished recordings');
      await rejects(storage.open(ids[0]), OutboxClaimedError);
      await rejects(storage.create(testManifest()), OutboxClaimedError);
      await log.close({ remove: false });
      same((await storage.listUnfinished()).length, 1, 'unfinished recordings');
      const again = await storage.open(ids[0]);
      same(await storage.listUnfinished(), [], 'unfinished recordings');
      await again.close({ remove: true });
    },
  },
  {
    name: 'lists what was left behind, oldest first, with its size',
    run: async ({ storage, restart }) => {
      await fill(await storage.create(testManifest(ids[1], '2026-01-02T10:00:00.000Z')));
      await fill(await storage.create(testManifest(ids[0], '2026-01-03T10:00:00.000Z')));
      await fill(await storage.create(testManifest(ids[2], '2026-01-01T10:00:00.000Z')));
      const next = await restart();
      const found = await next.listUnfinished();
      const names = found.map(({ manifest }) => manifest.declaration.sessionId);
      same(names, [ids[2], ids[1], ids[0]], 'unfinished recordings');
      for (const { bytes } of found) within(bytes, 5000, 50_000);
      for (const id of ids) await (await next.open(id)).close({ remove: true });
    },
  },
  {
    name: 'leaves nothing of a recording that was removed',
    run: async ({ storage, restart }) => {
      const log = await storage.create(testManifest());
      await fill(log);
      await log.close({ remove: true });
      await log.close({ remove: true });
      await rejects(log.append({ kind: 'cancel' }), Error);
      same(await storage.listUnfinished(), [], 'unfinished recordings');
      const next = await restart();
      await rejects(next.open(ids[0]), OutboxMissingError);
      const again = await next.create(testManifest());
      same([again.first, again.next], [0, 0], 'positions of a new log');
      await again.close({ remove: true });
    },
  },
  {
    name: 'refuses positions that it does not hold',
    run: async ({ storage }) => {
      const log = await storage.create(testManifest());
      await log.append({ kind: 'cancel' });
      await rejects(log.read(1), RangeError);
      await rejects(log.read(-1), RangeError);
      await log.close({ remove: true });
    },
  },
];

async function fill(log: OutboxLog): Promise<void> {
  for (const record of testRecords()) await log.append(record);
}

async function holds(log: OutboxLog, from: number, records: OutboxRecord[]): Promise<void> {
  same(log.next, from + records.length, 'next position');
  for (const [index, record] of records.entries()) {
    same(await log.read(from + index), record, `record ${from + index}`);
  }
}

async function rejects(
  promise: Promise<unknown>,
  kind: abstract new (...args: never[]) => Error,
): Promise<void> {
  const reason = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(reason instanceof kind)) throw new Error(`Expected ${kind.name}, got ${String(reason)}`);
}

function same(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [plain(actual), plain(expected)];
  if (a !== b) throw new Error(`Wrong ${what}: ${a.slice(0, 300)} instead of ${b.slice(0, 300)}`);
}

function within(value: number, least: number, most: number): void {
  if (!(value >= least && value <= most)) throw new Error(`Expected ${least}…${most}, got ${value}`);
}

/** JSON with sorted keys, bytes as numbers. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner instanceof Uint8Array) return [...inner];
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
