import { Injectable } from '@nestjs/common';
import { type Socket } from 'socket.io';
import { Config } from '../config/config.js';
import { toWireError } from '../errors/ack-gateway.js';
import { MainThread } from './main-thread.js';
import { type GateRules, MessageGate } from './message-gate.js';
import { RateWindow } from './rate-window.js';
import { tooManyNow, tooMany } from './rate.js';
import { SpareRefusals } from './spare-refusals.js';

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

/** How many sockets a user may have open, and how many messages each, each event and all of them may send. */
@Injectable()
export class SocketLimits {
  private readonly connections = new Map<string, number>();
  private readonly spare = new SpareRefusals();
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
    thread.onLook((busyShare) => this.spare.suit(busyShare));
  }

  /**
   * Takes in the socket of a user (or of an address without one), in its namespace's middleware. Throws `rate_limited` when they have too many.
   */
  admit(socket: Socket, who: string): void {
    if (this.connectionsOf(who) >= this.maxConnections) {
      throw tooMany('There are too many connections of yours; close some', RETRY_CONNECTING_SECONDS);
    }
    this.countConnection(who, 1);
    const gate = this.points > 0 ? new MessageGate(socket, this.rulesOf(socket, who)) : undefined;
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

  private rulesOf(socket: Socket, who: string): GateRules {
    return {
      count: (event) => {
        const wait = this.countMessage(socket.id, who, event);
        if (wait === 0) return null;
        return { error: toWireError(tooManyNow(wait)), until: performance.now() + wait * 1000 };
      },
      isBusy: () => this.thread.isBusy,
      spare: this.spare.bucket,
    };
  }

  private countMessage(socketId: string, who: string, event: string): number {
    return Math.max(
      this.ofSockets.count(socketId),
      this.ofUsers.count(who),
      STREAMING.has(event) ? 0 : this.ofEvents.count(`${who} ${event}`),
    );
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
