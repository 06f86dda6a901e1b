import { randomUUID } from 'node:crypto';
import { type Caller } from '../accounts/caller.js';

/** Who writes a recording: a connection of `/recording`, or a REST request, which holds nothing. */
export interface RecordingClient {
  readonly caller: Caller;
  /** Names the connection in the row of each recording that it holds; null for REST. */
  readonly writerId: string | null;
  /** Recordings that this connection started, resumed or wrote to, and has not lost. */
  readonly held: Set<string>;
  /** Recordings that another connection has taken over: this one must resume before it writes again. */
  readonly lost: Set<string>;
}

/** A new connection's client. */
export function socketClient(caller: Caller): RecordingClient {
  return { caller, writerId: randomUUID(), held: new Set(), lost: new Set() };
}

/** The client of one REST request. */
export function restClient(caller: Caller): RecordingClient {
  return { caller, writerId: null, held: new Set(), lost: new Set() };
}
