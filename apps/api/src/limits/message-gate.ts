import { type Ack, type ErrorCode, type WireError } from '@reclimb/contracts';
import { type Socket } from 'socket.io';
import { holdReading } from './held-reading.js';
import { TokenBucket } from './token-bucket.js';

/** Messages of a socket that are handled at the same time; a recorder has about ten under way. */
const MOST_UNDER_WAY = 16;
/** The same while the thread is busy: as many batches as the recording library has under way. */
const MOST_WHILE_BUSY = 4;
/** Refusals that a socket may have a second, and at once, and still has its turn like all others: no recorder has more. */
const REFUSALS_A_SECOND = 3;
const REFUSALS_AT_ONCE = 6;
/** Refused for what the message says. */
const NONSENSE: ReadonlySet<ErrorCode> = new Set(['validation_failed', 'not_found', 'forbidden']);
/** Messages that wait here until no more are read. */
const MOST_WAITING = 16;
/** Who waits for a turn looks again after so long at the earliest: there may be hundreds. */
const LOOK_AGAIN_MS = 50;
/** Names of events are the sender's own; there are not so many. */
const MOST_NAMES = 50;

/** What a {@link MessageGate} asks about the messages of its socket. */
export interface GateRules {
  /** Counts a message. Answers its refusal, and until when (by the process's clock) there is no other. */
  count(event: string): { error: WireError; until: number } | null;
  /** Whether what the socket sends has to wait for others. */
  isBusy(): boolean;
  /** What all sockets together that are refused much may still be refused. */
  readonly spare: TokenBucket;
}

interface Message {
  readonly packet: unknown[];
  readonly pass: () => void;
}

interface Refusal {
  readonly until: number;
  readonly answer: Ack<never>;
}

/**
 * What a socket's messages pass before anything is done with them, in their order. One that is too many is refused; others
 * wait here while many are under way, fewer while the thread is busy. Who is refused much waits for a turn among all that
 * are. As long as many wait, nothing more is read: a flood costs the one who makes it.
 */
export class MessageGate {
  private readonly borne = new TokenBucket(REFUSALS_A_SECOND, REFUSALS_AT_ONCE);
  private readonly refusals = new Map<string, Refusal>();
  private waiting: Message[] = [];
  private underWay = 0;
  private isClosed = false;
  private isHandingOn = false;
  private timer: NodeJS.Timeout | undefined;
  private readAgain: (() => void) | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly rules: GateRules,
  ) {}

  /** Takes a message in; `pass` hands it on. */
  enter(packet: unknown[], pass: () => void): void {
    if (this.isClosed) return;
    this.waiting.push({ packet, pass });
    this.handOn();
  }

  /** The socket is gone. */
  close(): void {
    this.isClosed = true;
    this.waiting = [];
    clearTimeout(this.timer);
    this.readAgain?.();
  }

  private handOn(): void {
    // What is answered at once comes back here: the loop below goes on with it, not a call within a call.
    if (this.isHandingOn) return;
    this.isHandingOn = true;
    try {
      while (this.takeNext());
    } finally {
      this.isHandingOn = false;
    }
    if (this.isClosed) return;
    if (this.waiting.length >= MOST_WAITING) this.readAgain ??= holdReading(this.socket);
    if (this.waiting.length === 0) {
      this.readAgain?.();
      this.readAgain = undefined;
    } else if (!this.hasTurn()) {
      // No answer brings it back here.
      const seconds = Math.min(this.borne.secondsUntilNext, this.rules.spare.secondsUntilNext);
      this.timer ??= setTimeout(
        () => {
          this.timer = undefined;
          this.handOn();
        },
        Math.max(LOOK_AGAIN_MS, seconds * 1000),
      );
    }
  }

  /** Refuses or hands on the first that waits; false when it has to go on waiting. */
  private takeNext(): boolean {
    const [next] = this.waiting;
    if (!next || !this.hasTurn()) return false;
    const event = String(next.packet[0]);
    // What is refused anyway need not wait for an answer to another.
    let refusal = this.knownRefusal(event);
    if (!refusal) {
      if (this.underWay >= (this.rules.isBusy() ? MOST_WHILE_BUSY : MOST_UNDER_WAY)) return false;
      refusal = this.count(event);
    }
    this.waiting.shift();
    if (refusal) this.refuse(next.packet, refusal);
    else this.begin(next);
    return true;
  }

  private hasTurn(): boolean {
    return this.borne.left >= 1 || this.rules.spare.left >= 1;
  }

  private begin({ packet, pass }: Message): void {
    this.underWay += 1;
    const last = packet.at(-1);
    const acknowledge = typeof last === 'function' ? (packet.pop() as (answer: Ack<unknown>) => void) : null;
    let isOpen = true;
    // Also where nobody asked: the answer tells when the message is done with.
    packet.push((answer: Ack<unknown>) => {
      acknowledge?.(answer);
      if (!isOpen) return;
      isOpen = false;
      this.end(answer);
    });
    pass();
  }

  private end(answer: Ack<unknown>): void {
    this.underWay -= 1;
    if (!answer.ok && NONSENSE.has(answer.error.code)) this.countRefusal();
    this.handOn();
  }

  private countRefusal(): void {
    this.borne.charge(1);
    this.rules.spare.charge(1);
  }

  /** A refusal holds for a while: till then nothing is counted or made. */
  private knownRefusal(event: string): Refusal | null {
    const known = this.refusals.get(event);
    return known && performance.now() < known.until ? known : null;
  }

  private count(event: string): Refusal | null {
    const refused = this.rules.count(event);
    if (!refused) return null;
    const refusal: Refusal = { until: refused.until, answer: { ok: false, error: refused.error } };
    if (this.refusals.size >= MOST_NAMES) this.refusals.clear();
    this.refusals.set(event, refusal);
    return refusal;
  }

  private refuse(packet: readonly unknown[], { answer }: Refusal): void {
    this.countRefusal();
    // Who wants no answer gets none.
    const acknowledge = packet.at(-1);
    if (typeof acknowledge === 'function') acknowledge(answer);
  }
}
