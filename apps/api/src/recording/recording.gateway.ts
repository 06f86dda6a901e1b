import {
  type KeyframeUpload as KeyframePayload,
  keyframeUploadSchema,
  type PoseFrames,
  poseFramesSchema,
  RECORDING_NAMESPACE,
  type RecordingClientEvents,
  type RecordingMarker,
  recordingMarkerSchema,
  type RecordingPosition,
  type RecordingServerEvents,
  type RecordingStatus,
  type Session,
  type SessionReference,
  sessionReferenceSchema,
  shortPosesSchema,
  type SessionStatus,
  type StartRecording,
  startRecordingSchema,
  type StopRecording,
  stopRecordingSchema,
  type VideoChunk,
  videoChunkSchema,
} from '@reclimb/contracts';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
} from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import type * as z from 'zod';
import { SocketAuthenticator, socketCaller } from '../accounts/socket-authenticator.js';
import { AckGateway } from '../errors/ack-gateway.js';
import { MarkersService } from '../markers/markers.service.js';
import { FrameIntake } from './frame-intake.js';
import { KeyframeUpload } from './keyframe-upload.js';
import { type RecordingClient, socketClient } from './recording-client.js';
import { type RecordingAudience, RecordingFeed } from './recording-feed.js';
import { RecordingHolds } from './recording-holds.js';
import { RecordingService } from './recording.service.js';
import { VideoIntake } from './video-intake.js';

type RecordingSocket = Socket<RecordingClientEvents, RecordingServerEvents>;

/** `/recording`: translates messages into calls and back, and decides nothing. */
@AckGateway({ namespace: RECORDING_NAMESPACE })
export class RecordingGateway
  implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect, RecordingAudience
{
  private readonly sockets = new Map<RecordingClient, RecordingSocket>();
  private readonly clients = new WeakMap<Socket, RecordingClient>();

  constructor(
    private readonly authenticator: SocketAuthenticator,
    private readonly recording: RecordingService,
    private readonly frames: FrameIntake,
    private readonly video: VideoIntake,
    private readonly holds: RecordingHolds,
    private readonly keyframes: KeyframeUpload,
    private readonly markers: MarkersService,
    private readonly feed: RecordingFeed,
  ) {}

  afterInit(namespace: Namespace): void {
    namespace.use(this.authenticator.middleware('sessions:write'));
    this.feed.tell(this);
  }

  handleConnection(socket: RecordingSocket): void {
    const client = socketClient(socketCaller(socket));
    this.clients.set(socket, client);
    this.sockets.set(client, socket);
    this.feed.clients.add(client);
  }

  handleDisconnect(socket: RecordingSocket): void {
    const client = this.clients.get(socket);
    if (!client) return;
    this.sockets.delete(client);
    void this.recording.leave(client);
  }

  status(client: RecordingClient, status: RecordingStatus): void {
    this.sockets.get(client)?.emit('recording_status', status);
  }

  takenOver(client: RecordingClient, sessionId: string): void {
    this.sockets.get(client)?.emit('recording_taken_over', { sessionId });
  }

  @SubscribeMessage('start_recording')
  start(
    @ConnectedSocket() socket: RecordingSocket,
    @MessageBody({ schema: startRecordingSchema }) start: StartRecording,
  ): Promise<RecordingPosition> {
    return this.recording.start(this.clientOf(socket), start);
  }

  @SubscribeMessage('pose_frames')
  async poseFrames(
    @ConnectedSocket() socket: RecordingSocket,
    @MessageBody({ schema: poseFramesSchema }) { sessionId, frames, packed }: PoseFrames,
  ): Promise<{ nextFrameNumber: number }> {
    const client = this.clientOf(socket);
    const nextFrameNumber = packed
      ? await this.frames.appendPacked(client, sessionId, packed)
      : await this.frames.append(client, sessionId, frames ?? []);
    return { nextFrameNumber };
  }

  @SubscribeMessage('poses')
  async poses(
    @ConnectedSocket() socket: RecordingSocket,
    @MessageBody({ schema: shortPosesSchema }) { sessionId, packed }: z.output<typeof shortPosesSchema>,
  ): Promise<{ nextFrameNumber: number }> {
    return { nextFrameNumber: await this.frames.appendPacked(this.clientOf(socket), sessionId, packed) };
  }

  @SubscribeMessage('video_chunk')
  async videoChunk(
    @ConnectedSocket() socket: RecordingSocket,
    @MessageBody({ schema: videoChunkSchema }) { sessionId, offset, data }: VideoChunk,
  ): Promise<{ nextVideoOffset: number }> {
    return {
      nextVideoOffset: await this.video.append(this.clientOf(socket), sessionId, offset, data),
    };
  }

  @SubscribeMessage('keyframe')
  async keyframe(
    @ConnectedSocket() socket: RecordingSocket,
    @MessageBody({ schema: keyframeUploadSchema }) { sessionId, frameNumber, image }: KeyframePayload,
  ): Promise<{ frameNumber: number }> {
    return {
      frameNumber: await this.keyframes.store(this.clientOf(socket), sessionId, frameNumber, image),
    };
  }

  @SubscribeMessage('marker')
  async marker(
    @ConnectedSocket() socket: RecordingSocket,
    @MessageBody({ schema: recordingMarkerSchema }) { sessionId, ...marker }: RecordingMarker,
  ): Promise<{ markerId: string }> {
    const { caller } = this.clientOf(socket);
    const { id } = await this.holds.inOrder(sessionId, () => this.markers.addOnce(caller, sessionId, marker));
    return { markerId: id };
  }

  @SubscribeMessage('resume_recording')
  resume(
    @ConnectedSocket() socket: RecordingSocket,
    @MessageBody({ schema: sessionReferenceSchema }) { sessionId }: SessionReference,
  ): Promise<{ nextFrameNumber: number; nextVideoOffset: number; status: SessionStatus }> {
    return this.recording.resume(this.clientOf(socket), sessionId);
  }

  @SubscribeMessage('stop_recording')
  stop(
    @ConnectedSocket() socket: RecordingSocket,
    @MessageBody({ schema: stopRecordingSchema }) { sessionId, ...totals }: StopRecording,
  ): Promise<Session> {
    return this.recording.stop(this.clientOf(socket), sessionId, totals);
  }

  @SubscribeMessage('cancel_recording')
  async cancel(
    @ConnectedSocket() socket: RecordingSocket,
    @MessageBody({ schema: sessionReferenceSchema }) { sessionId }: SessionReference,
  ): Promise<Record<string, never>> {
    await this.recording.cancel(this.clientOf(socket), sessionId);
    return {};
  }

  private clientOf(socket: Socket): RecordingClient {
    const client = this.clients.get(socket);
    if (!client) throw new Error('Invariant: a connected socket has a client');
    return client;
  }
}
