import type { Session } from '@reclimb/contracts';

type Removal = NonNullable<Session['videoRemoved']>;

const REASONS: Readonly<Record<Removal['reason'], string>> = {
  video_age: 'videos are kept for a certain time here',
  disk_pressure: 'the server’s disk was nearly full',
  missing: 'its file had disappeared from the server',
};

/** When a session's video went, and why. */
export function videoRemovedText({ at, reason }: Removal): string {
  const day = new Date(at).toLocaleDateString(undefined, { dateStyle: 'long' });
  return `The video was removed on ${day}: ${REASONS[reason]}. The poses stay.`;
}
