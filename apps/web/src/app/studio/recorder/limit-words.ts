import type { WireError } from '@reclimb/contracts';
import { megabytes, spokenLength } from './figures';
import { sentence } from '../status/sentence';
import { refusalWord } from './refusal';
import type { BoundReport } from './session-bounds';

/** What the climber is told of a limit that comes near or is met. */
export function boundMessage({ state, what, limit }: BoundReport): string {
  const most =
    what === 'seconds'
      ? `A session lasts ${spokenLength(limit)} at most here`
      : what === 'bytes'
        ? `A session takes ${megabytes(limit)} at most here`
        : `The room for your recordings on the server is ${state === 'near' ? 'nearly ' : ''}used up`;
  if (state === 'near') return `${most}: the recording stops by itself in time, and all of it is kept.`;
  const wayOn = what === 'room' ? 'Delete sessions before the next one.' : 'Start a new one to go on.';
  return `${most}: the recording was stopped, and all of it is kept. ${wayOn}`;
}

/** What the climber is told when it is the server that takes no more of a recording. */
export function refusedMessage(error: WireError): string {
  switch (refusalWord(error)) {
    case 'session_seconds':
    case 'session_bytes':
      return `${sentence(error.message)} The recording was stopped; what the server does not take stays in this browser.`;
    case 'total_bytes':
      return 'The server’s room for recordings is used up: the recording was stopped, and all of it is kept.';
    default:
      return 'Your room on the server is used up: the recording was stopped, and all of it is kept.';
  }
}
