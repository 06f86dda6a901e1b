import { type Frame, MAX_COORDINATE, type Pose } from '@reclimb/contracts';

/** A picture of the camera; a VideoFrame. */
export interface CapturedPicture {
  /** Microseconds of the camera's clock. */
  readonly timestamp: number;
  clone(): CapturedPicture;
  close(): void;
}

/** What a capture needs of the video's encoder. */
export interface CaptureVideo<Picture> {
  readonly ready: boolean;
  readonly broken: boolean;
  add(picture: Picture, timestamp: number): void;
}

/** What a capture needs of the detector. */
export interface CaptureDetector<Picture> {
  /** Whether the picture was sent at once; else it waits until the detector has answered, or a newer one comes. */
  offer(picture: Picture): boolean;
}

/** A picture that the detector has been offered. */
interface Offered {
  /** Microseconds of the camera's clock. */
  readonly timestamp: number;
  /** Its keyframe image, when one is due. */
  readonly image: (() => Promise<Uint8Array>) | null;
}

/** Where the recording goes. */
export interface CaptureSink {
  frames(frames: Frame[]): void;
  video(data: Uint8Array): void;
  keyframe(frameNumber: number, image: Uint8Array): void;
}

/** Makes the small image of a picture: draws at once, encodes when asked for. */
export type KeyframeMaker<Picture> = (picture: Picture) => () => Promise<Uint8Array>;

/** Three messages a second: what the server acknowledges is never much older than that. */
const BATCH_SECONDS = 1 / 3;

/** Video leaves in chunks of about a second or this size, whichever comes first. */
const CHUNK_BYTES = 256 * 1024;
const CHUNK_SECONDS = 1;

const KEYFRAME_SECONDS = 5;

/**
 * One recording from the camera's side: gives every picture to the encoder, offers it to the detector, and numbers what
 * the detector answers. Pictures come in rising order of their timestamps. As the newest picture waits for a busy
 * detector, the recording's last picture is always looked at: poses and video end together.
 *
 * A picture that is looked at is always one that was given to the encoder, so that pose and picture can be shown
 * together.
 */
export class Capture<Picture extends CapturedPicture> {
  /** Pictures left out because the encoder or the disk was behind. */
  dropped = 0;
  /** Bytes that the encoder has told. */
  videoBytes = 0;
  private first: number | null = null;
  private last = 0;
  private frameNumber = 0;
  private looking: Offered | null = null;
  private waiting: Offered | null = null;
  private lastKeyframe = Number.NEGATIVE_INFINITY;
  private batch: Frame[] = [];
  private chunk: Uint8Array[] = [];
  private chunkBytes = 0;
  private chunkSince = 0;
  private images: Promise<void>[] = [];
  private settled: (() => void) | null = null;

  constructor(
    private readonly sink: CaptureSink,
    private readonly keyframe: KeyframeMaker<Picture>,
    /** The encoder; null when no video is recorded. May be set later, before the first picture. */
    public video: CaptureVideo<Picture> | null,
    /** Whether the sink cannot follow: what it has not put away yet fills the memory. */
    private readonly sinkIsBehind: () => boolean = () => false,
    /** The largest timestamp of a session, in seconds. */
    private readonly longest: () => number = () => Number.POSITIVE_INFINITY,
  ) {}

  /** Frames that the detector has made. */
  get frames(): number {
    return this.frameNumber;
  }

  /** Seconds from the first recorded picture to the last one. */
  get elapsed(): number {
    return this.last;
  }

  /**
   * Takes a picture over. `detector` is null when nothing can look at it.
   *
   * @returns false when it lies beyond the longest session.
   */
  picture(picture: Picture, detector: CaptureDetector<Picture> | null): boolean {
    if (this.secondsOf(picture.timestamp) > this.longest()) {
      picture.close();
      return false;
    }
    // Decided before the detector sees it: what the video leaves out has no pose either.
    if (this.sinkIsBehind() || (this.video && !this.video.broken && !this.video.ready)) {
      this.dropped++;
      picture.close();
      return true;
    }
    this.first ??= picture.timestamp;
    const timestamp = this.secondsOf(picture.timestamp);
    this.last = timestamp;
    if (detector) {
      // One image at a time: while its picture is looked at, the next one has no claim.
      const due = !this.looking?.image && timestamp - this.lastKeyframe >= KEYFRAME_SECONDS;
      const offered = { timestamp: picture.timestamp, image: due ? this.keyframe(picture) : null };
      if (detector.offer(picture.clone() as Picture)) this.looking = offered;
      else this.waiting = offered;
    }
    if (this.video && !this.video.broken) this.video.add(picture, timestamp);
    else picture.close();
    this.flushOld();
    return true;
  }

  /** What the detector saw in the picture with this timestamp; null when it could not look. */
  poses(timestamp: number, poses: readonly Pose[] | null): void {
    const looked = this.looking;
    // With its answer the detector was sent the picture that waited.
    this.looking = this.waiting;
    this.waiting = null;
    // Not ours: a picture from before the recording.
    if (looked?.timestamp === timestamp && poses) {
      const frame: Frame = {
        frameNumber: this.frameNumber++,
        timestamp: this.secondsOf(timestamp),
        poses: poses.flatMap(wellFormed),
      };
      this.batch.push(frame);
      if (looked.image) this.take(frame, looked.image);
      if (frame.timestamp - (this.batch[0] as Frame).timestamp >= BATCH_SECONDS) this.flushFrames();
    }
    if (!this.looking) this.settled?.();
  }

  /** The next bytes of the video. */
  bytes(data: Uint8Array): void {
    if (!this.chunk.length) this.chunkSince = this.last;
    this.chunk.push(data);
    this.chunkBytes += data.byteLength;
    this.videoBytes += data.byteLength;
    if (this.chunkBytes >= CHUNK_BYTES) this.flushVideo();
  }

  /** The pictures under detection will not be answered: another detector takes over. */
  detectorLost(): void {
    this.looking = this.waiting = null;
    this.settled?.();
  }

  /** Resolves when the detector has answered the last picture; the caller bounds the wait. */
  async detected(): Promise<void> {
    if (!this.looking && !this.waiting) return;
    await new Promise<void>((resolve) => (this.settled = resolve));
  }

  /** Hands over what is left. The video's bytes must all have been told. */
  async finish(): Promise<void> {
    this.looking = this.waiting = null;
    this.flushFrames();
    this.flushVideo();
    await Promise.all(this.images);
  }

  private secondsOf(timestamp: number): number {
    return (timestamp - (this.first ?? timestamp)) / 1e6;
  }

  private take(frame: Frame, image: () => Promise<Uint8Array>): void {
    this.lastKeyframe = frame.timestamp;
    const work = image().then(
      (bytes) => this.sink.keyframe(frame.frameNumber, bytes),
      // An image is an extra: without it the session has one stage picture less.
      (error: unknown) => console.warn('No keyframe image could be made', error),
    );
    this.images.push(work);
    void work.finally(() => (this.images = this.images.filter((other) => other !== work)));
  }

  private flushOld(): void {
    const oldest = this.batch[0];
    if (oldest && this.last - oldest.timestamp >= 2 * BATCH_SECONDS) this.flushFrames();
    if (this.chunk.length && this.last - this.chunkSince >= CHUNK_SECONDS) this.flushVideo();
  }

  private flushFrames(): void {
    if (!this.batch.length) return;
    const frames = this.batch;
    this.batch = [];
    this.sink.frames(frames);
  }

  private flushVideo(): void {
    if (!this.chunkBytes) return;
    const data = new Uint8Array(this.chunkBytes);
    let at = 0;
    for (const part of this.chunk) {
      data.set(part, at);
      at += part.byteLength;
    }
    this.chunk = [];
    this.chunkBytes = 0;
    // A single write of the encoder may be larger than a chunk should be.
    for (let from = 0; from < data.length; from += CHUNK_BYTES) {
      this.sink.video(data.slice(from, from + CHUNK_BYTES));
    }
  }
}

/** A pose as the contract takes it: a detector that fails on one picture must not cost the recording. */
function wellFormed(pose: Pose): Pose[] {
  const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
  if (![pose.score, ...pose.keypoints.flat()].every(Number.isFinite)) return [];
  return [
    {
      ...pose,
      score: within(pose.score, 0, 1),
      keypoints: pose.keypoints.map(([x, y, score]) => [
        within(x, -MAX_COORDINATE, MAX_COORDINATE),
        within(y, -MAX_COORDINATE, MAX_COORDINATE),
        within(score, 0, 1),
      ]),
    },
  ];
}
