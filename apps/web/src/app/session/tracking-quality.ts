import type { Session } from '@reclimb/contracts';
import type { SessionsApi } from '../api/sessions-api';

/** Frames looked at: enough for a share that is right to one percent, few enough to be one answer. */
const SAMPLES = 2000;

/**
 * The share of frames in which somebody was found, 0…1. Exact up to {@link SAMPLES} frames, from evenly spread ones beyond.
 * Null for a session without frames.
 */
export async function trackingQuality(
  api: Pick<SessionsApi, 'frames'>,
  { id, frameCount }: Pick<Session, 'id' | 'frameCount'>,
  signal?: AbortSignal,
): Promise<number | null> {
  const stride = Math.max(1, Math.ceil(frameCount / SAMPLES));
  let seen = 0;
  let withPerson = 0;
  for await (const frames of api.frames(id, { stride }, signal)) {
    seen += frames.length;
    withPerson += frames.filter(({ poses }) => poses.length > 0).length;
  }
  return seen > 0 ? withPerson / seen : null;
}
