import type { Pose } from '@reclimb/contracts';
import { isOver, type RecordingUpload } from '@reclimb/recording';
import { Capture } from './capture';
import { keyframeImage } from './keyframe-image';
import type { PoseLink } from './pose-link';
import type { StartOptions } from './recorder-messages';
import type { RecordingSize } from './session-bounds';
import type { Uploads } from './uploads';
import { bitrateFor, type VideoChoice, VideoTrack } from './video-track';

/** The last picture's poses are waited for this long at the stop: a slow detector takes about a second. */
const LAST_POSES_MS = 2000;

/** A finished video is a matter of milliseconds; an encoder that hangs must not hold the stop for ever. */
const LAST_VIDEO_MS = 5000;

/** What was recorded and is not on the disk yet may take this much memory: half a minute of video at 2 Mbit/s. */
const MOST_UNPERSISTED_BYTES = 8 * 1024 * 1024;

/** What a take tells of its video. */
export interface TakeListener {
  /** The encoder could not be started: the recording has no video. */
  videoUnavailable(error: unknown): void;
  /** The encoder gave up: the video ends here. */
  videoFailed(reason: string): void;
}

/** One recording: what the camera and the detector give, through encoder and numbering, into its upload. */
export class Take {
  /** Timestamps of the recorded frames, for "saved up to". */
  readonly timestamps: number[] = [];
  private readonly capture: Capture<VideoFrame>;
  private video: VideoTrack | null = null;
  private ending: Promise<void> | null = null;
  private choice: VideoChoice | null = null;
  /** Set before anybody is given the take. */
  upload!: RecordingUpload;

  private constructor(longest: () => number) {
    this.capture = new Capture<VideoFrame>(
      {
        frames: (frames) => {
          for (const { timestamp } of frames) this.timestamps.push(timestamp);
          this.upload.dispatch({ type: 'frames', frames });
        },
        video: (data) => this.upload.dispatch({ type: 'video', data }),
        keyframe: (frameNumber, image) => this.upload.dispatch({ type: 'keyframe', frameNumber, image }),
      },
      keyframeImage,
      null,
      () => this.upload.unpersistedBytes > MOST_UNPERSISTED_BYTES,
      longest,
    );
  }

  /**
   * Begins a recording, with video when there is a `choice` and its encoder starts. The encoder comes first: nothing of a
   * recording that does not begin is left behind, here or on the server.
   *
   * @param longest the largest timestamp of a session, in seconds; it may change.
   */
  static async begin(
    options: StartOptions,
    choice: VideoChoice | null,
    uploads: Uploads,
    listener: TakeListener,
    longest: () => number,
  ): Promise<Take> {
    const take = new Take(longest);
    if (choice) await take.startVideo(choice, options, listener);
    const { imageWidth: width, imageHeight: height } = options;
    const video = take.choice ? { mimeType: take.choice.mimeType, width, height } : undefined;
    const sessionId = crypto.randomUUID();
    try {
      take.upload = await uploads.start({
        declaration: { ...options, sessionId, ...(video ? { video } : {}) },
        startedAt: new Date().toISOString(),
      });
    } catch (error) {
      await take.video?.cancel();
      throw error;
    }
    return take;
  }

  get sessionId(): string {
    return this.upload.sessionId;
  }

  /** Whether it takes pictures. */
  get open(): boolean {
    return this.ending === null && !isOver(this.upload.state.phase);
  }

  /** Whether it was stopped or cancelled. */
  get ended(): boolean {
    return this.ending !== null;
  }

  /** Seconds from the first recorded picture to the last one. */
  get elapsed(): number {
    return this.capture.elapsed;
  }

  /** How far it is, and what the server has of it. */
  get size(): RecordingSize {
    const { frames, video } = this.upload.state;
    return {
      elapsed: this.capture.elapsed,
      frames: this.capture.frames,
      videoBytes: this.capture.videoBytes,
      framesStored: frames.durable,
      videoStored: video.durable,
    };
  }

  /** Bits of video a second, about. */
  get bitrate(): number {
    const { imageWidth, imageHeight } = this.upload.outbox.manifest.declaration;
    return this.choice ? bitrateFor(imageWidth, imageHeight) : 0;
  }

  /** Pictures left out because the encoder or the disk was behind. */
  get dropped(): number {
    return this.capture.dropped;
  }

  get videoMimeType(): string | null {
    return this.choice?.mimeType ?? null;
  }

  /** Since when the encoder owes what it was given, by `performance.now()`; null while all is well. */
  get encoderWaitingSince(): number | null {
    return this.video?.waitingSince ?? null;
  }

  /** Takes a picture over. @returns false when it lies beyond the longest session. */
  picture(picture: VideoFrame, detector: PoseLink | null): boolean {
    return this.capture.picture(picture, detector);
  }

  /** What the detector saw in the picture with this timestamp; null when it could not look. */
  poses(timestamp: number, poses: readonly Pose[] | null): void {
    this.capture.poses(timestamp, poses);
  }

  /** The pictures under detection will not be answered. */
  detectorLost(): void {
    this.capture.detectorLost();
  }

  /** The encoder does not answer: the video ends with what has been written. */
  abandonVideo(): void {
    this.video?.abandon('It does not answer');
  }

  /** A marker at the newest recorded picture. */
  marker(label: string): void {
    this.upload.dispatch({ type: 'marker', timestamp: this.capture.elapsed, label });
  }

  /** Ends it; resolves when all of it is in the outbox. */
  end(): Promise<void> {
    this.ending ??= this.finish();
    return this.ending;
  }

  /** Throws it away. */
  async cancel(): Promise<void> {
    const before = this.ending;
    this.ending = before ?? Promise.resolve();
    this.upload.dispatch({ type: 'cancel' });
    if (!before) await this.video?.cancel();
    await this.upload.persisted();
  }

  private async startVideo(
    choice: VideoChoice,
    { imageWidth: width, imageHeight: height }: StartOptions,
    listener: TakeListener,
  ): Promise<void> {
    try {
      this.video = await VideoTrack.start(choice, width, height, {
        bytes: (data) => this.capture.bytes(data),
        failed: (reason) => listener.videoFailed(reason),
      });
      this.choice = choice;
      this.capture.video = this.video;
    } catch (error) {
      listener.videoUnavailable(error);
    }
  }

  private async finish(): Promise<void> {
    const { capture, upload, video } = this;
    if (!isOver(upload.state.phase)) {
      await within(LAST_POSES_MS, capture.detected());
      if (video) await within(LAST_VIDEO_MS, video.finish());
      await capture.finish();
      upload.dispatch({ type: 'stop' });
    } else {
      await video?.cancel();
    }
    await upload.persisted();
  }
}

/** Waits for `work`, but no longer than `milliseconds`. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))]);
  clearTimeout(timer);
}
