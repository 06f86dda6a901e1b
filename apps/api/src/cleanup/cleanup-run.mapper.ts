import type { CleanupRun } from '@reclimb/contracts';
import type { CleanupRunEntity } from './cleanup-run.entity.js';

/** A row, with its user, as the contract tells a run. */
export function toCleanupRun(row: CleanupRunEntity): CleanupRun {
  return {
    id: row.id,
    trigger: row.trigger,
    startedBy: row.startedBy && { id: row.startedBy.id, name: row.startedBy.name },
    status: row.status,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    retention: row.rules,
    planned: { sessions: row.plannedSessions, videos: row.plannedVideos, bytes: row.plannedBytes },
    removed: { sessions: row.removedSessions, videos: row.removedVideos, bytes: row.removedBytes },
    skipped: row.skipped,
    confirmation: row.status === 'needs_confirmation' ? row.confirmation : null,
    message: row.message,
  };
}
