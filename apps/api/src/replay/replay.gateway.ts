import {
  creditSchema,
  emptySchema,
  type PlaybackState,
  REPLAY_NAMESPACE,
  type ReplayClientEvents,
  type ReplayHandshake,
  replayHandshakeSchema,
  type ReplayServerEvents,
  type Seek,
  type SessionInfo,
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
import { connectError, SocketAuthenticator, socketCaller } from '../accounts/socket-authenticator.js';
import { AckGateway } from '../errors/ack-gateway.js';
import { validationError } from '../errors/validation.js';
import { toDomainError } from '../errors/wire-error.js';
import { MarkersService } from '../markers/markers.service.js';
import { SessionAccess, sessionNotFound } from '../sessions/session-access.js';
import { toSession } from '../sessions/session.mapper.js';
import { ReplayConnection, type ReplaySink, type ReplaySource, type Standing } from './replay-connection.js';
import { ReplaySources } from './replay-sources.js';

type ReplaySocket = Socket<ReplayClientEvents, ReplayServerEvents>;

/** What the namespace's middleware has found out before the connection is accepted. */
interface Admission {
  handshake: ReplayHandshake;
  sessionId: string;
  info: SessionInfo;
  standing: Standing;
  source: ReplaySource;
}

/** `/replay`: one connection replays one session. */
@AckGateway({ namespace: REPLAY_NAMESPACE })
export class ReplayGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  private readonly logger = new Logger('ReplayGateway');
  private readonly admissions = new WeakMap<Socket, Admission>();
  private readonly connections = new WeakMap<Socket, ReplayConnection>();

  constructor(
    private readonly authenticator: SocketAuthenticator,
    private readonly access: SessionAccess,
    private readonly sources: ReplaySources,
    private readonly markers: MarkersService,
  ) {}

  afterInit(namespace: Namespace): void {
    namespace.use(this.authenticator.middleware('sessions:read'));
    namespace.use((socket, next) => {
      this.admit(socket).then(
        (admission) => {
          this.admissions.set(socket, admission);
          next();
        },
        (error: unknown) => next(connectError(toDomainError(error))),
      );
    });
  }

  handleConnection(socket: ReplaySocket): void {
    const admission = this.admissions.get(socket);
    if (!admission) throw new Error('Invariant: the namespace admits its sockets');
    const { handshake, sessionId, info, standing, source } = admission;
    this.admissions.delete(socket);
    const connection = new ReplayConnection(source, this.sinkOf(socket, sessionId), handshake, standing);
    this.connections.set(socket, connection);
    const drained = () => connection.drained();
    // The transport is shared with other namespaces and outlives this socket.
    socket.conn.on('drain', drained);
    socket.once('disconnect', () => socket.conn.off('drain', drained));
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

  private async admit(socket: Socket): Promise<Admission> {
    const parsed = replayHandshakeSchema.safeParse(socket.handshake.auth);
    if (!parsed.success) {
      throw validationError(
        parsed.error.issues.map((issue) => ({ ...issue, path: ['auth', ...issue.path] })),
      );
    }
    const { sessionId } = parsed.data;
    if (sessionId === undefined) {
      throw validationError([{ path: ['auth', 'sessionId'], message: 'Expected the session to replay' }]);
    }
    const source = this.sources.of(sessionId);
    return { handshake: parsed.data, sessionId, source, ...(await this.describe(socket, sessionId)) };
  }

  /** The session as it stands now. Throws when the caller may not see it. */
  private async describe(
    socket: Socket,
    sessionId: string,
  ): Promise<{ info: SessionInfo; standing: Standing }> {
    const row = await this.access.require(socketCaller(socket), sessionId, 'content');
    const [standing, markers] = await Promise.all([
      this.sources.of(sessionId).standing(),
      this.markers.ofSession(sessionId),
    ]);
    if (!standing) throw sessionNotFound();
    const { frameCount, firstTimestamp, lastTimestamp } = standing.extent;
    const empty = frameCount === 0;
    const info: SessionInfo = {
      session: toSession(row),
      firstTimestamp: empty ? null : firstTimestamp,
      lastTimestamp: empty ? null : lastTimestamp,
      frameCount,
      markers,
    };
    return { info, standing };
  }

  private sinkOf(socket: ReplaySocket, sessionId: string): ReplaySink {
    const { logger } = this;
    return {
      frames: (data) => socket.emit('frame_data', data),
      state: (state) => socket.emit('playback_state', state),
      statusChanged: () => {
        this.describe(socket, sessionId).then(
          ({ info }) => socket.emit('session_info', info),
          (error: unknown) => logger.warn(error),
        );
      },
      // Whoever connects again is told why it is over.
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
