import { Injectable, inject } from '@angular/core';
import { type AuditKind, type AuditPage, auditPageSchema } from '@reclimb/contracts';
import { ApiClient } from './api-client';

/** What administrators looked at and changed. */
@Injectable({ providedIn: 'root' })
export class AuditApi {
  readonly #api = inject(ApiClient);

  /** All of it, for administrators; `cursor` is the last page's `nextCursor`. */
  list(filter: { kind?: AuditKind; q?: string }, cursor?: string): Promise<AuditPage> {
    return this.#api.get('/admin/audit', auditPageSchema, { query: { ...filter, cursor } });
  }

  /** What concerns whoever asks. */
  looks(cursor?: string): Promise<AuditPage> {
    return this.#api.get('/auth/me/looks', auditPageSchema, { query: { limit: 10, cursor } });
  }
}
