import type { CleanupAction, CleanupReason, CleanupRunStatus, CleanupTotals } from '@reclimb/contracts';
import { countOf, formatBytes } from '@reclimb/ui';

/** What is done, as the log says it. */
export const ACTION_TEXT: Readonly<Record<CleanupAction, string>> = {
  remove_session: 'Session',
  remove_video: 'Video, the replay stays',
  remove_upload: 'Kept upload, everything else stays',
};

/** Which rule it was. */
export const REASON_TEXT: Readonly<Record<CleanupReason, string>> = {
  session_age: 'age of the session',
  video_age: 'age of the video',
  trash: 'long in the trash',
  leftover: 'left-over',
  disk_pressure: 'disk nearly full',
};

/** Where a run is. */
export const STATUS_TEXT: Readonly<Record<CleanupRunStatus, string>> = {
  queued: 'Waiting',
  running: 'Running',
  completed: 'Done',
  needs_confirmation: 'Waits for you',
  failed: 'Failed',
};

/** The same in the list of runs: only the newest can still be confirmed. */
export const statusIn = (status: CleanupRunStatus, isNewest: boolean): string =>
  status === 'needs_confirmation' && !isNewest ? 'Not confirmed' : STATUS_TEXT[status];

/** What goes, in figures: `2 sessions and 30 videos, 4.2 GB`. */
export function totalsText({ sessions, videos, bytes }: CleanupTotals): string {
  if (sessions + videos === 0) return 'nothing';
  const parts = [
    ...(sessions > 0 ? [countOf(sessions, 'session')] : []),
    ...(videos > 0 ? [countOf(videos, 'video')] : []),
  ];
  return `${parts.join(' and ')}, ${formatBytes(bytes)}`;
}
