import { createHash } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
import type { Frame } from '@reclimb/contracts';
import { decodeFrames } from '@reclimb/pose';

/** The first byte of a record in the studio's outbox. */
const FRAMES = 0;
const VIDEO = 1;

/** Length and check sum in front of a record in the outbox's files. */
const FILE_HEAD = 8;

/**
 * Runs in front of the capture worker's own code: whatever its outbox has put on the disk, in a file or in IndexedDB, is
 * told on a channel. A record is told only after the disk has it, which is when the studio counts it as recorded.
 */
function tellWhatIsStored(fileHead: number): void {
  const channel = new BroadcastChannel('outbox');
  const worker = Math.random();
  const tell = (record: Uint8Array) => channel.postMessage({ worker, record });
  const unflushed = new WeakMap<object, Uint8Array[]>();
  const {
    FileSystemFileHandle: Handle,
    FileSystemSyncAccessHandle: File,
    IDBObjectStore: Store,
  } = globalThis as unknown as {
    FileSystemFileHandle: { prototype: { createSyncAccessHandle(this: { name: string }): Promise<object> } };
    FileSystemSyncAccessHandle?: {
      prototype: { write(bytes: Uint8Array, options: unknown): number; flush(): void };
    };
    IDBObjectStore: { prototype: { add(value: unknown, key?: IDBValidKey): IDBRequest } };
  };
  if (File) {
    const { write, flush } = File.prototype;
    const { createSyncAccessHandle } = Handle.prototype;
    Handle.prototype.createSyncAccessHandle = async function () {
      const file = await createSyncAccessHandle.call(this);
      // The studio has files of other kinds too.
      if (/^(manifest|log-\d+)$/.test(this.name)) unflushed.set(file, []);
      return file;
    };
    File.prototype.write = function (bytes, options) {
      unflushed.get(this)?.push(bytes.slice(fileHead));
      return write.call(this, bytes, options);
    };
    File.prototype.flush = function () {
      flush.call(this);
      for (const bytes of unflushed.get(this)?.splice(0) ?? []) tell(bytes);
    };
  }
  const { add } = Store.prototype;
  Store.prototype.add = function (value, key) {
    const request = add.call(this, value, key);
    const { manifest } = value as { manifest?: unknown };
    const bytes = manifest ? new TextEncoder().encode(JSON.stringify(manifest)) : (value as Uint8Array);
    request.transaction?.addEventListener('complete', () => tell(bytes));
    return request;
  };
}

/** What the studios of a browser have recorded: the promise that the server is held to in the end. */
export class Tape {
  sessionId: string | undefined;
  readonly frames: Frame[] = [];
  private readonly video: Buffer[] = [];
  private videoBytes = 0;
  /** The worker that records the session. */
  private worker: number | undefined;

  /** Listens to every studio that is opened in this browser from now on; `prelude` runs in the worker before that. */
  static async of(context: BrowserContext, prelude = ''): Promise<Tape> {
    const tape = new Tape();
    await context.exposeBinding('tellTape', (_source, worker: number, record: string) =>
      tape.take(worker, Buffer.from(record, 'base64')),
    );
    await context.addInitScript(() => {
      const { tellTape } = globalThis as unknown as { tellTape(worker: number, record: string): void };
      type Told = MessageEvent<{ worker: number; record: Uint8Array }>;
      new BroadcastChannel('outbox').onmessage = ({ data: { worker, record } }: Told) => {
        let text = '';
        for (const byte of record) text += String.fromCharCode(byte);
        tellTape(worker, btoa(text));
      };
    });
    const code = `(${tellWhatIsStored.toString()})(${FILE_HEAD});\n${prelude}\n`;
    await context.route('**/worker-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: code + (await response.text()) });
    });
    return tape;
  }

  /** The session that is recorded. */
  get id(): string {
    if (!this.sessionId) throw new Error('Nothing was recorded');
    return this.sessionId;
  }

  /** Size of the recorded video. */
  get bytes(): number {
    return this.videoBytes;
  }

  sha256(): string {
    return createHash('sha256').update(Buffer.concat(this.video)).digest('hex');
  }

  private take(worker: number, record: Buffer): void {
    if (record[0] === '{'.charCodeAt(0)) {
      const { declaration } = JSON.parse(record.toString()) as { declaration: { sessionId: string } };
      // Every worker first tries its storage out.
      if (declaration.sessionId.startsWith('probe-')) return;
      this.sessionId = declaration.sessionId;
      this.worker = worker;
      this.frames.length = this.video.length = this.videoBytes = 0;
      return;
    }
    if (worker !== this.worker) return;
    const head = 3 + record.readUInt16LE(1);
    const body = record.subarray(head);
    if (record[0] === FRAMES) {
      for (const frame of decodeFrames(body)) this.frames[frame.frameNumber] = frame;
    } else if (record[0] === VIDEO) {
      const { offset } = JSON.parse(record.toString('utf8', 3, head)) as { offset: number };
      // Two open pages of the browser both tell it.
      if (offset < this.videoBytes) return;
      if (offset > this.videoBytes) throw new Error(`The outbox left out the video's bytes before ${offset}`);
      this.video.push(body);
      this.videoBytes += body.length;
    }
  }
}
