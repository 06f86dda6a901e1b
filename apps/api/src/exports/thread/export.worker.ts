import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { Pool } from 'pg';
import { FolderMediaStore } from '../../media/folder-media-store.js';
import { READ_FRAMES } from '../../sessions/frame-row.js';
import { inBlocks } from '../blocks.js';
import { exportedPieces, type ExportPorts } from '../session-exporter.js';
import {
  carried,
  type ExportThreadData,
  type FromExportThread,
  type ToExportThread,
} from './export-messages.js';

/** A page of frames takes milliseconds: two connections serve many exports, and a reader who waits holds none. */
const CONNECTIONS = 2;
const IDLE_CONNECTION_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** One export under way. */
interface Open {
  readonly blocks: AsyncGenerator<Buffer, void, undefined>;
  /** What did not fit into the last block. */
  rest: Buffer;
}

function work(port: MessagePort, { databaseUrl, mediaDir }: ExportThreadData): void {
  const tell = (message: FromExportThread, transfer: ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'reclimb exports',
    max: CONNECTIONS,
    idleTimeoutMillis: IDLE_CONNECTION_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // A connection that breaks while nobody uses it; whoever uses one sees the failure anyway.
  pool.on('error', ({ message }) => tell({ kind: 'warning', message }));
  pool.on('connect', (client) => client.on('error', ({ message }) => tell({ kind: 'warning', message })));
  const ports: ExportPorts = {
    media: new FolderMediaStore(mediaDir),
    readFrames: async (sessionId, first, last) =>
      (await pool.query(READ_FRAMES, [sessionId, first, last, last - first + 1])).rows,
  };
  const open = new Map<number, Open>();

  async function next(id: number, memory: ArrayBuffer): Promise<void> {
    const one = open.get(id);
    // Closed meanwhile: nobody waits for it.
    if (!one) return;
    try {
      if (one.rest.length === 0) one.rest = (await one.blocks.next()).value ?? Buffer.alloc(0);
      const length = one.rest.copy(new Uint8Array(memory));
      one.rest = one.rest.subarray(length);
      tell({ kind: 'block', id, memory, length }, [memory]);
    } catch (error) {
      open.delete(id);
      tell({ kind: 'failed', id, error: carried(error) });
    }
  }

  port.on('message', (message: ToExportThread) => {
    const { id } = message;
    if (message.kind === 'next') return void next(id, message.memory);
    if (message.kind === 'open') {
      const blocks = inBlocks(exportedPieces(message.task, ports));
      open.set(id, { blocks, rest: Buffer.alloc(0) });
      return;
    }
    const blocks = open.get(id)?.blocks;
    open.delete(id);
    // What it has open (a file, a video) is closed by its `finally`.
    blocks?.return().catch(({ message: text }: Error) => tell({ kind: 'warning', message: text }));
  });
}

if (parentPort) work(parentPort, workerData as ExportThreadData);
