import type { Storage, StoredBytes } from '@reclimb/contracts';
import type { SessionFacts } from './session-facts.js';

/** Where one age ends and the next begins, in days. */
const AGES = [7, 30, 90, 180, 365] as const;
const DAY_MS = 86_400_000;

/** What is stored, altogether and divided. */
export type StorageSummary = Pick<Storage, 'sessions' | 'trashed' | 'frames' | 'bytes' | 'byUser' | 'byAge'>;

/**
 * Divides what is stored by user and age.
 *
 * @param imageBytes of keyframes and thumbnails, by session.
 * @param poseBytes of all frames together: they are divided by their number.
 */
export function summariseStorage(
  facts: readonly SessionFacts[],
  imageBytes: ReadonlyMap<string, number>,
  poseBytes: number,
  now: Date,
): StorageSummary {
  const frames = facts.reduce((sum, { frameCount }) => sum + frameCount, 0);
  const poseBytesPerFrame = frames === 0 ? 0 : poseBytes / frames;
  const shareOf = (sessions: readonly SessionFacts[]) => {
    const sum = (of: (session: SessionFacts) => number) =>
      Math.round(sessions.reduce((total, session) => total + of(session), 0));
    return {
      sessions: sessions.length,
      bytes: {
        videos: sum(({ videoBytes }) => videoBytes),
        uploads: sum(({ uploadBytes }) => uploadBytes),
        images: sum(({ id }) => imageBytes.get(id) ?? 0),
        poses: sum(({ frameCount }) => frameCount * poseBytesPerFrame),
      },
    };
  };
  const byUser = [...groupedBy(facts, ({ owner }) => owner.id).values()].map((sessions) => ({
    user: (sessions[0] as SessionFacts).owner,
    ...shareOf(sessions),
  }));
  const byAge = groupedBy(facts, ({ createdAt }) => {
    const days = (now.getTime() - createdAt.getTime()) / DAY_MS;
    return AGES.findIndex((end) => days < end);
  });
  const whole = shareOf(facts);
  return {
    ...whole,
    // An empty database's table has a size of its own, which belongs to no session.
    bytes: { ...whole.bytes, poses: poseBytes },
    trashed: facts.filter(({ deletedAt }) => deletedAt !== null).length,
    frames,
    byUser: byUser.sort((a, b) => totalBytes(b.bytes) - totalBytes(a.bytes)),
    byAge: [...AGES, null].map((toDays, index) => ({
      fromDays: AGES[index - 1] ?? 0,
      toDays,
      ...shareOf(byAge.get(toDays === null ? -1 : index) ?? []),
    })),
  };
}

const totalBytes = ({ videos, uploads, images, poses }: StoredBytes) => videos + uploads + images + poses;

function groupedBy<K>(
  facts: readonly SessionFacts[],
  keyOf: (session: SessionFacts) => K,
): Map<K, SessionFacts[]> {
  const groups = new Map<K, SessionFacts[]>();
  for (const session of facts) {
    const key = keyOf(session);
    const group = groups.get(key);
    if (group) group.push(session);
    else groups.set(key, [session]);
  }
  return groups;
}
