import { Injectable, inject } from '@angular/core';
import {
  type ExportQuery,
  type FramePage,
  type Keyframe,
  type Marker,
  type Session,
  type SessionPage,
  type SessionPatch,
  type SessionBulk,
  type SessionQuery,
  type SessionStatistics,
  framePageSchema,
  keyframeSchema,
  markerSchema,
  sessionPageSchema,
  sessionSchema,
  sessionStatisticsSchema,
} from '@reclimb/contracts';
import * as z from 'zod';
import { API_BASE, ApiClient } from './api-client';

/** Most frames of one page of `GET /sessions/:id/frames`. */
const FRAME_PAGE_SIZE = 10_000;

/** Most sessions of one `POST /sessions/bulk`. */
const MAX_BULK_IDS = 500;

/** What can be done with many sessions at once. */
export type BulkAction = SessionBulk['action'];

const keyframesSchema = z.array(keyframeSchema);
const markersSchema = z.array(markerSchema);

/** The sessions of the account that is logged in. */
@Injectable({ providedIn: 'root' })
export class SessionsApi {
  readonly #api = inject(ApiClient);

  list(query: Partial<SessionQuery>, signal?: AbortSignal): Promise<SessionPage> {
    return this.#api.get('/sessions', sessionPageSchema, { query, signal });
  }

  get(id: string, signal?: AbortSignal): Promise<Session> {
    return this.#api.get(pathOf(id), sessionSchema, { signal });
  }

  patch(id: string, changes: SessionPatch): Promise<Session> {
    return this.#api.patch(pathOf(id), sessionSchema, { body: changes });
  }

  /** Moves a session to the trash. */
  delete(id: string): Promise<void> {
    return this.#api.send('DELETE', pathOf(id));
  }

  /** Removes a session for good, with its video and poses. */
  deleteForGood(id: string): Promise<void> {
    return this.#api.send('DELETE', pathOf(id), { query: { permanent: true } });
  }

  /** Takes a session out of the trash. */
  restore(id: string): Promise<Session> {
    return this.#api.post(`${pathOf(id)}/restore`, sessionSchema);
  }

  /** One action on many sessions, however many: all or nothing for each five hundred of them. */
  async bulk(action: BulkAction, ids: readonly string[], tags?: readonly string[]): Promise<void> {
    for (let i = 0; i < ids.length; i += MAX_BULK_IDS) {
      const body = { action, ids: ids.slice(i, i + MAX_BULK_IDS), ...(tags && { tags }) };
      await this.#api.send('POST', '/sessions/bulk', { body });
    }
  }

  /** How well the body was tracked and what the session weighs. */
  statistics(id: string, signal?: AbortSignal): Promise<SessionStatistics> {
    return this.#api.get(`${pathOf(id)}/statistics`, sessionStatisticsSchema, { signal });
  }

  /** Asks the server to process a failed session once more. */
  retry(id: string): Promise<void> {
    return this.#api.send('POST', `${pathOf(id)}/retry`);
  }

  /** The demo session of this account, made when it is not there yet. */
  demo(): Promise<Session> {
    return this.#api.post('/sessions/demo', sessionSchema);
  }

  /** Where a session's export is downloaded from. */
  exportUrl(id: string, query: ExportQuery): string {
    const values = Object.entries(query).filter(([, value]) => value !== undefined);
    return `${API_BASE}${pathOf(id)}/export?${new URLSearchParams(values.map(([name, value]) => [name, String(value)]))}`;
  }

  keyframes(id: string, signal?: AbortSignal): Promise<readonly Keyframe[]> {
    return this.#api.get(`${pathOf(id)}/keyframes`, keyframesSchema, { signal });
  }

  markers(id: string, signal?: AbortSignal): Promise<readonly Marker[]> {
    return this.#api.get(`${pathOf(id)}/markers`, markersSchema, { signal });
  }

  /**
   * The frames of a stretch (`from` and `to` in seconds, inclusive), page by page in ascending order, so that the first can
   * be drawn while others come. `stride` n answers only every n-th.
   */
  async *frames(
    id: string,
    stretch: { readonly from?: number; readonly to?: number; readonly stride?: number },
    signal?: AbortSignal,
  ): AsyncGenerator<FramePage['items'], void, void> {
    let cursor: string | undefined;
    do {
      const page = await this.#api.get(`${pathOf(id)}/frames`, framePageSchema, {
        query: { ...stretch, limit: FRAME_PAGE_SIZE, cursor },
        signal,
      });
      yield page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}

function pathOf(id: string): string {
  return `/sessions/${encodeURIComponent(id)}`;
}
