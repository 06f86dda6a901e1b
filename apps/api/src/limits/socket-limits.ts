import { Injectable } from '@nestjs/common';
import { type Socket } from 'socket.io';
import { Config } from '../config/config.js';
import { toWireError } from '../errors/ack-gateway.js';
import { MainThread } from './main-thread.js';
import { type GateRules, MessageGate } from './message-gate.js';
import { RateWindow } from './rate-window.js';
import { tooManyNow, tooMany } from './rate.js';

/** Counted over some seconds, so that what waited for a slow network may come at once. */
const WINDOW_SECONDS = 10;
/** A user has several sockets: the studio's, a replay's, a display's. */
const SOCKETS_AT_FULL_RATE = 4;
/** What carries frames, video or where the player looks, and may come as fast as the socket. */
const STREAMING: ReadonlySet<string> = new Set([
  'pose_frames',
  'poses',
  'video_chunk',
  'credit',
  'seek',
  'step',
]);
/** All other events make or change something: a tenth of the messages. */
const OTHERS_SHARE = 10;
const RETRY_CONNECTING_SECONDS = 10;
/** Whose flood was cut off is not let in again for a while: otherwise each connection is a new flood. */
const BARRED_SECONDS = 60;

/** Whose a socket is: a user or an address without one, and the login or token by which it came. */
export interface SocketOwner {
  readonly who: string;
  readonly credential: string;
}

/** How many sockets a user may have open, and how many messages each, each event and all of them may send. */
@Injectable()
export class SocketLimits {
  private readonly connections = new Map<string, number>();
  /** Logins, tokens and addresses that are not let in until then, by the process's clock. */
  private readonly barred = new Map<string, number>();
  private readonly maxConnections;
  private readonly points;
  private readonly ofSockets;
  private readonly ofEvents;
  private readonly ofUsers;

  constructor(
    { limits }: Config,
    private readonly thread: MainThread,
  ) {
    this.points = limits.messagesPerSecond * WINDOW_SECONDS;
    this.maxConnections = limits.connectionsPerUser || Infinity;
    this.ofSockets = new RateWindow(this.points, WINDOW_SECONDS);
    this.ofEvents = new RateWindow(Math.ceil(this.points / OTHERS_SHARE), WINDOW_SECONDS);
    this.ofUsers = new RateWindow(this.points * SOCKETS_AT_FULL_RATE, WINDOW_SECONDS);
  }

  /** Takes in a socket in its namespace's middleware. Throws `rate_limited` when its owner has too many, or has sent too much. */
  admit(socket: Socket, owner: SocketOwner): void {
    const { who } = owner;
    this.refuseBarred(owner.credential);
    if (this.connectionsOf(who) >= this.maxConnections) {
      throw tooMany('There are too many connections of yours; close some', RETRY_CONNECTING_SECONDS);
    }
    this.countConnection(who, 1);
    const gate = this.points > 0 ? new MessageGate(socket, this.rulesOf(socket, owner)) : undefined;
    // The transport's end is sure to come, also for a socket that a later middleware refuses; the socket's may not.
    let counted = true;
    const gone = () => {
      if (counted) this.countConnection(who, -1);
      counted = false;
      gate?.close();
    };
    socket.once('disconnect', gone);
    socket.conn.once('close', gone);
    if (gate) socket.use((packet, next) => gate.enter(packet, next));
  }

  private rulesOf(socket: Socket, { who, credential }: SocketOwner): GateRules {
    return {
      count: (event) => {
        const wait = this.countMessage(socket.id, who, event);
        if (wait === 0) return null;
        return { error: toWireError(tooManyNow(wait)), until: performance.now() + wait * 1000 };
      },
      charge: (points) => {
        this.ofSockets.charge(socket.id, points);
        this.ofUsers.charge(who, points);
      },
      isBusy: () => this.thread.isBusy,
      onCutOff: () => this.bar(credential),
    };
  }

  private countMessage(socketId: string, who: string, event: string): number {
    return Math.max(
      this.ofSockets.count(socketId),
      this.ofUsers.count(who),
      STREAMING.has(event) ? 0 : this.ofEvents.count(`${who} ${event}`),
    );
  }

  private bar(credential: string): void {
    const now = performance.now();
    for (const [other, until] of this.barred) if (until <= now) this.barred.delete(other);
    this.barred.set(credential, now + BARRED_SECONDS * 1000);
  }

  private refuseBarred(credential: string): void {
    const seconds = Math.ceil(((this.barred.get(credential) ?? 0) - performance.now()) / 1000);
    if (seconds > 0) throw tooManyNow(seconds);
  }

  private connectionsOf(who: string): number {
    return this.connections.get(who) ?? 0;
  }

  private countConnection(who: string, by: 1 | -1): void {
    const count = this.connectionsOf(who) + by;
    if (count === 0) this.connections.delete(who);
    else this.connections.set(who, count);
  }
}
