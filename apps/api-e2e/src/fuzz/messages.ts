import { io, type Socket } from 'socket.io-client';
import { type Chance, rubbish } from '../chance.js';
import { EVENTS } from '../recording/malformed.js';
import { type Actor, ACTORS, type Cast } from './cast.js';
import { type Judge } from './judge.js';
import { payloadOf } from './requests.js';

type Namespace = keyof typeof EVENTS;
const NAMESPACES: readonly Namespace[] = ['/recording', '/replay'];

const ANSWER_WITHIN_MS = 20_000;
/** Sockets that are kept open; the oldest gives way. */
const MOST_SOCKETS = 24;
/** One in so many messages opens a socket, rightly or not. */
const CONNECTS = 12;

/** What was sent, in words. */
export interface Sent {
  readonly text: string;
  /** What is wrong with how it was answered; null when nothing is. */
  readonly fault: string | null;
}

/** Instead of an answer. */
const CLOSED = Symbol('closed');

interface Open {
  readonly actor: Actor;
  readonly namespace: Namespace;
  readonly socket: Socket;
}

/** Sends messages by chance: every event of the contract, right, nearly right or wild, by everybody who gets a socket. */
export class Messages {
  private readonly open: Open[] = [];
  /** What a socket was told that it must not know, until somebody asks. */
  private overheard: string | null = null;

  constructor(
    private readonly url: string,
    private readonly cast: Cast,
    private readonly judge: Judge,
  ) {}

  async send(chance: Chance): Promise<Sent> {
    const usable = this.open.filter(({ socket }) => socket.connected);
    if (usable.length === 0 || chance.below(CONNECTS) === 0) return this.connect(chance);
    const { socket, actor, namespace } = chance.of(usable);
    const home = chance.below(20) === 0 ? chance.of(NAMESPACES) : namespace;
    const [event, { valid }] = chance.of(Object.entries(EVENTS[home]));
    const payload = payloadOf(this.aimed(chance.of(valid), actor, chance), chance);
    const text = `${actor} ${namespace} ${event} ${JSON.stringify(payload)?.slice(0, 400)}`;
    const answer: unknown = await socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck(event, payload)
      // Who is closed meanwhile (a login that ended, a session that is gone) gets no answer any more.
      .catch((error: unknown) => (socket.connected ? `no answer: ${String(error)}` : null));
    if (answer === null) return { text, fault: null };
    const fault = typeof answer === 'string' ? answer : this.judge.ofAcknowledgement(actor, answer);
    return { text, fault: fault ?? this.overheardNow() };
  }

  close(): void {
    for (const { socket } of this.open) socket.disconnect();
  }

  private overheardNow(): string | null {
    const fault = this.overheard;
    this.overheard = null;
    return fault;
  }

  /** The same message about a session that there is. */
  private aimed(valid: unknown, actor: Actor, chance: Chance): unknown {
    const { sessionId } = valid as { sessionId?: string };
    const known = sessionId === undefined ? undefined : this.cast.idOf('sessions', actor, chance, false);
    return known === undefined ? valid : { ...(valid as object), sessionId: known };
  }

  private async connect(chance: Chance): Promise<Sent> {
    const actor = chance.of(ACTORS);
    const namespace = chance.of(NAMESPACES);
    const right = {
      ...this.cast.auth(actor),
      ...(namespace === '/replay' &&
        actor !== 'viewer' && { sessionId: this.cast.idOf('sessions', actor, chance, false) }),
      ...(namespace === '/replay' && {
        pace: chance.of(['ahead', 'realtime']),
        encoding: chance.of(['json', 'packed']),
      }),
    };
    const drawn = payloadOf(right, chance);
    const auth = typeof drawn === 'object' && drawn !== null ? drawn : { token: rubbish(chance, 1) };
    const { cookie } = this.cast.headers(actor);
    const socket = io(this.url + namespace, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: JSON.parse(JSON.stringify(auth)) as object,
      ...(cookie !== undefined && { extraHeaders: { cookie } }),
    });
    const text = `${actor} ${namespace} connect ${JSON.stringify(auth).slice(0, 400)}`;
    const refusal = await new Promise<unknown>((resolve) => {
      const tooLate = setTimeout(() => resolve('no answer'), ANSWER_WITHIN_MS);
      const settle = (answer: unknown) => {
        clearTimeout(tooLate);
        resolve(answer);
      };
      socket.once('connect', () => settle(null));
      // What is no packet of Socket.IO is not answered: its connection ends.
      socket.io.once('close', () => settle(CLOSED));
      socket.once('connect_error', (error: Error & { data?: unknown }) =>
        settle({ ok: false, error: error.data ?? { code: 'none', message: error.message } }),
      );
    });
    if (refusal !== null) {
      socket.disconnect();
      if (refusal === CLOSED) return { text, fault: null };
      return { text, fault: this.judge.ofAcknowledgement(actor, refusal) };
    }
    // Whoever they are: what they see of a shared session is what the link shows.
    const hasLink = 'shareToken' in auth;
    socket.onAny((...told: unknown[]) => {
      this.overheard ??= this.judge.told(actor, JSON.stringify(told), hasLink);
    });
    this.open.push({ actor: hasLink ? 'viewer' : actor, namespace, socket });
    if (this.open.length > MOST_SOCKETS) this.open.shift()?.socket.disconnect();
    return { text, fault: null };
  }
}
