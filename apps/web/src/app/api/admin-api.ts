import { Injectable, inject } from '@angular/core';
import {
  type CleanupAnswer,
  type CleanupDeletionPage,
  type CleanupRunPage,
  type MediaRepair,
  type MediaRepairResult,
  type MediaReport,
  type Retention,
  type ServerStatus,
  type Storage,
  type StoredRetention,
  cleanupAnswerSchema,
  cleanupDeletionPageSchema,
  cleanupRunPageSchema,
  mediaRepairResultSchema,
  mediaReportSchema,
  serverStatusSchema,
  storageSchema,
  storedRetentionSchema,
} from '@reclimb/contracts';
import { ApiClient } from './api-client';

/** What administrators look after: storage, retention, cleanups, the media store. */
@Injectable({ providedIn: 'root' })
export class AdminApi {
  readonly #api = inject(ApiClient);

  storage(): Promise<Storage> {
    return this.#api.get('/admin/storage', storageSchema);
  }

  status(): Promise<ServerStatus> {
    return this.#api.get('/admin/status', serverStatusSchema);
  }

  retention(): Promise<StoredRetention> {
    return this.#api.get('/admin/retention', storedRetentionSchema);
  }

  saveRetention(retention: Retention): Promise<StoredRetention> {
    return this.#api.put('/admin/retention', storedRetentionSchema, { body: retention });
  }

  /** What the rules would remove now. */
  dryRun(): Promise<CleanupAnswer> {
    return this.#api.post('/admin/cleanup', cleanupAnswerSchema, { body: { dryRun: true } });
  }

  /** @param confirmation that of a plan which removes more than half of everything. */
  cleanUp(confirmation?: string): Promise<CleanupAnswer> {
    return this.#api.post('/admin/cleanup', cleanupAnswerSchema, { body: { dryRun: false, confirmation } });
  }

  runs(cursor?: string): Promise<CleanupRunPage> {
    return this.#api.get('/admin/cleanup/runs', cleanupRunPageSchema, { query: { limit: 10, cursor } });
  }

  deletions(runId: string, cursor?: string): Promise<CleanupDeletionPage> {
    const path = `/admin/cleanup/runs/${encodeURIComponent(runId)}/deletions`;
    return this.#api.get(path, cleanupDeletionPageSchema, { query: { cursor } });
  }

  mediaReport(): Promise<MediaReport> {
    return this.#api.get('/admin/media/report', mediaReportSchema);
  }

  /** The media store as it is now is the right one. */
  declareMedia(): Promise<void> {
    return this.#api.send('PUT', '/admin/media/marker');
  }

  repairMedia(repair: MediaRepair): Promise<MediaRepairResult> {
    return this.#api.post('/admin/media/repairs', mediaRepairResultSchema, { body: repair });
  }
}
