import { Injectable, inject } from '@angular/core';
import {
  type CreatedShare,
  type NewShare,
  type Share,
  type SharedLink,
  createdShareSchema,
  sharedLinkSchema,
  shareSchema,
} from '@reclimb/contracts';
import * as z from 'zod';
import { ApiClient } from '../api/api-client';

/** The links by which sessions are shown to others. */
@Injectable({ providedIn: 'root' })
export class SharesApi {
  readonly #api = inject(ApiClient);

  list(sessionId: string): Promise<Share[]> {
    return this.#api.get(pathOf(sessionId), z.array(shareSchema));
  }

  create(sessionId: string, share: NewShare): Promise<CreatedShare> {
    return this.#api.post(pathOf(sessionId), createdShareSchema, { body: share });
  }

  revoke(sessionId: string, shareId: string): Promise<void> {
    return this.#api.send('DELETE', `${pathOf(sessionId)}/${encodeURIComponent(shareId)}`);
  }

  /** Opens a link, which is counted. Rejects with `not_found` when it leads nowhere. */
  open(token: string, signal: AbortSignal): Promise<SharedLink> {
    return this.#api.get(`/shared/${encodeURIComponent(token)}`, sharedLinkSchema, { signal });
  }
}

function pathOf(sessionId: string): string {
  return `/sessions/${encodeURIComponent(sessionId)}/shares`;
}
