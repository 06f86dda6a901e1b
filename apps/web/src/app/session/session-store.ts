import { Injectable, computed, inject, signal } from '@angular/core';
import type { Keyframe, Marker, Session, SessionStatistics } from '@reclimb/contracts';
import { ApiError, textOf } from '../api/api-error';
import { SessionsApi } from '../api/sessions-api';

/** What belongs to a session and could not be loaded, and why, in words for people. */
export interface MissingPart {
  readonly name: string;
  readonly reason: string;
}

/** One session with what belongs to it, as its page shows it. Provided by that page. */
@Injectable()
export class SessionStore {
  readonly #api = inject(SessionsApi);
  readonly #session = signal<Session | null>(null);
  readonly #phase = signal<'loading' | 'ready' | 'missing' | 'failed'>('loading');
  readonly #failure = signal('');
  readonly #keyframes = signal<readonly Keyframe[]>([]);
  readonly #markers = signal<readonly Marker[]>([]);
  readonly #statistics = signal<SessionStatistics | null>(null);
  #request = new AbortController();

  readonly session = this.#session.asReadonly();
  readonly phase = this.#phase.asReadonly();
  readonly failure = this.#failure.asReadonly();
  readonly keyframes = this.#keyframes.asReadonly();
  readonly markers = this.#markers.asReadonly();
  /** How well the body was tracked, and what the session weighs; null while unknown. */
  readonly statistics = this.#statistics.asReadonly();
  /** Whether the session is going to change by itself. */
  readonly unsettled = computed(() => ['recording', 'processing'].includes(this.#session()?.status ?? ''));

  async open(id: string): Promise<void> {
    this.#request.abort();
    const { signal } = (this.#request = new AbortController());
    this.#phase.set('loading');
    this.#session.set(null);
    this.#keyframes.set([]);
    this.#markers.set([]);
    this.#statistics.set(null);
    try {
      this.#session.set(await this.#api.get(id, signal));
      this.#phase.set('ready');
    } catch (error) {
      if (signal.aborted) return;
      // An id that is not even a UUID is refused as such; to a person both mean that there is nothing here.
      const missing = error instanceof ApiError && ['not_found', 'validation_failed'].includes(error.code);
      this.#failure.set(textOf(error));
      this.#phase.set(missing ? 'missing' : 'failed');
      return;
    }
    await this.#loadParts(signal);
  }

  /** Looks again; what belongs to the session is loaded anew when it has settled. */
  async refresh(): Promise<void> {
    const before = this.#session();
    if (!before) return;
    const { signal } = this.#request;
    const session = await this.#api.get(before.id, signal);
    this.#session.set(session);
    if (session.status !== before.status) await this.#loadParts(signal);
  }

  /** Takes over a newer state. */
  replace(session: Session): void {
    this.#session.set(session);
  }

  /** Asks the server to process a failed session once more. */
  async retry(): Promise<void> {
    const session = this.#session();
    if (!session) return;
    await this.#api.retry(session.id);
    await this.refresh();
  }

  /** Takes the session out of the trash. */
  async restore(): Promise<void> {
    const session = this.#session();
    if (!session) return;
    await this.#api.restore(session.id);
    await this.refresh();
  }

  close(): void {
    this.#request.abort();
  }

  /** Each part is shown when it comes; one that fails leaves the others, and the page says what is missing. */
  async #loadParts(signal: AbortSignal): Promise<void> {
    const session = this.#session();
    if (!session) return;
    const failures: MissingPart[] = [];
    const part = async <T>(name: string, promise: Promise<T>, take: (value: T) => void): Promise<void> => {
      try {
        take(await promise);
      } catch (error) {
        if (!signal.aborted) failures.push({ name, reason: textOf(error) });
      }
    };
    await Promise.all([
      part('keyframes', this.#api.keyframes(session.id, signal), (value) => this.#keyframes.set(value)),
      part('markers', this.#api.markers(session.id, signal), (value) => this.#markers.set(value)),
      part('statistics', this.#api.statistics(session.id, signal), (value) => this.#statistics.set(value)),
    ]);
    if (!signal.aborted) this.missing.set(failures);
  }

  /** The parts that could not be loaded. */
  readonly missing = signal<readonly MissingPart[]>([]);
}
