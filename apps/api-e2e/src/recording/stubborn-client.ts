import {
  type Ack,
  type ErrorCode,
  type RecordingClientEvents,
  type RecordingServerEvents,
  RETRYABLE_CODES,
  type Session,
} from '@reclimb/contracts';
import { io, type Socket } from 'socket.io-client';
import type { Take } from './take.js';

/** Messages of each kind under way at once: enough that a kill hits several. */
const WINDOW = 4;
const FRAMES_PER_MESSAGE = 10;
const FRAMES_PER_MESSAGE_IN_A_HURRY = 300;
/** Pause after a refusal or a connection that could not be had, in milliseconds. */
const RETRY_PAUSE = 100;

/** How a {@link StubbornClient} goes about it. */
export interface StubbornOptions {
  /** Milliseconds between messages: a recording is a stream, not a burst. */
  readonly pace?: number;
  readonly bytesPerMessage?: number;
  /** Milliseconds after which an answer, or a connection, is given up. */
  readonly patience?: number;
}

/**
 * A recording client that follows the protocol by hand and never gives up: it connects, starts, resumes, goes on from
 * where the server says, and holds the server to every acknowledgement it has ever given.
 */
export class StubbornClient {
  /** What has been acknowledged: below these nothing may ever be missing. */
  ackedFrames = 0;
  ackedBytes = 0;
  reconnects = 0;
  /** How often the server refused, by code. */
  readonly refusals = new Map<string, number>();
  /** How often it was told that another connection had taken the recording over. */
  takenOver = 0;
  /** Set by {@link leave}. */
  private left = false;
  private socket: RecordingSocket | undefined;
  /** Broken promises, in words. Empty when all is well. */
  readonly complaints: string[] = [];

  private pace: number;
  private framesPerMessage = FRAMES_PER_MESSAGE;
  private readonly bytesPerMessage: number;
  private readonly patience: number;

  /** @param url the server's, or a proxy's before it; may change, as a browser's address would not. */
  constructor(
    public url: string,
    private readonly cookie: string,
    readonly take: Take,
    { pace = 15, bytesPerMessage = 6_000, patience = 30_000 }: StubbornOptions = {},
  ) {
    this.pace = pace;
    this.bytesPerMessage = bytesPerMessage;
    this.patience = patience;
  }

  /** From now on it sends as fast as it can: the faults are over, and the rest is only to arrive. */
  hurry(): void {
    this.pace = 0;
    this.framesPerMessage = FRAMES_PER_MESSAGE_IN_A_HURRY;
  }

  /** The client is gone for good, in the middle of everything. */
  leave(): void {
    this.left = true;
    this.socket?.disconnect();
  }

  /** Sends all of the take. Resolves when the server has acknowledged every frame and byte, or the client has left. */
  async sendAll(): Promise<void> {
    while (!this.left && !this.allAcked) {
      const socket = await this.connect();
      if (!socket) continue;
      try {
        await this.sendOn(socket);
      } catch (error) {
        // The connection broke, or the server is out of order: the next round goes on from what it says then.
        if (this.left) return;
        this.reconnects += 1;
        await this.pauseAfter(error);
      } finally {
        socket.disconnect();
      }
    }
  }

  get allAcked(): boolean {
    return this.ackedFrames >= this.take.frames.length && this.ackedBytes >= this.take.video.byteLength;
  }

  /** Ends the recording; asks again until it is answered. */
  async stop(): Promise<Session> {
    for (;;) {
      const socket = await this.connect();
      if (!socket) continue;
      try {
        return await this.ask<Session>(socket, 'stop_recording', {
          sessionId: this.take.start.sessionId,
          frameCount: this.take.frames.length,
          videoBytes: this.take.video.byteLength,
        });
      } catch (error) {
        await this.pauseAfter(error);
      } finally {
        socket.disconnect();
      }
    }
  }

  private async sendOn(socket: RecordingSocket): Promise<void> {
    const { sessionId } = this.take.start;
    await this.ask(socket, 'start_recording', this.take.start);
    const at = await this.ask<{ nextFrameNumber: number; nextVideoOffset: number }>(
      socket,
      'resume_recording',
      { sessionId },
    );
    if (at.nextFrameNumber < this.ackedFrames) {
      this.complaints.push(
        `frames ${at.nextFrameNumber}…${this.ackedFrames - 1} were acknowledged and are gone`,
      );
    }
    if (at.nextVideoOffset < this.ackedBytes) {
      this.complaints.push(
        `bytes ${at.nextVideoOffset}…${this.ackedBytes - 1} were acknowledged and are gone`,
      );
    }
    // Data whose acknowledgement got lost is acknowledged by this.
    this.ackedFrames = Math.max(this.ackedFrames, at.nextFrameNumber);
    this.ackedBytes = Math.max(this.ackedBytes, at.nextVideoOffset);
    await Promise.all([
      this.pipeline(
        at.nextFrameNumber,
        this.take.frames.length,
        () => this.framesPerMessage,
        async (from, to) => {
          const { nextFrameNumber } = await this.ask<{ nextFrameNumber: number }>(socket, 'pose_frames', {
            sessionId,
            frames: this.take.frames.slice(from, to),
          });
          this.ackedFrames = Math.max(this.ackedFrames, nextFrameNumber);
        },
      ),
      this.pipeline(
        at.nextVideoOffset,
        this.take.video.byteLength,
        () => this.bytesPerMessage,
        async (from, to) => {
          const { nextVideoOffset } = await this.ask<{ nextVideoOffset: number }>(socket, 'video_chunk', {
            sessionId,
            offset: from,
            data: this.take.video.subarray(from, to),
          });
          this.ackedBytes = Math.max(this.ackedBytes, nextVideoOffset);
        },
      ),
    ]);
  }

  /** Sends `from`…`end` in steps, a few under way at once; throws when one of them fails. */
  private async pipeline(
    from: number,
    end: number,
    step: () => number,
    send: (from: number, to: number) => Promise<void>,
  ): Promise<void> {
    const underWay = new Set<Promise<void>>();
    let failure: unknown;
    for (let at = from; at < end && failure === undefined;) {
      const to = Math.min(end, at + step());
      const message = send(at, to)
        .catch((error: unknown) => {
          failure ??= error;
        })
        .finally(() => underWay.delete(message));
      underWay.add(message);
      at = to;
      await new Promise((resolve) => setTimeout(resolve, this.pace));
      if (underWay.size >= WINDOW) await Promise.race(underWay);
    }
    await Promise.all(underWay);
    if (failure !== undefined) throw failure;
  }

  private async connect(): Promise<RecordingSocket | undefined> {
    const socket: RecordingSocket = io(`${this.url}/recording`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      timeout: this.patience,
      extraHeaders: { cookie: this.cookie },
    });
    this.socket = socket;
    socket.on('recording_taken_over', () => (this.takenOver += 1));
    const refused = await new Promise<Error | undefined>((resolve) => {
      socket.once('connect', () => resolve(undefined));
      socket.once('connect_error', resolve);
      socket.once('disconnect', () => resolve(new Error('disconnected')));
    });
    if (refused === undefined) return socket;
    socket.disconnect();
    await this.pauseAfter(refusalOf(refused));
    return undefined;
  }

  /** Throws a refusal that trying again does not change. */
  private async pauseAfter(error: unknown): Promise<void> {
    if (error instanceof Refused) {
      this.refusals.set(error.code, (this.refusals.get(error.code) ?? 0) + 1);
      if (!RETRYABLE_CODES.has(error.code)) throw error;
    } else if (error instanceof TypeError || error instanceof RangeError) {
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE));
  }

  /** Emits and waits for the acknowledgement; throws when it is an error, or when the connection ends before. */
  private async ask<T>(
    socket: RecordingSocket,
    event: keyof RecordingClientEvents,
    payload: unknown,
  ): Promise<T> {
    // Socket.IO would keep it for the next connection.
    if (!socket.connected) throw new Error('disconnected');
    let lost: (() => void) | undefined;
    try {
      const answer = await Promise.race([
        (socket as Socket).timeout(this.patience).emitWithAck(event, payload) as Promise<Ack<T>>,
        new Promise<never>((_, reject) => {
          lost = () => reject(new Error('disconnected'));
          socket.once('disconnect', lost);
        }),
      ]);
      if (!answer.ok) throw new Refused(answer.error.code, answer.error.message);
      return answer.data;
    } finally {
      if (lost) socket.off('disconnect', lost);
    }
  }
}

type RecordingSocket = Socket<RecordingServerEvents, RecordingClientEvents>;

/** The server's answer was no. */
export class Refused extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/** What a refused handshake says, if it was the server that refused. */
function refusalOf(error: Error & { data?: { code?: unknown; message?: unknown } }): Error {
  const { code, message } = error.data ?? {};
  return typeof code === 'string' ? new Refused(code as ErrorCode, String(message)) : error;
}
