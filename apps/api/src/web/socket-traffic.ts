import { Injectable, Logger } from '@nestjs/common';
import { type Socket } from 'socket.io';
import { contextOf, inLogContext, noteInLog } from '../logging/log-context.js';
import { sessionOf } from '../logging/session-of.js';
import { Metrics } from '../metrics/metrics.js';

/** The sockets that were let in: how many, how long their messages take, whose they are in the log, and how they end. */
@Injectable()
export class SocketTraffic {
  private readonly logger = new Logger('Sockets');
  private readonly sockets = new Set<Socket>();
  /** Messages that are not acknowledged yet. */
  private underWay = 0;
  private draining = false;
  private idle: (() => void) | undefined;

  constructor(private readonly metrics: Metrics) {}

  /** Whether sockets are let in. */
  get isOpen(): boolean {
    return !this.draining;
  }

  /** Follows a socket from its namespace's middleware on. */
  follow(socket: Socket, userId: string | undefined): void {
    noteInLog(socket, { socketId: socket.id, userId, sessionId: sessionOf(socket.handshake.auth) });
    const say = (what: string) => inLogContext(contextOf(socket), () => this.logger.debug(what));
    const namespace = socket.nsp.name;
    this.sockets.add(socket);
    this.metrics.sockets.inc({ namespace });
    say(`Connected to ${namespace}`);
    const unanswered = new Set<() => void>();
    let counted = true;
    const gone = (reason: string): void => {
      if (!counted) return;
      counted = false;
      // Nobody acknowledges what came from a socket that is gone.
      for (const forget of unanswered) forget();
      this.sockets.delete(socket);
      this.metrics.sockets.dec({ namespace });
      say(`Left ${namespace}: ${reason}`);
    };
    // The transport's end is sure to come, also for a socket that a later middleware refuses.
    socket.once('disconnect', gone);
    socket.conn.once('close', gone);
    socket.use((packet, next) => {
      // Not acknowledged, so that its sender sends it again when it has connected anew.
      if (this.draining) return;
      this.time(socket, packet, unanswered);
      next();
    });
  }

  /**
   * From now on lets nobody in and takes no message. When what was taken is acknowledged, all transports are closed: clients
   * connect again by themselves after a break of the transport, each after a random pause, and not after `disconnect`.
   */
  async drain(): Promise<void> {
    this.draining = true;
    if (this.underWay > 0) await new Promise<void>((resolve) => (this.idle = resolve));
    // What is written but not sent yet is sent first.
    for (const socket of this.sockets) socket.conn.close();
  }

  /** Times a message, when somebody waits for its acknowledgement. */
  private time(socket: Socket, packet: unknown[], unanswered: Set<() => void>): void {
    const acknowledge = packet.at(-1);
    const event = String(packet[0]);
    // An event that nobody knows has been answered before it comes here, and its name, any text, must not become a label.
    if (typeof acknowledge !== 'function' || socket.listenerCount(event) === 0) return;
    const stop = this.metrics.acknowledgements.startTimer({ event });
    const forget = (): void => {
      unanswered.delete(forget);
      this.underWay -= 1;
      if (this.underWay === 0) this.idle?.();
    };
    unanswered.add(forget);
    this.underWay += 1;
    packet[packet.length - 1] = (...answer: unknown[]): void => {
      acknowledge(...answer);
      if (!unanswered.has(forget)) return;
      stop();
      forget();
    };
  }
}
