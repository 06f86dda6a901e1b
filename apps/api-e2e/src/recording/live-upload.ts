import {
  type Ack,
  RECORDING_NAMESPACE,
  type RecordingClientEvents,
  type RecordingServerEvents,
  shortPoses,
} from '@reclimb/contracts';
import { encodeFrames } from '@reclimb/pose';
import {
  isOver,
  MemoryOutboxStorage,
  type OutboxStorage,
  type RecordingRequest,
  RecordingUpload,
  type UploadPorts,
} from '@reclimb/recording';
import { io, type Socket } from 'socket.io-client';
import { eventually } from './house.js';
import { FRAMES_PER_SECOND, type Take } from './take.js';

/** Three batches a second, as the studio sends them. */
const BATCH_FRAMES = FRAMES_PER_SECOND / 3;

/** The recorder that the studio uses, over a real connection: records a take at the speed of life. */
export class LiveUpload {
  upload!: RecordingUpload;
  private gone = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly socket: Socket<RecordingServerEvents, RecordingClientEvents>;

  private constructor(
    url: string,
    cookie: string,
    readonly take: Take,
    private readonly storage: OutboxStorage,
  ) {
    this.socket = io(url + RECORDING_NAMESPACE, {
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      reconnectionDelay: 200,
      reconnectionDelayMax: 1_000,
      timeout: 5_000,
      extraHeaders: { cookie },
    });
    this.socket.on('connect', () => this.upload.dispatch({ type: 'connected' }));
    this.socket.on('disconnect', () => this.upload.dispatch({ type: 'disconnected' }));
    this.socket.on('recording_taken_over', () => this.upload.dispatch({ type: 'taken_over' }));
  }

  static async begin(
    url: string,
    cookie: string,
    take: Take,
    storage: OutboxStorage = new MemoryOutboxStorage(),
  ) {
    const live = new LiveUpload(url, cookie, take, storage);
    const log = await storage.create({ declaration: take.start, startedAt: new Date().toISOString() });
    live.upload = await RecordingUpload.start(log, live.ports);
    live.socket.connect();
    return live;
  }

  /** Another page finds what an earlier one left behind in this storage. */
  static async recover(url: string, cookie: string, take: Take, storage: OutboxStorage) {
    const live = new LiveUpload(url, cookie, take, storage);
    live.upload = await RecordingUpload.recover(await storage.open(take.start.sessionId), live.ports);
    live.socket.connect();
    return live;
  }

  /** Records frames and video from where it is to this fraction of the take, as they would come. */
  async record(until: number, pause = 1000 / 3): Promise<void> {
    const { frames, video } = this.take;
    const lastFrame = Math.round(frames.length * until);
    while (this.upload.state.frames.recorded < lastFrame && !isOver(this.upload.state.phase)) {
      const from = this.upload.state.frames.recorded;
      const to = Math.min(lastFrame, from + BATCH_FRAMES);
      this.upload.dispatch({ type: 'frames', frames: frames.slice(from, to) });
      const upTo = Math.round((video.byteLength * to) / frames.length);
      const data = video.slice(this.upload.state.video.recorded, upTo);
      if (data.byteLength > 0) this.upload.dispatch({ type: 'video', data });
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /** Stops, and waits until the server has all of it. Throws when the recorder gives up. */
  async finish(): Promise<void> {
    this.upload.dispatch({ type: 'stop' });
    await this.over();
  }

  async over(): Promise<void> {
    await eventually(() => isOver(this.upload.state.phase));
    const { phase, failure } = this.upload.state;
    if (phase !== 'stopped') throw new Error(`The recording ${phase}: ${failure?.message}`);
    this.socket.disconnect();
  }

  /** The page is gone, without a word. */
  vanish(): void {
    this.gone = true;
    clearTimeout(this.timer);
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }

  private get ports(): UploadPorts {
    return {
      clock: {
        now: () => performance.now(),
        schedule: (at, callback) => {
          if (this.gone) return () => undefined;
          const timer = setTimeout(callback, Math.max(0, at - performance.now()));
          this.timer = timer;
          return () => clearTimeout(timer);
        },
      },
      random: Math.random,
      transport: { send: (request) => this.send(request) },
    };
  }

  private send(request: RecordingRequest): Promise<Ack<unknown>> {
    if (!this.socket.connected) return Promise.reject(new Error('Not connected'));
    const [event, payload] = wireForm(request);
    return new Promise((resolve) => (this.socket as Socket).emit(event, payload, resolve));
  }
}

/** As the studio sends it. */
function wireForm(request: RecordingRequest): [event: string, payload: unknown] {
  if (request.event !== 'pose_frames') return [request.event, request.payload];
  const { sessionId, frames } = request.payload;
  return ['poses', shortPoses(sessionId, encodeFrames(frames))];
}
