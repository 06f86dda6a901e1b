import type { Frame } from '@reclimb/contracts';
import { DomainError } from '../errors/domain-error.js';

/** Reads a batch in the packed form. Throws `validation_failed` when it is none. */
export function decodeBatch(_packed: Uint8Array): Frame[] {
  throw new DomainError('validation_failed', 'packed: the packed form is not understood by this build yet');
}
