import { formatBytes, formatDuration } from '@reclimb/ui';
import type { ConnectionState, RecorderPhase } from '../recorder/recorder-messages';
import type { RefusalWord } from '../recorder/refusal';

/** What decides how an upload is spoken of. Seconds and bytes. */
export interface UploadSituation {
  readonly phase: RecorderPhase;
  readonly connection: ConnectionState;
  /** Why the server takes nothing just now; null while it does. */
  readonly refusal: RefusalWord | null;
  readonly elapsedSeconds: number;
  readonly secondsStored: number;
  readonly framesStored: number;
  readonly pendingBytes: number;
  /** Seconds that the oldest of it has waited. */
  readonly oldestPendingAge: number;
}

export interface UploadWording {
  readonly text: string;
  /** `saved`: nothing waits; `moving`: on its way; `waiting`: kept here until something changes. */
  readonly tone: 'saved' | 'moving' | 'waiting';
}

/** Batches leave every third of a second: less than this is not behind. */
const UP_TO_DATE_SECONDS = 1;

/** From here on it is told since when something waits. */
const LONG_AGO_SECONDS = 60;

/** Where the recording is, in a climber's words; undefined when there is none. */
export function uploadWording(situation: UploadSituation): UploadWording | undefined {
  switch (situation.phase) {
    case 'idle':
    case 'starting':
    case 'cancelled':
      return undefined;
    case 'recording':
      return whileRecording(situation);
    case 'stopping':
      return whileStopping(situation);
    case 'stopped':
      return { text: 'All of it is saved on the server', tone: 'saved' };
    case 'failed':
      return { text: 'What was recorded is kept in this browser', tone: 'waiting' };
  }
}

function whileRecording(situation: UploadSituation): UploadWording {
  const why = whatStandsInTheWay(situation);
  if (why) {
    const text = `${why.what}: recording goes on here, ${waits(situation)}`;
    return { text: why.doing ? `${text}. ${why.doing}` : text, tone: 'waiting' };
  }
  const behind = secondsWaiting(situation);
  if (situation.framesStored === 0) return { text: 'On the way to the server', tone: 'moving' };
  const saved = `Saved on the server up to ${formatDuration(situation.secondsStored)}`;
  if (behind <= UP_TO_DATE_SECONDS) return { text: saved, tone: 'saved' };
  return { text: `${saved}, ${Math.round(behind)} s on the way`, tone: 'moving' };
}

function whileStopping(situation: UploadSituation): UploadWording {
  const why = whatStandsInTheWay(situation);
  if (why) {
    const offline = situation.connection === 'offline';
    const doing = why.doing ?? `It is sent by itself ${offline ? 'when there is one' : 'as soon as it can'}`;
    return { text: `${why.what}: kept here, ${waits(situation)}. ${doing}`, tone: 'waiting' };
  }
  const behind = secondsWaiting(situation);
  if (behind <= UP_TO_DATE_SECONDS) return { text: 'Sending the last of it', tone: 'moving' };
  return { text: `Sending the rest: ${Math.round(behind)} s to go`, tone: 'moving' };
}

/** Why nothing gets to the server, and what the climber can do about it, if anything. */
export function whatStandsInTheWay({
  connection,
  refusal,
}: Pick<UploadSituation, 'connection' | 'refusal'>):
  { readonly what: string; readonly doing?: string } | undefined {
  if (connection === 'offline') return { what: 'No connection' };
  if (connection === 'unauthenticated') return { what: 'Logged out', doing: 'Log in again to send it' };
  switch (refusal) {
    case null:
      return undefined;
    case 'storage_full':
      return { what: 'The server’s disk is full', doing: 'Tell whoever runs it; it is sent by itself then' };
    case 'session_seconds':
    case 'session_bytes':
      return { what: 'The session can be no longer', doing: 'Start a new recording to go on' };
    case 'total_bytes':
      return {
        what: 'The server’s room for recordings is used up',
        doing: 'Tell whoever runs it; it is sent by itself then',
      };
    case 'recordings':
      return {
        what: 'You are making too many recordings at once',
        doing: 'End one of them; this one is sent by itself then',
      };
    case 'user_bytes':
    case 'quota_exceeded':
      return {
        what: 'Your room on the server is used up',
        doing: 'Delete sessions there; it is sent by itself then',
      };
    default:
      return { what: 'The server cannot save just now' };
  }
}

/** How much waits, and since when once that is long. */
function waits(situation: UploadSituation): string {
  const { pendingBytes, oldestPendingAge } = situation;
  const seconds = Math.max(0, Math.round(secondsWaiting(situation)));
  const much =
    pendingBytes > 0 ? `${seconds} s (${formatBytes(pendingBytes)}) waiting` : `${seconds} s waiting`;
  return oldestPendingAge < LONG_AGO_SECONDS ? much : `${much} for ${Math.floor(oldestPendingAge / 60)} min`;
}

function secondsWaiting({
  elapsedSeconds,
  secondsStored,
  framesStored,
  pendingBytes,
}: UploadSituation): number {
  if (framesStored === 0) return elapsedSeconds;
  // With nothing pending the server has it all; its last timestamp may lie a picture before the camera's last.
  return pendingBytes === 0 ? 0 : Math.max(0, elapsedSeconds - secondsStored);
}

/** What the climber can do about a recording that the server refuses for good with this error word, if anything. */
export function refusalAdvice(code: string): string {
  switch (code) {
    case 'user_bytes':
    case 'quota_exceeded':
      return 'Delete sessions in the library, or ask whoever runs the server for more room.';
    case 'total_bytes':
      return 'Ask whoever runs the server for more room.';
    case 'session_limit':
      return 'Start a new recording to go on.';
    case 'payload_too_large':
      return 'Record in shorter sessions.';
    default:
      return '';
  }
}
