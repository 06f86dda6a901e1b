import { Injectable, InjectionToken, inject, signal } from '@angular/core';
import type { Session } from '@reclimb/contracts';
import { ApiError, textOf } from '../api/api-error';
import type { LibraryFilter } from './library-filter';
import { LibraryStore } from './library-store';
import { uploadArchive } from './upload-archive';

/** How an archive gets to the server; tests have another way. */
export const UPLOAD_ARCHIVE = new InjectionToken('UPLOAD_ARCHIVE', { factory: () => uploadArchive });

/** One archive on its way into the library. */
export interface ImportRow {
  readonly id: number;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly phase: 'waiting' | 'sending' | 'working' | 'done' | 'refused';
  /** Bytes that have gone out. */
  readonly sent: number;
  /** Once it is done. */
  readonly session?: Session;
  /** What was shown when it was done, if that leaves the session out. */
  readonly leftOutBy?: LibraryFilter;
  /** Why it was refused, for people. */
  readonly reason?: string;
}

/** Archives on their way into the library, one after the other. It outlives the page, as an upload takes its time. */
@Injectable({ providedIn: 'root' })
export class LibraryImports {
  readonly #library = inject(LibraryStore);
  readonly #upload = inject(UPLOAD_ARCHIVE);
  readonly #rows = signal<readonly ImportRow[]>([]);
  readonly #calls = new Map<number, AbortController>();
  #queue: Promise<unknown> = Promise.resolve();
  #count = 0;

  /** In the order in which they were given. */
  readonly rows = this.#rows.asReadonly();

  /** Imports files; resolves with the sessions that were made of them when all is over. Never rejects: see {@link rows}. */
  async add(files: readonly File[]): Promise<readonly Session[]> {
    const made = await Promise.all(files.map((file) => this.#enqueue(file)));
    return made.filter((session) => session !== null);
  }

  /** Calls an import off, or takes a row away whose import is over. */
  remove({ id }: ImportRow): void {
    this.#calls.get(id)?.abort();
    this.#rows.update((rows) => rows.filter((row) => row.id !== id));
  }

  #enqueue(file: File): Promise<Session | null> {
    const id = ++this.#count;
    const { name, size } = file;
    this.#rows.update((rows) => [...rows, { id, name, size, sent: 0, phase: 'waiting' }]);
    if (!/\.zip$/i.test(name)) {
      this.#change(id, { phase: 'refused', reason: 'This is not a zip export of Reclimb.' });
      return Promise.resolve(null);
    }
    const call = new AbortController();
    this.#calls.set(id, call);
    const done = this.#queue.then(() => this.#import(id, file, call.signal));
    this.#queue = done;
    return done;
  }

  async #import(id: number, file: File, signal: AbortSignal): Promise<Session | null> {
    if (signal.aborted) return null;
    this.#change(id, { phase: 'sending' });
    try {
      const session = await this.#upload(file, {
        sent: (bytes) => this.#change(id, { sent: bytes, phase: bytes < file.size ? 'sending' : 'working' }),
        signal,
      });
      this.#change(id, { phase: 'done', session });
      await this.#show(id, session);
      return session;
    } catch (error) {
      if (!signal.aborted) this.#change(id, { phase: 'refused', reason: textOf(error) });
      return null;
    } finally {
      this.#calls.delete(id);
    }
  }

  /** The session is stored, whether or not the library can be asked for it now; its connection tells of that. */
  async #show(id: number, session: Session): Promise<void> {
    try {
      const leftOutBy = await this.#library.adopt(session);
      if (leftOutBy) this.#change(id, { leftOutBy });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  #change(id: number, change: Partial<ImportRow>): void {
    this.#rows.update((rows) => rows.map((row) => (row.id === id ? { ...row, ...change } : row)));
  }
}
