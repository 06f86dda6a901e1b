import {
  type Ack,
  RECORDING_NAMESPACE,
  type RecordingClientEvents,
  type RecordingServerEvents,
  shortPoses,
} from '@reclimb/contracts';
import { encodeFrames } from '@reclimb/pose';
import type { RecordingRequest, RecordingTransport } from '@reclimb/recording';
import { io, type Socket } from 'socket.io-client';
import type { ConnectionState } from './recorder-messages';

/** A refused handshake is not repeated by Socket.IO. A login may have been made in another window meanwhile. */
const REFUSED_RETRY_MS = 10_000;

/** What the uploads hear of the connection they share. */
export interface SocketListener {
  stateChanged(state: ConnectionState): void;
  takenOver(sessionId: string): void;
}

/** The connection to `/recording`: keeps itself up, sends at once or not at all. */
export class RecordingSocket implements RecordingTransport {
  private readonly socket: Socket<RecordingServerEvents, RecordingClientEvents>;
  private readonly unanswered = new Set<(error: Error) => void>();
  private retry: ReturnType<typeof setTimeout> | undefined;
  private current: ConnectionState = 'offline';

  constructor(private readonly listener: SocketListener) {
    this.socket = io(RECORDING_NAMESPACE, {
      transports: ['websocket'],
      autoConnect: false,
      reconnectionDelay: 500,
      reconnectionDelayMax: 10_000,
    });
    this.socket.on('connect', () => this.change('online'));
    this.socket.on('disconnect', () => {
      this.change('offline');
      // A server that closes the connection on purpose is not called again by Socket.IO itself.
      if (!this.socket.active) this.tryLater();
    });
    this.socket.on('connect_error', (error: Error & { data?: { code?: unknown } }) => {
      this.change(error.data?.code === 'unauthenticated' ? 'unauthenticated' : 'offline');
      if (!this.socket.active) this.tryLater();
    });
    this.socket.on('recording_taken_over', ({ sessionId }) => this.listener.takenOver(sessionId));
  }

  get state(): ConnectionState {
    return this.current;
  }

  /** Connects, or tries at once instead of after the pause. Does nothing while connected. */
  connect(): void {
    clearTimeout(this.retry);
    if (this.socket.connected) return;
    // A pause between two attempts is cut short only by closing.
    this.socket.disconnect();
    this.socket.connect();
  }

  async send(request: RecordingRequest): Promise<Ack<unknown>> {
    // Socket.IO would keep the message and deliver it on the next connection before everything else.
    if (!this.socket.connected) throw new Error('Not connected');
    const [event, payload] = wireForm(request);
    return new Promise((resolve, reject) => {
      this.unanswered.add(reject);
      const emit = this.socket.emit.bind(this.socket) as (
        event: string,
        payload: unknown,
        ack: (answer: Ack<unknown>) => void,
      ) => void;
      emit(event, payload, (answer) => {
        this.unanswered.delete(reject);
        resolve(answer);
      });
    });
  }

  private change(state: ConnectionState): void {
    if (state !== 'online') {
      for (const reject of this.unanswered) reject(new Error('The connection broke'));
      this.unanswered.clear();
    }
    this.current = state;
    this.listener.stateChanged(state);
  }

  private tryLater(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.socket.connect(), REFUSED_RETRY_MS);
  }
}

function wireForm(request: RecordingRequest): [string, unknown] {
  if (request.event !== 'pose_frames') return [request.event, request.payload];
  const { sessionId, frames } = request.payload;
  return ['poses', shortPoses(sessionId, encodeFrames(frames))];
}
