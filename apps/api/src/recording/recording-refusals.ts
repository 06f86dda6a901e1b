import type { RecordingPosition, SessionStatus } from '@reclimb/contracts';
import { DomainError } from '../errors/domain-error.js';

/** Racing writers of one recording settle within a round or two; more means that something is wrong. */
const MAX_ROUNDS = 5;

/**
 * Tries what may be overtaken by another writer: `attempt` answers undefined when the recording changed under it and must
 * be read again.
 */
export async function settled<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  throw new DomainError('unavailable', 'The recording is being changed by others, try again');
}

/** The refusal of data that lies beyond what is stored. */
export const gap = (details: Partial<Omit<RecordingPosition, 'sessionId'>>) =>
  new DomainError('gap', 'Something before this has not arrived; go on from the next position', { details });

/** The refusal of data for a session that has ended. */
export const notRecording = (status: SessionStatus) =>
  new DomainError('conflict', `The session is not being recorded any more: it is ${status}`);
