// Figures for the climber from within the worker, which cannot load what belongs to pages.

/** Whole megabytes. */
export function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1e6)} MB`;
}

/** Seconds up to two minutes, then minutes, then hours: how long something is, not how late it is. */
export function spokenLength(seconds: number): string {
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h`;
}
