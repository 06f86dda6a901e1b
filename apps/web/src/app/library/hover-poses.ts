import { Injectable, inject } from '@angular/core';
import type { Frame, Session } from '@reclimb/contracts';
import { SessionsApi } from '../api/sessions-api';

/** Frames of a preview: four seconds at its speed, some 50 kB. */
const FRAMES = 96;
/** Sessions whose preview is kept: a screen of cards that a pointer wanders over. */
const KEPT = 40;

/** A few frames from all over a session, for a glance at it. */
@Injectable({ providedIn: 'root' })
export class HoverPoses {
  readonly #api = inject(SessionsApi);
  readonly #kept = new Map<string, Promise<readonly Frame[]>>();

  /** Frames spread evenly over the session, in order. Rejects when they cannot be had; the next call asks again. */
  of({ id, frameCount }: Pick<Session, 'id' | 'frameCount'>): Promise<readonly Frame[]> {
    const key = `${id} ${frameCount}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const loading = this.#load(id, Math.max(1, Math.ceil(frameCount / FRAMES)));
    this.#kept.set(key, loading);
    loading.catch(() => this.#kept.delete(key));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return loading;
  }

  async #load(id: string, stride: number): Promise<readonly Frame[]> {
    const frames: Frame[] = [];
    for await (const page of this.#api.frames(id, { stride })) frames.push(...page);
    return frames;
  }
}
