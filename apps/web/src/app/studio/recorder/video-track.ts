import {
  Mp4OutputFormat,
  NullTarget,
  Output,
  Quality,
  StreamTarget,
  type StreamTargetChunk,
  type Target,
  type VideoCodec,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
} from 'mediabunny';
import { EncoderProgress } from './encoder-progress';

/** How the video of a recording is encoded, and what the server is told of it. */
export interface VideoChoice {
  readonly codec: VideoCodec;
  readonly mimeType: string;
}

/** In this order: H.264 costs half of VP8 on the same machine, and plays everywhere. */
const CODECS = ['avc', 'vp9', 'vp8'] as const satisfies readonly VideoCodec[];

/**
 * Seeking wants a key frame at most a second apart. They are set at the first picture after each multiple, so that a
 * full second would miss by a picture.
 */
const KEY_FRAME_SECONDS = 0.9;

/** Below the distance of the key frames, so that each fragment holds one of them and leaves within the second. */
const FRAGMENT_SECONDS = 0.8;

/** Pictures in the encoder's hands. More would only age there (and keep the camera's few buffers). */
const MAX_UNDER_WAY = 4;

/** An encoder that has not answered by then hangs. */
const PROBE_TIMEOUT_MS = 4000;

/** Bits a second: about 1 Mbit/s at 640 × 480 and 2.5 at 1280 × 720, with room for what people hold in front of the camera. */
export function bitrateFor(width: number, height: number): number {
  const perPixel = (2_500_000 - 1_000_000) / (1280 * 720 - 640 * 480);
  const rate = 1_000_000 + (width * height - 640 * 480) * perPixel;
  return Math.round(Math.min(4_000_000, Math.max(600_000, rate)));
}

/**
 * The first codec that really encodes pictures of this size here; null when none does. Asking is not enough: encoders
 * exist that say yes and then fail.
 */
export async function chooseVideo(width: number, height: number): Promise<VideoChoice | null> {
  if (typeof VideoEncoder === 'undefined') return null;
  for (const codec of CODECS) {
    try {
      return { codec, mimeType: await withTimeout(tryCodec(codec, width, height)) };
    } catch (error) {
      console.warn(`This browser does not encode ${codec} at ${width}×${height}`, error);
    }
  }
  return null;
}

async function tryCodec(codec: VideoCodec, width: number, height: number): Promise<string> {
  let full = '';
  let packets = 0;
  const { output, source } = build(codec, new NullTarget(), width, height, {
    onEncoderConfig: (config) => (full = config.codec),
    onEncodedPacket: () => packets++,
  });
  await output.start();
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.fillRect(0, 0, width / 2, height);
  for (const timestamp of [0, 1 / 30]) {
    const sample = new VideoSample(new VideoFrame(canvas, { timestamp: timestamp * 1e6 }), { timestamp });
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
  if (packets < 2) throw new Error(`Only ${packets} of 2 pictures came out of the encoder`);
  return `video/${codec === 'avc' ? 'mp4' : 'webm'}; codecs="${full}"`;
}

/** What a video track tells while it is recorded. */
export interface VideoTrackListener {
  /** The next bytes of the file. */
  bytes(data: Uint8Array): void;
  /** The encoder or the writer gave up; no more bytes will come. */
  failed(reason: string): void;
}

/** The video of one recording: pictures in, with their own timestamps; the bytes of a growing file out. */
export class VideoTrack {
  private underWay = 0;
  private written = 0;
  private failure: string | null = null;
  private readonly progress = new EncoderProgress();
  private readonly held = new Set<VideoSample>();

  private constructor(
    private readonly output: Output,
    private readonly source: VideoSampleSource,
    private readonly listener: VideoTrackListener,
  ) {}

  static async start(
    choice: VideoChoice,
    width: number,
    height: number,
    listener: VideoTrackListener,
  ): Promise<VideoTrack> {
    const target = new StreamTarget(
      new WritableStream<StreamTargetChunk>({ write: (chunk) => track.write(chunk) }),
    );
    const { output, source } = build(choice.codec, target, width, height, {
      onEncodedPacket: () => track.progress.packetOut(),
    });
    const track = new VideoTrack(output, source, listener);
    await output.start();
    return track;
  }

  /** Whether a picture can be taken now; when not, it has to be left out. */
  get ready(): boolean {
    return this.failure === null && this.underWay < MAX_UNDER_WAY;
  }

  /** Whether the encoder has given up. */
  get broken(): boolean {
    return this.failure !== null;
  }

  /** Since when pictures go in and nothing comes out, by `performance.now()`; null while all is well. */
  get waitingSince(): number | null {
    return this.failure === null ? this.progress.waitingSince : null;
  }

  /** Encodes a picture and closes it. `timestamp` in seconds, rising from call to call. */
  add(picture: VideoFrame, timestamp: number): void {
    const sample = new VideoSample(picture, { timestamp });
    this.underWay++;
    this.held.add(sample);
    this.progress.pictureIn(performance.now());
    this.source
      .add(sample)
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.underWay--;
        this.letGo(sample);
      });
  }

  /**
   * Takes an encoder that hangs out of service: the video ends with what has been written. Its pictures are given back,
   * or the camera would run out of buffers.
   */
  abandon(reason: string): void {
    this.fail(reason);
    for (const sample of this.held) this.letGo(sample);
    this.output
      .cancel()
      .catch((error: unknown) => console.warn('The encoder that hung could not be closed', error));
  }

  /** Ends the file; its last bytes have been told when this resolves. */
  async finish(): Promise<void> {
    if (this.failure !== null) return;
    try {
      await this.output.finalize();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Gives the encoder back without ending the file. */
  async cancel(): Promise<void> {
    this.failure ??= 'cancelled';
    await this.output.cancel();
  }

  private letGo(sample: VideoSample): void {
    if (this.held.delete(sample)) sample.close();
  }

  private write({ data, position }: StreamTargetChunk): void {
    if (this.failure !== null) return;
    if (position !== this.written) {
      return this.fail(new Error(`The file went on at ${position} instead of ${this.written}`));
    }
    this.written += data.byteLength;
    this.listener.bytes(data);
  }

  private fail(error: unknown): void {
    if (this.failure !== null) return;
    this.failure = error instanceof Error ? error.message : String(error);
    this.listener.failed(this.failure);
  }
}

type Hooks = Pick<ConstructorParameters<typeof VideoSampleSource>[0], 'onEncoderConfig' | 'onEncodedPacket'>;

function build(codec: VideoCodec, target: Target, width: number, height: number, hooks: Hooks) {
  const format =
    codec === 'avc'
      ? new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: FRAGMENT_SECONDS })
      : new WebMOutputFormat({ appendOnly: true, minimumClusterDuration: FRAGMENT_SECONDS });
  const output = new Output({ format, target });
  const source = new VideoSampleSource({
    codec,
    quality: new Quality({ bitrate: bitrateFor(width, height) }),
    keyFrameInterval: KEY_FRAME_SECONDS,
    latencyMode: 'realtime',
    // A phone that is turned while it records goes on in the size it began with.
    sizeChangeBehavior: 'contain',
    ...hooks,
  });
  output.addVideoTrack(source);
  return { output, source };
}

function withTimeout<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The encoder does not answer')), PROBE_TIMEOUT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
