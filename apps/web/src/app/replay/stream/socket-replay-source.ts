import {
  type Ack,
  type Frame,
  type FrameData,
  KEYPOINT_COUNT,
  type PlaybackState,
  type ReplayClientEvents,
  type ReplayHandshake,
  type ReplayServerEvents,
  type Seek,
  type SessionInfo,
  wireErrorSchema,
} from '@reclimb/contracts';
import { countPackedFrames } from '@reclimb/pose';
import {
  type CancelSignal,
  type FrameColumns,
  type ReplayBatch,
  type ReplayExtent,
  type ReplayOpening,
  type ReplaySource,
  ReplaySourceError,
  toColumns,
} from '@reclimb/replay';
import type { Socket } from 'socket.io-client';
import { type Batch, damaged, Reading } from './reading';

/** The socket of the replay namespace, as far as the source uses it. */
export type ReplaySocket = Pick<
  Socket<ReplayServerEvents, ReplayClientEvents>,
  'on' | 'emit' | 'connect' | 'disconnect' | 'connected' | 'active' | 'removeAllListeners'
>;

/** What a {@link SocketReplaySource} needs beside its socket. */
export interface ReplaySurroundings {
  /** Unpacks the frames of one message; rejects when they are damaged. */
  readonly unpack: (packed: Uint8Array, keypointCount: number) => Promise<FrameColumns>;
  /** Frames between two times in seconds, both inclusive, by another way than the socket: for previews. */
  readonly framesBetween: (from: number, to: number, signal: AbortSignal) => Promise<readonly Frame[]>;
  /** Called with everything that the server says of the session, at every connection. */
  readonly onInfo: (info: SessionInfo) => void;
  /** Called when the server refuses the connection: also while nothing is being read, when all is loaded already. */
  readonly onRefused: (problem: ReplaySourceError) => void;
}

/** Frames under way at most: a minute and a half at 30 fps, and a few megabytes while they are unpacked. */
const CREDIT_WINDOW = 3000;
/** How far before a time its frame is searched for; further back nothing would be drawn any more. */
const PREVIEW_SECONDS = 0.4;

/**
 * A session's frames over the replay socket, in the `ahead` pace and packed. The socket reconnects by itself; a read
 * that is under way then fails as `unavailable`, and the next one waits for the connection.
 */
export class SocketReplaySource implements ReplaySource {
  #info: SessionInfo | undefined;
  /** Whether the server has introduced the session on this connection. */
  #introduced = false;
  #live = false;
  #closed = false;
  #outstanding = 0;
  #reading: Reading | undefined;
  #waiting: { resolve: () => void; reject: (error: ReplaySourceError) => void }[] = [];
  /** What comes by itself after connecting for the first time, until somebody reads. */
  #opening: { readonly startAt: number; readonly frames: Batch[] } | undefined;

  /**
   * @param socket not connected yet; closed by {@link close}
   * @param startAt where the player begins, in seconds: see {@link wish}
   */
  constructor(
    private readonly socket: ReplaySocket,
    private readonly surroundings: ReplaySurroundings,
    startAt?: number,
  ) {
    if (startAt !== undefined) this.#opening = { startAt, frames: [] };
    socket.on('session_info', (info) => this.#introduce(info));
    socket.on('frame_data', (data) => this.#receive(data));
    socket.on('disconnect', () => this.#lose());
    socket.on('connect_error', (error) => this.#refuse(error));
  }

  /**
   * What the handshake asks for beside the session: before the first read the place where that will begin, so that its
   * frames come a round trip earlier; later nothing.
   */
  get wish(): Pick<ReplayHandshake, 'startAt' | 'credit'> {
    return this.#opening ? { startAt: this.#opening.startAt, credit: CREDIT_WINDOW } : {};
  }

  async open(signal: CancelSignal): Promise<ReplayOpening> {
    await this.#connected(signal);
    const info = this.#info;
    if (!info) throw new ReplaySourceError('unavailable', 'The server did not introduce the session.');
    return { skeleton: info.session.skeleton, extent: this.#extent(info) };
  }

  async *readAhead(from: Seek, signal: CancelSignal): AsyncGenerator<ReplayBatch, void> {
    await this.#connected(signal);
    if (signal.aborted) return;
    const reading = new Reading(signal, (frames) => this.#taken(frames));
    this.#reading?.end();
    this.#reading = reading;
    // Said before the first frames: whoever waited for the connection knows that it is back.
    if (this.#info) yield { extent: this.#extent(this.#info) };
    const opening = this.#opening;
    this.#opening = undefined;
    if (opening && this.#isOpening(from, opening.startAt)) {
      reading.epoch = 0;
      for (const batch of opening.frames) reading.push(batch);
    } else {
      for (const { count } of opening?.frames ?? []) this.#taken(count);
      const sought = this.#seek(from);
      // Right behind the seek: the first frames come with its answer, not a round trip later.
      this.#grant();
      reading.epoch = await sought;
    }
    let first = true;
    let last = 'frameNumber' in from ? from.frameNumber - 1 : -1;
    while (!signal.aborted && !this.#closed && !this.#isOver(last)) {
      const frames = await reading.next();
      if (signal.aborted || !frames) return;
      if ('extent' in frames) {
        yield frames;
        continue;
      }
      const { firstFrame, timestamps } = frames;
      if (first && 'timestamp' in from && firstFrame > 0 && (timestamps[0] ?? 0) > from.timestamp) {
        reading.epoch = await this.#seek({ frameNumber: firstFrame - 1 });
      } else {
        last = firstFrame + timestamps.length - 1;
        yield { frames };
      }
      first = false;
      this.#grant();
    }
  }

  async readOne(timestamp: number, signal: CancelSignal): Promise<Frame | null> {
    const controller = new AbortController();
    if (signal.aborted) controller.abort();
    signal.addEventListener('abort', () => controller.abort());
    const from = Math.max(0, timestamp - PREVIEW_SECONDS);
    const frames = await this.surroundings.framesBetween(from, timestamp, controller.signal);
    return frames.at(-1) ?? null;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#reading?.end();
    this.socket.removeAllListeners();
    this.socket.disconnect();
    for (const { reject } of this.#waiting.splice(0)) reject(lost());
  }

  #introduce(info: SessionInfo): void {
    this.#info = info;
    this.#live = info.session.status === 'recording';
    this.surroundings.onInfo(info);
    if (this.#introduced) return this.#reading?.tell(this.#extent(info));
    this.#introduced = true;
    this.#outstanding = this.#opening ? CREDIT_WINDOW : 0;
    for (const { resolve } of this.#waiting.splice(0)) resolve();
  }

  #receive(data: FrameData): void {
    const reading = this.#reading;
    try {
      const batch = this.#batchOf(data);
      if (reading) reading.push(batch);
      else if (this.#opening) this.#opening.frames.push(batch);
      else this.#taken(batch.count);
    } catch (error) {
      reading?.fail(damaged(error));
    }
  }

  /** Frames are unpacked when their turn comes: of a place that has been left, never. */
  #batchOf(data: FrameData): Batch {
    const keypointCount = KEYPOINT_COUNT[this.#info?.session.skeleton ?? 'coco17'];
    const { epoch } = data;
    if ('frames' in data) {
      const { frames } = data;
      return { epoch, count: frames.length, columns: async () => toColumns(frames, keypointCount) };
    }
    const packed = new Uint8Array(data.packed);
    return {
      epoch,
      count: countPackedFrames(packed),
      columns: () => this.surroundings.unpack(packed, keypointCount),
    };
  }

  /** Frames have been used, or have turned out stale: the server may send as many more. */
  #taken(frames: number): void {
    this.#outstanding = Math.max(0, this.#outstanding - frames);
  }

  #lose(): void {
    this.#introduced = false;
    this.#outstanding = 0;
    this.#opening = undefined;
    this.#reading?.fail(lost());
    // A server that closes the connection itself (a restart) is not called back by the socket on its own.
    if (!this.#closed && !this.socket.active) this.socket.connect();
  }

  #refuse(error: Error & { data?: unknown }): void {
    const said = wireErrorSchema.safeParse(error.data);
    const problem = said.success ? new ReplaySourceError(said.data.code, said.data.message) : lost();
    if (said.success) this.surroundings.onRefused(problem);
    for (const { reject } of this.#waiting.splice(0)) reject(problem);
    this.#reading?.fail(problem);
  }

  /** Resolves once the server has introduced the session on the present connection. */
  #connected(signal: CancelSignal): Promise<void> {
    if (this.#closed) return Promise.reject(lost());
    if (this.#introduced) return Promise.resolve();
    // A server that refuses (its database starts, the login has run out) is not asked again by the socket on its own.
    if (!this.socket.connected && !this.socket.active) this.socket.connect();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      signal.addEventListener('abort', () => resolve());
    });
  }

  async #seek(to: Seek): Promise<number> {
    const answer = await new Promise<Ack<PlaybackState>>((resolve, reject) => {
      this.#reading?.onFailure(reject);
      this.socket.emit('seek', to, resolve);
    });
    if (!answer.ok) throw new ReplaySourceError(answer.error.code, answer.error.message);
    return answer.data.epoch;
  }

  /** Lets the server fill the window again, once half of it is used up. */
  #grant(): void {
    if (this.#outstanding > CREDIT_WINDOW / 2) return;
    const frames = CREDIT_WINDOW - this.#outstanding;
    this.#outstanding = CREDIT_WINDOW;
    this.socket.emit('credit', { frames }, (answer) => {
      if (!answer.ok) this.#reading?.fail(new ReplaySourceError(answer.error.code, answer.error.message));
    });
  }

  /** Whether a read asks for the very place that the handshake asked for. */
  #isOpening(from: Seek, startAt: number): boolean {
    const { firstTimestamp, lastTimestamp } = this.#info ?? {};
    const place = Math.min(lastTimestamp ?? 0, Math.max(firstTimestamp ?? 0, startAt));
    return 'timestamp' in from && from.timestamp === place;
  }

  #isOver(last: number): boolean {
    return !this.#live && last >= (this.#info?.frameCount ?? 0) - 1;
  }

  #extent({ frameCount, firstTimestamp, lastTimestamp }: SessionInfo): ReplayExtent {
    return { frameCount, firstTimestamp, lastTimestamp, live: this.#live };
  }
}

function lost(): ReplaySourceError {
  return new ReplaySourceError('unavailable', 'The connection to the server is lost.');
}
