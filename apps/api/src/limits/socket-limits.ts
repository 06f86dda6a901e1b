import { Injectable } from '@nestjs/common';
import { type Ack } from '@reclimb/contracts';
import { type Socket } from 'socket.io';
import { Config } from '../config/config.js';
import { toWireError } from '../errors/ack-gateway.js';
import { toDomainError } from '../errors/wire-error.js';
import { countOne, rateOf, tooMany } from './rate.js';

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
  private readonly maxConnections;
  private readonly ofSockets;
  private readonly ofEvents;
  private readonly ofUsers;

  constructor({ limits }: Config) {
    const points = limits.messagesPerSecond * WINDOW_SECONDS;
    this.maxConnections = limits.connectionsPerUser || Infinity;
    this.ofSockets = rateOf(points, WINDOW_SECONDS);
    this.ofEvents = rateOf(Math.ceil(points / OTHERS_SHARE), WINDOW_SECONDS);
    this.ofUsers = rateOf(points * SOCKETS_AT_FULL_RATE, WINDOW_SECONDS);
  }

  /**
   * Takes in the socket of a user (or of an address without one), in its namespace's middleware. Throws `rate_limited` when they have too many.
   */
  admit(socket: Socket, who: string): void {
    if (this.connectionsOf(who) >= this.maxConnections) {
      throw tooMany('There are too many connections of yours; close some', RETRY_CONNECTING_SECONDS);
    }
    this.countConnection(who, 1);
    // The transport's end is sure to come, also for a socket that a later middleware refuses; the socket's may not.
    let counted = true;
    const gone = () => {
      if (counted) this.countConnection(who, -1);
      counted = false;
    };
    socket.once('disconnect', gone);
    socket.conn.once('close', gone);
    socket.use((packet, next) => {
      this.countMessage(socket.id, who, String(packet[0])).then(
        () => next(),
        (error: unknown) => refuse(packet, error),
      );
    });
  }

  private connectionsOf(who: string): number {
    return this.connections.get(who) ?? 0;
  }

  private countConnection(who: string, by: 1 | -1): void {
    const count = this.connectionsOf(who) + by;
    if (count === 0) this.connections.delete(who);
    else this.connections.set(who, count);
  }

  /** As many waits for every message, so that none overtakes another. */
  private async countMessage(socketId: string, who: string, event: string): Promise<void> {
    const ofEvents = STREAMING.has(event) ? null : this.ofEvents;
    await Promise.all([
      countOne(this.ofSockets, socketId),
      countOne(this.ofUsers, who),
      countOne(ofEvents, `${who} ${event}`),
    ]);
  }
}

/** Answers a message that is not passed on. Who wants no answer gets none. */
function refuse(packet: readonly unknown[], error: unknown): void {
  const acknowledge = packet.at(-1);
  if (typeof acknowledge !== 'function') return;
  acknowledge({ ok: false, error: toWireError(toDomainError(error)) } satisfies Ack<never>);
}
