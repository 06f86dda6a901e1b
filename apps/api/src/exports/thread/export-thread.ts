import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { DomainError } from '../../errors/domain-error.js';
import type { ExportTask } from '../session-exporter.js';
import {
  delivered,
  type ExportThreadData,
  type FromExportThread,
  type ToExportThread,
} from './export-messages.js';

/** The compiled worker. Tests run the sources, which a worker thread cannot load; the build lies beside them. */
const WORKER_FILE = path
  .join(import.meta.dirname, 'export.worker.js')
  .replace(`${path.sep}src${path.sep}exports`, `${path.sep}dist${path.sep}exports`);

/**
 * An export lets go of what it has read at once: with little room for the young it is collected early. The server itself has
 * V8's own size, which recordings want.
 */
const YOUNG_MEGABYTES = 6;
/** The directories of some hundred-thousand files (`openpose`) and the indices of videos, several at the same time. */
const OLD_MEGABYTES = 512;
/** How long it is kept for the next export. */
const IDLE_MS = 60_000;
const BLOCK_BYTES = 64 * 1024;

interface Waiting {
  readonly worker: Worker;
  resolve(block: { memory: ArrayBuffer; length: number }): void;
  reject(error: unknown): void;
}

/**
 * Makes exports in a thread of its own, all of them in one: an hour of frames in text holds up no recording meanwhile, leaves its
 * garbage in a heap with limits of its own, and can exhaust that heap alone. The thread begins with the first export
 * and ends some time after the last.
 */
@Injectable()
export class ExportThread implements OnModuleDestroy {
  private readonly logger = new Logger('Exports');
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  /** Why threads ended that exports may still want something of. */
  private readonly failures = new WeakMap<Worker, Error>();
  private open = 0;
  private lastId = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly config: Config) {}

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.idle);
    await this.worker?.terminate();
  }

  /**
   * The export in blocks. Each is read only when it is asked for, and its memory holds the next one as soon as that is: whoever
   * takes one must be done with it before. Leave it by its `return`.
   *
   * @throws what {@link exportedPieces} throws.
   */
  async *blocks(task: ExportTask): AsyncGenerator<Buffer, void, undefined> {
    const worker = this.thread();
    const id = ++this.lastId;
    this.open += 1;
    clearTimeout(this.idle);
    const tell = (message: ToExportThread, transfer: ArrayBuffer[] = []) =>
      worker.postMessage(message, transfer);
    try {
      tell({ kind: 'open', id, task });
      let memory = new ArrayBuffer(BLOCK_BYTES);
      for (;;) {
        if (this.failures.has(worker)) throw this.failures.get(worker);
        const answer = new Promise<{ memory: ArrayBuffer; length: number }>((resolve, reject) =>
          this.waiting.set(id, { worker, resolve, reject }),
        );
        tell({ kind: 'next', id, memory }, [memory]);
        const block = await answer;
        if (block.length === 0) return;
        memory = block.memory;
        yield Buffer.from(memory, 0, block.length);
      }
    } finally {
      tell({ kind: 'close', id });
      this.waiting.delete(id);
      this.open -= 1;
      if (this.open === 0) this.idle = setTimeout(() => this.rest(), IDLE_MS).unref();
    }
  }

  private rest(): void {
    const { worker } = this;
    this.worker = undefined;
    void worker?.terminate();
  }

  private thread(): Worker {
    if (this.worker) return this.worker;
    const { databaseUrl, mediaDir } = this.config;
    const worker = new Worker(WORKER_FILE, {
      workerData: { databaseUrl, mediaDir } satisfies ExportThreadData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES, maxOldGenerationSizeMb: OLD_MEGABYTES },
    });
    this.worker = worker;
    worker.on('message', (message: FromExportThread) => this.hear(message));
    worker.once('error', (error) => this.ended(worker, error));
    worker.once('exit', (code) => this.ended(worker, new Error(`The thread ended with code ${code}`)));
    return worker;
  }

  private hear(message: FromExportThread): void {
    if (message.kind === 'warning') return this.logger.warn(message.message);
    const waiting = this.waiting.get(message.id);
    if (message.kind === 'block') waiting?.resolve(message);
    else waiting?.reject(delivered(message.error));
  }

  /** With everything that it was doing; the next export begins a new one. */
  private ended(worker: Worker, error: NodeJS.ErrnoException): void {
    if (this.failures.has(worker)) return;
    if (this.worker === worker) this.worker = undefined;
    const reason =
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? new DomainError('unavailable', 'The exports under way take more memory than there is; try again', {
            cause: error,
          })
        : error;
    this.failures.set(worker, reason);
    for (const waiting of this.waiting.values()) if (waiting.worker === worker) waiting.reject(reason);
  }
}
