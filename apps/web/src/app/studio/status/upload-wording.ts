import { formatDuration } from '@reclimb/ui';
import type { ConnectionState, RecorderPhase } from '../recorder/recorder-messages';

/** What decides how an upload is spoken of. Seconds and bytes. */
export interface UploadSituation {
  readonly phase: RecorderPhase;
  readonly connection: ConnectionState;
  readonly elapsedSeconds: number;
  readonly secondsStored: number;
  readonly framesStored: number;
  readonly pendingBytes: number;
}

export interface UploadWording {
  readonly text: string;
  /** `saved`: nothing waits; `moving`: on its way; `waiting`: kept here until something changes. */
  readonly tone: 'saved' | 'moving' | 'waiting';
}

/** Batches leave every third of a second: less than this is not behind. */
const UP_TO_DATE_SECONDS = 1;

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
  const behind = secondsWaiting(situation);
  if (situation.connection === 'offline') {
    return { text: `No connection: recording goes on here, ${waits(behind)}`, tone: 'waiting' };
  }
  if (situation.connection === 'unauthenticated') {
    return {
      text: `Logged out: recording goes on here, ${waits(behind)}. Log in again to send it`,
      tone: 'waiting',
    };
  }
  if (situation.framesStored === 0) return { text: 'On the way to the server', tone: 'moving' };
  const saved = `Saved on the server up to ${formatDuration(situation.secondsStored)}`;
  if (behind <= UP_TO_DATE_SECONDS) return { text: saved, tone: 'saved' };
  return { text: `${saved}, ${Math.round(behind)} s on the way`, tone: 'moving' };
}

function whileStopping(situation: UploadSituation): UploadWording {
  const behind = secondsWaiting(situation);
  if (situation.connection === 'offline') {
    return {
      text: `No connection: kept here, ${waits(behind)}. It is sent by itself when there is one`,
      tone: 'waiting',
    };
  }
  if (situation.connection === 'unauthenticated') {
    return { text: `Logged out: kept here, ${waits(behind)}. Log in again to send it`, tone: 'waiting' };
  }
  if (behind <= UP_TO_DATE_SECONDS) return { text: 'Sending the last of it', tone: 'moving' };
  return { text: `Sending the rest: ${Math.round(behind)} s to go`, tone: 'moving' };
}

function waits(seconds: number): string {
  return `${Math.max(0, Math.round(seconds))} s waiting`;
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
