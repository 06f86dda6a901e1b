import type { RecorderPhase as UploadPhase } from '@reclimb/recording';
import { IDLE_SNAPSHOT, type RecorderPhase, type RecorderSnapshot } from './recorder-messages';
import { refusalWord } from './refusal';
import type { Take } from './take';

/** What the page is shown besides the recording itself. */
export type Surroundings = Pick<
  RecorderSnapshot,
  'connection' | 'detectionRate' | 'cameraRate' | 'backgroundUploads' | 'backgroundRefusal' | 'warnings'
>;

/** How it stands when nothing is recorded, or a recording is only about to begin. */
export function idleSnapshot(phase: 'idle' | 'starting', around: Surroundings): RecorderSnapshot {
  return { ...IDLE_SNAPSHOT, ...around, phase };
}

/** How it stands with a recording. @param now by `performance.now()`. */
export function takeSnapshot(take: Take, around: Surroundings, now: number): RecorderSnapshot {
  const { state, outbox } = take.upload;
  const oldest = outbox.oldestPendingAt;
  return {
    ...around,
    phase: phaseOf(state.phase, take.ended),
    // The socket is up, but the server wants a login for what it is asked.
    connection: state.refusal?.code === 'unauthenticated' ? 'unauthenticated' : around.connection,
    refusal: refusalWord(state.refusal),
    sessionId: take.sessionId,
    elapsedSeconds: take.elapsed,
    framesRecorded: state.frames.persisted,
    framesStored: state.frames.durable,
    secondsStored: take.timestamps[state.frames.durable - 1] ?? 0,
    pendingBytes: outbox.pendingBytes,
    oldestPendingAge: oldest === null ? 0 : Math.max(0, (now - oldest) / 1000),
    droppedPictures: take.dropped,
    videoMimeType: take.videoMimeType,
    finishedSession: state.session,
    failure: state.failure,
  };
}

function phaseOf(phase: UploadPhase, ended: boolean): RecorderPhase {
  switch (phase) {
    case 'idle':
    case 'starting':
    case 'streaming':
    case 'resuming':
      return ended ? 'stopping' : 'recording';
    case 'stopping':
    case 'stopped':
    case 'cancelled':
    case 'failed':
      return phase;
  }
}
