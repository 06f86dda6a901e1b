import { DomainError } from '../errors/domain-error.js';

/** Throws when the import has been called off. */
export function goOn(called: AbortSignal): void {
  if (called.aborted) throw new DomainError('unavailable', 'The import was called off');
}
