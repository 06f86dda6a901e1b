import type { Frame, ReplayHandshake, Session, SessionInfo } from '@reclimb/contracts';
import { encodeFrames } from '@reclimb/pose';
import { type ReplaySocket, type ReplaySurroundings, SocketReplaySource } from '../socket-replay-source';
import { unpackFrames } from '../unpack-frames';

type Listener = (...values: never[]) => void;

/** What has been packed before, by the first frame and how many: many tests stream the same session. */
const packedBefore = new WeakMap<Frame, Map<number, Uint8Array>>();

/** Bytes of their own each time, as from a network: who takes them may hand them on to a worker for good. */
function packed(frames: readonly Frame[]): Uint8Array<ArrayBuffer> {
  const [first] = frames;
  if (!first) throw new Error('There are no frames to pack.');
  const known = packedBefore.get(first) ?? new Map<number, Uint8Array>();
  packedBefore.set(first, known);
  const bytes = known.get(frames.length) ?? encodeFrames(frames);
  known.set(frames.length, bytes);
  return bytes.slice();
}

/** The other end of the socket, as the contract describes it: credit, epochs, packed frames; at most 100 a message. */
export class FakeServer {
  readonly listeners = new Map<string, Listener>();
  connected = false;
  active = false;
  mostUnderWay = 0;
  seeks = 0;
  refusal: unknown;
  handshake: () => Pick<ReplayHandshake, 'startAt' | 'credit'> = () => ({});
  #epoch = 0;
  #next = 0;
  #credit = 0;

  constructor(
    public frames: readonly Frame[],
    public status: Session['status'] = 'completed',
  ) {}

  readonly socket = {
    on: (event: string, listener: Listener) => this.listeners.set(event, listener),
    emit: (event: string, payload: never, ack: (answer: unknown) => void) =>
      this.receive(event, payload, ack),
    connect: () => this.connect(),
    disconnect: () => this.cut(),
    removeAllListeners: () => this.listeners.clear(),
    isConnected: () => this.connected,
  };

  asSocket(): ReplaySocket {
    const { socket } = this;
    Object.defineProperty(socket, 'connected', { get: () => this.connected });
    Object.defineProperty(socket, 'active', { get: () => this.active });
    return socket as unknown as ReplaySocket;
  }

  session(): Session {
    const { frames, status } = this;
    return {
      skeleton: 'coco17',
      status,
      frameCount: frames.length,
      duration: frames.at(-1)?.timestamp ?? 0,
    } as Session;
  }

  connect(): void {
    this.active = true;
    queueMicrotask(() => {
      if (this.refusal) {
        this.active = false;
        return this.tell('connect_error', Object.assign(new Error('refused'), { data: this.refusal }));
      }
      this.connected = true;
      const { startAt = 0, credit = 0 } = this.handshake();
      this.#epoch = 0;
      this.#credit = credit;
      this.#next = this.frameAt(startAt);
      this.introduce();
      queueMicrotask(() => this.pump());
    });
  }

  /** The recording has ended, or its video is ready. */
  become(status: Session['status']): void {
    this.status = status;
    this.introduce();
  }

  cut(): void {
    if (!this.connected) return;
    this.connected = false;
    this.tell('disconnect');
  }

  /** Frames that were recorded since. */
  record(frames: readonly Frame[]): void {
    this.frames = [...this.frames, ...frames];
    this.pump();
  }

  private introduce(): void {
    const info: SessionInfo = {
      session: this.session(),
      frameCount: this.frames.length,
      firstTimestamp: this.frames[0]?.timestamp ?? null,
      lastTimestamp: this.frames.at(-1)?.timestamp ?? null,
      markers: [],
    };
    this.tell('session_info', info);
  }

  private tell(event: string, ...values: unknown[]): void {
    this.listeners.get(event)?.(...(values as never[]));
  }

  private receive(
    event: string,
    payload: { frames?: number; frameNumber?: number; timestamp?: number },
    ack: (answer: unknown) => void,
  ): void {
    if (event === 'credit') this.#credit += payload.frames ?? 0;
    else {
      // What was on its way when the seek came in arrives all the same, and is stale.
      this.pump();
      this.#epoch++;
      this.seeks++;
      this.#next = payload.frameNumber ?? this.frameAt(payload.timestamp ?? 0);
    }
    this.mostUnderWay = Math.max(this.mostUnderWay, this.#credit);
    queueMicrotask(() => {
      ack({ ok: true, data: { epoch: this.#epoch } });
      this.pump();
    });
  }

  private frameAt(time: number): number {
    return Math.max(0, this.frames.filter(({ timestamp }) => timestamp <= time).length - 1);
  }

  private pump(): void {
    while (this.connected && this.#credit > 0 && this.#next < this.frames.length) {
      const frames = this.frames.slice(this.#next, this.#next + Math.min(this.#credit, 100));
      this.#next += frames.length;
      this.#credit -= frames.length;
      this.tell('frame_data', { epoch: this.#epoch, packed: packed(frames) });
    }
  }
}

/** A source that speaks with a fake server. */
export function sourceOn(server: FakeServer, startAt?: number): SocketReplaySource {
  const surroundings: ReplaySurroundings = {
    framesBetween: async (from, to) =>
      server.frames.filter(({ timestamp }) => timestamp >= from && timestamp <= to),
    unpack: async (packed, keypointCount) => unpackFrames({ packed, keypointCount }),
    onInfo: () => undefined,
    onRefused: () => undefined,
  };
  const source = new SocketReplaySource(server.asSocket(), surroundings, startAt);
  server.handshake = () => source.wish;
  return source;
}
