import type { Ack } from '@reclimb/contracts';
import type { RecordingRequest, RecordingTransport } from '../recording-upload.js';
import type { ManualClock } from './manual-clock.js';
import type { MemoryServer } from './memory-server.js';

/** What happens to one message and to its answer. Delays that differ change the order of messages. */
export interface Fault {
  readonly loseRequest?: boolean;
  readonly duplicateAfter?: number;
  readonly requestDelay?: number;
  readonly loseAnswer?: boolean;
  readonly answerDelay?: number;
  /** Cuts the connection as soon as the message has been sent, for this many milliseconds. */
  readonly cutFor?: number;
}

/** Who listens to a {@link LossyTransport}: the upload over it. */
export interface ConnectionListener {
  connected(): void;
  disconnected(): void;
  takenOver(): void;
}

let connections = 0;

/**
 * A connection to a {@link MemoryServer} that drops, duplicates, delays, reorders and cuts as it is told. Once the
 * faults are used up, every message arrives and is answered at once.
 *
 * What a real socket would make worse is noted as a violation: a message emitted while there is no connection (it would
 * be kept and arrive before everything else on the next one), and data before the opening message was answered.
 */
export class LossyTransport implements RecordingTransport {
  /** Messages sent while disconnected, and messages before the opening one: must stay empty. */
  readonly violations: string[] = [];
  private connection: number | null = null;
  private readonly faults: Fault[];
  private opened = false;

  constructor(
    private readonly server: MemoryServer,
    private readonly clock: ManualClock,
    faults: readonly Fault[],
    private readonly listener: () => ConnectionListener,
  ) {
    this.faults = [...faults];
  }

  /** The number of the connection that stands; null while there is none. */
  get current(): number | null {
    return this.connection;
  }

  connect(): void {
    if (this.connection !== null) return;
    this.connection = ++connections;
    this.opened = false;
    this.listener().connected();
  }

  disconnect(): void {
    if (this.connection !== null) this.server.close(this.connection);
    this.connection = null;
    this.listener().disconnected();
  }

  send(request: RecordingRequest): Promise<Ack<unknown>> {
    const connection = this.connection;
    if (connection === null) {
      this.violations.push(`${request.event} while disconnected`);
      return Promise.reject(new Error('Not connected'));
    }
    const opening = request.event === 'start_recording' || request.event === 'resume_recording';
    if (!opening && !this.opened) this.violations.push(`${request.event} before the link was opened`);
    const fault = this.faults.shift() ?? {};
    return new Promise((resolve) => {
      const arrive = (delay: number) =>
        this.after(delay, () => {
          const answer = this.server.handle(connection, request);
          if (fault.loseAnswer) return;
          this.after(fault.answerDelay ?? 0, () => {
            if (this.connection !== connection) return;
            if (opening && answer.ok) this.opened = true;
            resolve(answer);
          });
        });
      if (!fault.loseRequest) arrive(fault.requestDelay ?? 0);
      if (fault.duplicateAfter !== undefined) arrive(fault.duplicateAfter);
      if (fault.cutFor !== undefined && this.connection === connection) {
        this.disconnect();
        this.clock.schedule(this.clock.now() + fault.cutFor, () => this.connection ?? this.connect());
      }
    });
  }

  private after(delay: number, callback: () => void): void {
    if (delay === 0) callback();
    else this.clock.schedule(this.clock.now() + delay, callback);
  }
}
