import type { ErrorCode, RecordingLimit, WireError } from '@reclimb/contracts';

/** Why a server that can be reached takes nothing just now: the limit that was met, else its error word. */
export type RefusalWord = ErrorCode | RecordingLimit;

/** The word of a refusal. */
export function refusalWord(error: WireError | null): RefusalWord | null {
  if (error?.code !== 'quota_exceeded') return error?.code ?? null;
  return (error.details?.['limit'] as RecordingLimit | undefined) ?? error.code;
}
