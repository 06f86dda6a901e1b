import type { Ack, ErrorCode, Frame, Session, SessionStatus, WireError } from '@reclimb/contracts';
import { decideAppend, findBatchFault } from '../append-rule.js';
import type { RecordingDeclaration } from '../outbox-storage.js';
import type { RecordingRequest } from '../recording-upload.js';

/** What the server holds of one session. */
export interface StoredSession {
  readonly declaration: RecordingDeclaration;
  readonly frames: Frame[];
  readonly video: number[];
  readonly keyframes: Map<number, Uint8Array>;
  /** By their content: a marker that is sent twice is one marker. */
  readonly markers: Map<string, { timestamp: number; label: string }>;
  status: SessionStatus;
  /** Ended by the server because its client was gone: opened again when that one comes back with more. */
  interrupted: boolean;
  connection: number;
}

/** The server's end of the recording protocol, over the append rule, in memory. */
export class MemoryServer {
  readonly sessions = new Map<string, StoredSession>();
  /** Answers the next messages with these codes instead of handling them. */
  readonly outages: ErrorCode[] = [];
  /** How much of each a session takes. */
  readonly limits = { frames: Number.POSITIVE_INFINITY, video: Number.POSITIVE_INFINITY };
  private readonly closed = new Set<number>();

  /** @param takenOver told the connection whose recording another one has resumed. */
  constructor(
    private readonly takenOver: (connection: number, sessionId: string) => void = () => undefined,
  ) {}

  /** The connection is gone: what it still has under way may arrive, but takes no session away from a later one. */
  close(connection: number): void {
    this.closed.add(connection);
  }

  /** The grace time of every recording is over: the server ends it with what it has. */
  abandonAll(): void {
    for (const session of this.sessions.values()) {
      if (session.status !== 'recording') continue;
      session.status = 'completed';
      session.interrupted = true;
    }
  }

  /** Handles one message of a connection. */
  handle(connection: number, request: RecordingRequest): Ack<unknown> {
    const outage = this.outages.shift();
    if (outage) return refuse(outage, 'Out of order for a moment');
    if (request.event === 'start_recording') return this.start(connection, request.payload);
    const session = this.sessions.get(request.payload.sessionId);
    if (!session) return refuse('not_found', 'No such session');
    if (request.event === 'resume_recording') return this.resume(connection, session);
    if (request.event === 'stop_recording' && session.status === 'completed') {
      return this.stop(session, request.payload);
    }
    if (session.connection !== connection) {
      return refuse('conflict', 'Another connection records this session');
    }
    switch (request.event) {
      case 'pose_frames':
        return this.frames(session, request.payload.frames);
      case 'video_chunk':
        return this.video(session, request.payload);
      case 'keyframe': {
        const { frameNumber, image } = request.payload;
        if (frameNumber >= session.frames.length) {
          return refuse('gap', 'That frame is not stored', positions(session));
        }
        session.keyframes.set(frameNumber, image);
        return { ok: true, data: { frameNumber } };
      }
      case 'marker': {
        const { timestamp, label } = request.payload;
        session.markers.set(`${timestamp} ${label}`, { timestamp, label });
        return { ok: true, data: { markerId: 'marker' } };
      }
      case 'stop_recording':
        return this.stop(session, request.payload);
      case 'cancel_recording':
        this.sessions.delete(request.payload.sessionId);
        return { ok: true, data: {} };
    }
  }

  private start(connection: number, declaration: RecordingDeclaration): Ack<unknown> {
    const known = this.sessions.get(declaration.sessionId);
    if (known) return this.resume(connection, known);
    const session: StoredSession = {
      declaration,
      frames: [],
      video: [],
      keyframes: new Map(),
      markers: new Map(),
      status: 'recording',
      interrupted: false,
      connection,
    };
    this.sessions.set(declaration.sessionId, session);
    return { ok: true, data: { sessionId: declaration.sessionId, ...positions(session) } };
  }

  private resume(connection: number, session: StoredSession): Ack<unknown> {
    if (this.closed.has(connection)) return refuse('unavailable', 'The connection is gone');
    if (connection !== session.connection) this.takenOver(session.connection, session.declaration.sessionId);
    session.connection = connection;
    return { ok: true, data: { ...positions(session), status: session.status } };
  }

  private frames(session: StoredSession, frames: Frame[]): Ack<unknown> {
    if (findBatchFault(frames)) return refuse('validation_failed', 'The frames do not follow each other');
    const run = { start: frames[0]?.frameNumber ?? 0, length: frames.length };
    const decision = decideAppend(session.frames.length, run);
    if (decision.kind === 'gap') return refuse('gap', 'Frames are missing', positions(session));
    if (decision.kind === 'store') {
      if (decision.next > this.limits.frames) {
        return endAtLimit(session, { limit: 'session_seconds', endFrameNumber: this.limits.frames });
      }
      if (!reopen(session)) return refuse('conflict', 'The recording has ended');
      session.frames.push(...frames.slice(decision.skip));
    }
    return { ok: true, data: { nextFrameNumber: decision.next } };
  }

  private video(
    session: StoredSession,
    { offset, data }: { offset: number; data: Uint8Array },
  ): Ack<unknown> {
    const decision = decideAppend(session.video.length, { start: offset, length: data.byteLength });
    if (decision.kind === 'gap') return refuse('gap', 'Video is missing', positions(session));
    if (decision.kind === 'store') {
      if (decision.next > this.limits.video) {
        return endAtLimit(session, { limit: 'session_bytes', endVideoOffset: this.limits.video });
      }
      if (!reopen(session)) return refuse('conflict', 'The recording has ended');
      for (const byte of data.subarray(decision.skip)) session.video.push(byte);
    }
    return { ok: true, data: { nextVideoOffset: decision.next } };
  }

  private stop(session: StoredSession, totals: { frameCount: number; videoBytes: number }): Ack<unknown> {
    const complete =
      session.frames.length === totals.frameCount && session.video.length === totals.videoBytes;
    if (!complete) return refuse('gap', 'Something has not arrived', positions(session));
    session.status = 'completed';
    session.interrupted = false;
    return { ok: true, data: describeSession(session) };
  }
}

/** Whether the session takes data: an interrupted one is opened again by it. */
function reopen(session: StoredSession): boolean {
  if (session.status === 'recording') return true;
  if (!session.interrupted) return false;
  session.status = 'recording';
  session.interrupted = false;
  return true;
}

/** What reaches beyond a limit ends the session, as if its client were gone. */
function endAtLimit(session: StoredSession, details: WireError['details']): Ack<unknown> {
  if (session.status === 'recording') {
    session.status = 'completed';
    session.interrupted = true;
  }
  return refuse('quota_exceeded', 'A session can be no longer', details);
}

function positions(session: StoredSession) {
  return { nextFrameNumber: session.frames.length, nextVideoOffset: session.video.length };
}

function refuse(code: ErrorCode, message: string, details?: WireError['details']): Ack<unknown> {
  return { ok: false, error: { code, message, ...(details ? { details } : {}) } };
}

function describeSession({ declaration, frames, status, interrupted }: StoredSession): Session {
  const time = new Date(0).toISOString();
  const { sessionId: id, name, skeleton, model, imageWidth, imageHeight } = declaration;
  return {
    ...{ id, name, description: '', status, createdAt: time, updatedAt: time, skeleton, model },
    ...{ duration: frames.at(-1)?.timestamp ?? 0, frameCount: frames.length, imageWidth, imageHeight },
    ...{ video: null, thumbnailUrl: null, videoFilePath: null, tags: [], pinned: false },
    ...{ owner: { id, name: 'Climber' }, deletedAt: null, interrupted },
  };
}
