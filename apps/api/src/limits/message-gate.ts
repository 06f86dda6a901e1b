import { type Ack, type ErrorCode, type WireError } from '@reclimb/contracts';
import { type Socket } from 'socket.io';
import { cutOff, holdReading } from './held-reading.js';
import { TokenBucket } from './token-bucket.js';

/** Messages of a socket that are handled at the same time; a recorder has about ten under way. */
const MOST_UNDER_WAY = 16;
/** The same while the thread is busy: as many batches as the recording library has under way. */
const MOST_WHILE_BUSY = 4;
/** While the thread is busy, a socket may go on with nonsense so often a second, and at once. */
const NONSENSE_A_SECOND = 3;
const NONSENSE_AT_ONCE = 6;
/** A message that is refused for what it says counts as so many: no recorder has many of them, and floods are made of them. */
const PRICE_OF_NONSENSE = 10;
const NONSENSE: ReadonlySet<ErrorCode> = new Set(['validation_failed', 'not_found', 'forbidden']);
/** Messages that wait here until no more are read. */
const MOST_WAITING = 16;
/** Refusals that are answered at once; then the socket is read again after a while. */
const REFUSALS_AT_ONCE = 50;
const REFUSED_HOLD_MS = 1000;
/** Who goes on after so many, and has never paused for so long, does not read the answers, and is cut off. */
const REFUSALS_BORNE = 1000;
const REFUSALS_FORGOTTEN_MS = 10_000;

/** What a {@link MessageGate} asks about the messages of its socket. */
export interface GateRules {
  /** Counts a message. Answers its refusal, and until when (by the process's clock) there is no other. */
  count(event: string): { error: WireError; until: number } | null;
  /** Counts so many more. */
  charge(points: number): void;
  /** Whether what the socket sends has to wait for others. */
  isBusy(): boolean;
  /** The socket has been cut off. */
  onCutOff(): void;
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
 * wait here while many are under way, fewer while the thread is busy, and then also while there was much nonsense. As long as
 * many wait, and for a while after refusals, nothing more is read: a flood costs the one who makes it.
 */
export class MessageGate {
  private readonly nonsense = new TokenBucket(NONSENSE_A_SECOND, NONSENSE_AT_ONCE);
  private readonly refusals = new Map<string, Refusal>();
  private waiting: Message[] = [];
  private underWay = 0;
  private refused = 0;
  private refusedAt = 0;
  private isClosed = false;
  private isHandingOn = false;
  private timer: NodeJS.Timeout | undefined;
  private readAgain: (() => void) | undefined;
  private readAfterRefusals: (() => void) | undefined;

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
    this.readAfterRefusals?.();
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
    } else if (this.underWay === 0) {
      // No answer will bring it back here.
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.handOn();
      }, this.nonsense.secondsUntilNext * 1000);
    }
  }

  /** Refuses or hands on the first that waits; false when it has to go on waiting. */
  private takeNext(): boolean {
    const [next] = this.waiting;
    if (!next) return false;
    const event = String(next.packet[0]);
    // What is refused anyway need not wait.
    let refusal = this.knownRefusal(event);
    if (!refusal) {
      if (!this.hasRoom()) return false;
      refusal = this.count(event);
    }
    this.waiting.shift();
    if (refusal) this.refuse(next.packet, refusal);
    else this.begin(next);
    return true;
  }

  private hasRoom(): boolean {
    if (!this.rules.isBusy()) return this.underWay < MOST_UNDER_WAY;
    return this.underWay < MOST_WHILE_BUSY && this.nonsense.left >= 1;
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
    if (!answer.ok && NONSENSE.has(answer.error.code)) {
      this.nonsense.charge(1);
      this.rules.charge(PRICE_OF_NONSENSE - 1);
    }
    this.handOn();
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
    // Names of events are the sender's own; there are not so many.
    if (this.refusals.size >= REFUSALS_AT_ONCE) this.refusals.clear();
    this.refusals.set(event, refusal);
    return refusal;
  }

  private refuse(packet: readonly unknown[], { answer }: Refusal): void {
    const now = performance.now();
    if (now - this.refusedAt > REFUSALS_FORGOTTEN_MS) this.refused = 0;
    this.refusedAt = now;
    this.refused += 1;
    if (this.refused > REFUSALS_BORNE) {
      this.close();
      cutOff(this.socket);
      this.rules.onCutOff();
      return;
    }
    // Who wants no answer gets none.
    const acknowledge = packet.at(-1);
    if (typeof acknowledge === 'function') acknowledge(answer);
    if (this.refused >= REFUSALS_AT_ONCE) this.holdAfterRefusals();
  }

  private holdAfterRefusals(): void {
    if (this.readAfterRefusals) return;
    const read = holdReading(this.socket);
    const timer = setTimeout(() => this.readAfterRefusals?.(), REFUSED_HOLD_MS);
    this.readAfterRefusals = () => {
      clearTimeout(timer);
      this.readAfterRefusals = undefined;
      read();
    };
  }
}
