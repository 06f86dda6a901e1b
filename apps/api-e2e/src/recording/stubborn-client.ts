import type {
  Ack,
  Frame,
  RecordingClientEvents,
  RecordingServerEvents,
  Session,
  StartRecording,
} from '@reclimb/contracts';
import { io, type Socket } from 'socket.io-client';

/** Messages of each kind under way at once: enough that a kill hits several. */
const WINDOW = 4;
const FRAMES_PER_MESSAGE = 10;
const BYTES_PER_MESSAGE = 6_000;
/** Pause between messages, in milliseconds: a recording is a stream, not a burst. */
const PACE = 15;

/** What must be recorded, however often the server dies. */
export interface Take {
  readonly start: StartRecording & { sessionId: string };
  readonly frames: readonly Frame[];
  readonly video: Uint8Array;
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
  /** Broken promises, in words. Empty when all is well. */
  readonly complaints: string[] = [];

  constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly take: Take,
  ) {}

  /** Sends all of the take. Resolves when the server has acknowledged every frame and byte. */
  async sendAll(): Promise<void> {
    while (this.ackedFrames < this.take.frames.length || this.ackedBytes < this.take.video.byteLength) {
      const socket = await this.connect();
      if (!socket) continue;
      try {
        await this.sendOn(socket);
      } catch (error) {
        // The connection broke, or the server is going down: the next round goes on from what it says then.
        if (error instanceof Refused && !RETRYABLE.has(error.code)) throw error;
        this.reconnects += 1;
      } finally {
        socket.disconnect();
      }
    }
  }

  /** Ends the recording; asks again until it is answered. */
  async stop(): Promise<Session> {
    for (;;) {
      const socket = await this.connect();
      if (!socket) continue;
      try {
        return await ask<Session>(socket, 'stop_recording', {
          sessionId: this.take.start.sessionId,
          frameCount: this.take.frames.length,
          videoBytes: this.take.video.byteLength,
        });
      } catch (error) {
        if (error instanceof Refused && !RETRYABLE.has(error.code)) throw error;
      } finally {
        socket.disconnect();
      }
    }
  }

  private async sendOn(socket: RecordingSocket): Promise<void> {
    const { sessionId } = this.take.start;
    await ask(socket, 'start_recording', this.take.start);
    const at = await ask<{ nextFrameNumber: number; nextVideoOffset: number }>(socket, 'resume_recording', {
      sessionId,
    });
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
    await Promise.all([
      this.pipeline(at.nextFrameNumber, this.take.frames.length, FRAMES_PER_MESSAGE, async (from, to) => {
        const { nextFrameNumber } = await ask<{ nextFrameNumber: number }>(socket, 'pose_frames', {
          sessionId,
          frames: this.take.frames.slice(from, to),
        });
        this.ackedFrames = Math.max(this.ackedFrames, nextFrameNumber);
      }),
      this.pipeline(at.nextVideoOffset, this.take.video.byteLength, BYTES_PER_MESSAGE, async (from, to) => {
        const { nextVideoOffset } = await ask<{ nextVideoOffset: number }>(socket, 'video_chunk', {
          sessionId,
          offset: from,
          data: this.take.video.subarray(from, to),
        });
        this.ackedBytes = Math.max(this.ackedBytes, nextVideoOffset);
      }),
    ]);
  }

  /** Sends `from`…`end` in steps, a few under way at once; throws when one of them fails. */
  private async pipeline(
    from: number,
    end: number,
    step: number,
    send: (from: number, to: number) => Promise<void>,
  ): Promise<void> {
    const underWay = new Set<Promise<void>>();
    let failure: unknown;
    for (let at = from; at < end && failure === undefined; at += step) {
      const message = send(at, Math.min(end, at + step))
        .catch((error: unknown) => {
          failure ??= error;
        })
        .finally(() => underWay.delete(message));
      underWay.add(message);
      await new Promise((resolve) => setTimeout(resolve, PACE));
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
      extraHeaders: { cookie: this.cookie },
    });
    const connected = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('connect_error', () => resolve(false));
    });
    if (connected) return socket;
    socket.disconnect();
    await new Promise((resolve) => setTimeout(resolve, 100));
    return undefined;
  }
}

type RecordingSocket = Socket<RecordingServerEvents, RecordingClientEvents>;

const RETRYABLE = new Set(['unavailable', 'internal', 'rate_limited', 'storage_full']);

/** The server's answer was no. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/** Emits and waits for the acknowledgement; throws when it is an error, or when the connection ends before. */
async function ask<T>(
  socket: RecordingSocket,
  event: keyof RecordingClientEvents,
  payload: unknown,
): Promise<T> {
  let lost: (() => void) | undefined;
  try {
    const answer = await Promise.race([
      (socket as Socket).timeout(30_000).emitWithAck(event, payload) as Promise<Ack<T>>,
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
