import { DomainError } from '../errors/domain-error.js';

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** The store is there but cannot be used now; the same request may succeed later. */
const UNUSABLE = new Set([
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENODEV',
  'ESTALE',
  'ETIMEDOUT',
]);

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | null)?.code ?? '';

/** Whether a file system error says that there is no such file. */
export const isMissing = (error: unknown) => codeOf(error) === 'ENOENT';

/** The refusal of bytes that there is no room for. */
export const noRoom = (cause?: unknown) =>
  new DomainError('storage_full', 'The media store is full', { cause });

/** Whether a media store's error says that there is no room. */
export const isNoRoom = (error: unknown) => error instanceof DomainError && error.code === 'storage_full';

/** A file system error in the words of the contract; everything else comes back as it is. */
export function asMediaError(error: unknown): unknown {
  if (NO_ROOM.has(codeOf(error))) return noRoom(error);
  if (UNUSABLE.has(codeOf(error))) {
    return new DomainError('unavailable', 'The media store cannot be used at the moment', { cause: error });
  }
  return error;
}
