import { createHash } from 'node:crypto';
import type { CleanupAction, CleanupReason, Retention } from '@reclimb/contracts';
import type { SessionFacts } from '../storage/session-facts.js';

/** What is to be done to one session, and why. */
export interface PlannedAction {
  session: SessionFacts;
  action: CleanupAction;
  reason: CleanupReason;
  /** Of video and upload; what else lies in a session's folder is measured where the folder is. */
  bytes: number;
}

/** What a run will do, in its order. */
export interface CleanupPlan {
  actions: PlannedAction[];
  everything: { sessions: number; videoBytes: number };
  /** The plan's own word when it removes more than half of everything: who wants it carried out has to repeat it. */
  confirmation: string | null;
}

const DAY_MS = 86_400_000;

type Exemptions = Pick<Retention['sessions'], 'keepPinned' | 'keepShared'>;

/**
 * What the rules ask for, at this moment. A session that is being recorded or processed is never touched; of several rules
 * the one that takes most holds, and is the reason.
 *
 * @param facts all sessions.
 * @param freeBytes room that is left in the media store.
 */
export function planCleanup(
  retention: Retention,
  facts: readonly SessionFacts[],
  freeBytes: number,
  now: Date,
): CleanupPlan {
  const oldestFirst = [...facts].sort(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  const byAge = oldestFirst.flatMap((session) => byRules(retention, session, now) ?? []);
  const actions = [...byAge, ...byPressure(retention, oldestFirst, byAge, freeBytes)];
  const everything = { sessions: facts.length, videoBytes: sum(facts.map(mediaBytes)) };
  return { actions, everything, confirmation: confirmationOf(actions, everything) };
}

function byRules(retention: Retention, session: SessionFacts, now: Date): PlannedAction | null {
  if (!isSettled(session)) return null;
  const { sessions, videos, trash, leftovers } = retention;
  const due = (rule: Retention['sessions'], since: Date | null) =>
    rule.enabled &&
    since !== null &&
    !isExempt(session, rule) &&
    since.getTime() <= now.getTime() - rule.days * DAY_MS;
  const remove = (reason: CleanupReason) => planned(session, 'remove_session', reason);
  if (due(trash, session.deletedAt)) return remove('trash');
  const isLeftOver = due(leftovers, session.updatedAt);
  if (isLeftOver && isWorthless(session)) return remove('leftover');
  if (due(sessions, session.createdAt)) return remove('session_age');
  if (mediaBytes(session) > 0 && due(videos, session.createdAt)) {
    return planned(session, 'remove_video', 'video_age');
  }
  // The upload of a session that has no other video is its video.
  if (isLeftOver && session.interrupted && session.uploadBytes > 0 && session.videoBytes > 0) {
    return planned(session, 'remove_upload', 'leftover');
  }
  return null;
}

/** Videos alone: what a database's rows leave is room for its next rows, not for the disk. */
function byPressure(
  { diskPressure }: Retention,
  oldestFirst: readonly SessionFacts[],
  before: readonly PlannedAction[],
  freeBytes: number,
): PlannedAction[] {
  if (!diskPressure.enabled) return [];
  const taken = new Set(before.map(({ session }) => session.id));
  const candidates = oldestFirst.filter(
    (session) =>
      isSettled(session) &&
      mediaBytes(session) > 0 &&
      !taken.has(session.id) &&
      !isExempt(session, diskPressure),
  );
  const actions: PlannedAction[] = [];
  let free = freeBytes + sum(before.map(({ bytes }) => bytes));
  const inTrash = candidates.filter(({ deletedAt }) => deletedAt !== null);
  const others = candidates.filter(({ deletedAt }) => deletedAt === null);
  for (const session of [...inTrash, ...others]) {
    if (free >= diskPressure.minFreeBytes) break;
    actions.push(planned(session, 'remove_video', 'disk_pressure'));
    free += mediaBytes(session);
  }
  return actions;
}

/** Retention of which only the disk pressure is left, for runs outside the daily hour. */
export function onlyDiskPressure(retention: Retention): Retention {
  const off = <T extends object>(rule: T) => ({ ...rule, enabled: false });
  const { sessions, videos, trash, leftovers } = retention;
  return {
    ...retention,
    sessions: off(sessions),
    videos: off(videos),
    trash: off(trash),
    leftovers: off(leftovers),
  };
}

/** When the next daily run begins after `now`; null when there is none. */
export function nextRunAfter({ schedule }: Retention, now: Date): Date | null {
  if (!schedule.enabled) return null;
  const next = new Date(now);
  next.setUTCHours(schedule.hour, 0, 0, 0);
  if (next <= now) next.setUTCDate(next.getUTCDate() + 1);
  return next;
}

/** Whether the daily run is due: its last hour has passed since `last`, the newest scheduled run or the rules' change. */
export function isRunDue(retention: Retention, last: Date, now: Date): boolean {
  const next = nextRunAfter(retention, last);
  return next !== null && next <= now;
}

const isSettled = ({ status }: SessionFacts) => status === 'completed' || status === 'failed';

const isExempt = ({ pinned, shared }: SessionFacts, rule: Exemptions) =>
  (rule.keepPinned && pinned) || (rule.keepShared && shared);

const isWorthless = ({ status, interrupted, frameCount, videoBytes }: SessionFacts) =>
  status === 'failed' || (interrupted && frameCount === 0 && videoBytes === 0);

const mediaBytes = ({ videoBytes, uploadBytes }: SessionFacts) => videoBytes + uploadBytes;

function planned(session: SessionFacts, action: CleanupAction, reason: CleanupReason): PlannedAction {
  return {
    session,
    action,
    reason,
    bytes: action === 'remove_upload' ? session.uploadBytes : mediaBytes(session),
  };
}

function confirmationOf(
  actions: readonly PlannedAction[],
  everything: CleanupPlan['everything'],
): string | null {
  const sessions = actions.filter(({ action }) => action === 'remove_session').length;
  const bytes = sum(actions.map((action) => action.bytes));
  if (sessions * 2 <= everything.sessions && bytes * 2 <= everything.videoBytes) return null;
  const hash = createHash('sha256');
  for (const line of actions.map(({ session, action }) => `${session.id} ${action}\n`).sort()) {
    hash.update(line);
  }
  return hash.digest('hex').slice(0, 32);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
