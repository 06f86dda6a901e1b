import {
  creditSchema,
  emptySchema,
  type Marker,
  type PlaybackState,
  REPLAY_NAMESPACE,
  type ReplayClientEvents,
  type ReplayHandshake,
  replayHandshakeSchema,
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
import { connectError, SocketAuthenticator, socketCaller } from '../accounts/socket-authenticator.js';
import { AckGateway } from '../errors/ack-gateway.js';
import { validationError } from '../errors/validation.js';
import { toDomainError } from '../errors/wire-error.js';
import { MarkersService } from '../markers/markers.service.js';
import { SessionAccess } from '../sessions/session-access.js';
import { SessionRecording } from '../sessions/session-recording.entity.js';
import { toSession } from '../sessions/session.mapper.js';
import type { Extent } from './playback.js';
import { ReplayConnection, type ReplaySink, type ReplaySource } from './replay-connection.js';
import { ReplaySources } from './replay-sources.js';

type ReplaySocket = Socket<ReplayClientEvents, ReplayServerEvents>;

/** What the namespace's middleware has found out before the connection is accepted. */
interface Admission {
  handshake: ReplayHandshake;
  row: SessionRecording;
  extent: Extent;
  markers: Marker[];
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
    const { handshake, row, extent, markers, source } = admission;
    this.admissions.delete(socket);
    const connection = new ReplayConnection(source, this.sinkOf(socket), handshake, extent);
    this.connections.set(socket, connection);
    socket.conn.on('drain', () => connection.drained());
    socket.emit('session_info', {
      session: toSession(row),
      firstTimestamp: extent.frameCount > 0 ? extent.firstTimestamp : null,
      lastTimestamp: extent.frameCount > 0 ? extent.lastTimestamp : null,
      frameCount: extent.frameCount,
      markers,
    });
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
    const row = await this.access.require(socketCaller(socket), sessionId, 'content');
    const source = this.sources.of(sessionId);
    const [extent, markers] = await Promise.all([source.extent(), this.markers.ofSession(sessionId)]);
    return {
      handshake: parsed.data,
      row,
      extent: extent ?? { frameCount: 0, firstTimestamp: 0, lastTimestamp: 0, live: false },
      markers,
      source,
    };
  }

  private sinkOf(socket: ReplaySocket): ReplaySink {
    const { logger } = this;
    return {
      frames: (data) => socket.emit('frame_data', data),
      state: (state) => socket.emit('playback_state', state),
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
