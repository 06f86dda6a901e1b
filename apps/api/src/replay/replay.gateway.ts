import {
  creditSchema,
  emptySchema,
  type PlaybackState,
  REPLAY_NAMESPACE,
  type ReplayClientEvents,
  type ReplayServerEvents,
  type Seek,
  seekSchema,
  setSpeedSchema,
  stepSchema,
} from '@reclimb/contracts';
import { Logger } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
} from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { connectError, SocketAuthenticator } from '../accounts/socket-authenticator.js';
import { AckGateway } from '../errors/ack-gateway.js';
import { toDomainError } from '../errors/wire-error.js';
import { OpenViews } from '../sharing/open-views.js';
import { type Admission, ReplayAdmissions, usesSharedLink } from './replay-admissions.js';
import { ReplayConnection, type ReplaySink } from './replay-connection.js';

type ReplaySocket = Socket<ReplayClientEvents, ReplayServerEvents>;

/** `/replay`: one connection replays one session. */
@AckGateway({ namespace: REPLAY_NAMESPACE })
export class ReplayGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  private readonly logger = new Logger('ReplayGateway');
  private readonly admitted = new WeakMap<Socket, Admission>();
  private readonly connections = new WeakMap<Socket, ReplayConnection>();

  constructor(
    private readonly authenticator: SocketAuthenticator,
    private readonly admissions: ReplayAdmissions,
    private readonly views: OpenViews,
  ) {}

  afterInit(namespace: Namespace): void {
    const login = this.authenticator.middleware('sessions:read');
    const viewer = this.authenticator.viewerMiddleware();
    // The token of a shared link stands for a login.
    namespace.use((socket, next) => (usesSharedLink(socket) ? viewer : login)(socket, next));
    namespace.use((socket, next) => {
      this.admissions.admit(socket).then(
        (admission) => {
          this.admitted.set(socket, admission);
          next();
        },
        (error: unknown) => next(connectError(toDomainError(error))),
      );
    });
  }

  handleConnection(socket: ReplaySocket): void {
    const admission = this.admitted.get(socket);
    if (!admission) throw new Error('Invariant: the namespace admits its sockets');
    const { handshake, sessionId, shareId, info, standing, source, window, start } = admission;
    this.admitted.delete(socket);
    const connection = new ReplayConnection(
      source,
      window,
      this.sinkOf(socket, admission),
      handshake,
      standing,
      start,
    );
    this.connections.set(socket, connection);
    const drained = () => connection.drained();
    // The transport is shared with other namespaces and outlives this socket.
    socket.conn.on('drain', drained);
    socket.once('disconnect', () => socket.conn.off('drain', drained));
    // Whoever connects again is told why it is over.
    const leave = this.views.add({ sessionId, shareId, close: () => socket.disconnect(true) });
    socket.once('disconnect', leave);
    socket.emit('session_info', info);
    connection.open();
  }

  handleDisconnect(socket: ReplaySocket): void {
    this.connections.get(socket)?.close();
  }

  @SubscribeMessage('play')
  play(
    @ConnectedSocket() socket: ReplaySocket,
    @MessageBody({ schema: emptySchema.optional() }) _payload: unknown,
  ): Promise<PlaybackState> {
    return this.connectionOf(socket).play();
  }

  @SubscribeMessage('pause')
  pause(
    @ConnectedSocket() socket: ReplaySocket,
    @MessageBody({ schema: emptySchema.optional() }) _payload: unknown,
  ): Promise<PlaybackState> {
    return this.connectionOf(socket).pause();
  }

  @SubscribeMessage('seek')
  seek(
    @ConnectedSocket() socket: ReplaySocket,
    @MessageBody({ schema: seekSchema }) target: Seek,
  ): Promise<PlaybackState> {
    return this.connectionOf(socket).seek(target);
  }

  @SubscribeMessage('set_speed')
  setSpeed(
    @ConnectedSocket() socket: ReplaySocket,
    @MessageBody({ schema: setSpeedSchema }) { speed }: { speed: number },
  ): Promise<PlaybackState> {
    return this.connectionOf(socket).setSpeed(speed);
  }

  @SubscribeMessage('step')
  step(
    @ConnectedSocket() socket: ReplaySocket,
    @MessageBody({ schema: stepSchema }) { frames }: { frames: number },
  ): Promise<PlaybackState> {
    return this.connectionOf(socket).step(frames);
  }

  @SubscribeMessage('credit')
  credit(
    @ConnectedSocket() socket: ReplaySocket,
    @MessageBody({ schema: creditSchema }) { frames }: { frames: number },
  ): Promise<PlaybackState> {
    return this.connectionOf(socket).credit(frames);
  }

  private sinkOf(socket: ReplaySocket, { describe }: Admission): ReplaySink {
    const { logger } = this;
    return {
      frames: (data) => socket.emit('frame_data', data),
      state: (state) => socket.emit('playback_state', state),
      statusChanged: () => {
        describe().then(
          ({ info }) => socket.emit('session_info', info),
          (error: unknown) => logger.warn(error),
        );
      },
      gone: () => socket.disconnect(true),
      get congested() {
        // Engine.IO hands its buffer on when the transport has taken the last one, and says `drain` then. The
        // buffer is only typed as private: it is what a sender has to go by.
        return (socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length > 0;
      },
      warn: (error) => logger.warn(error),
    };
  }

  private connectionOf(socket: Socket): ReplayConnection {
    const connection = this.connections.get(socket);
    if (!connection) throw new Error('Invariant: a connected socket has a connection');
    return connection;
  }
}
