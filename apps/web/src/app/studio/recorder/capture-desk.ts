import type { Session } from '@reclimb/contracts';
import type { PosesMessage } from '../pipeline-messages';
import type { DeviceRoom, RoomReport } from './device-room';
import { PictureReader } from './picture-reader';
import { PoseLink } from './pose-link';
import { RateMeter } from './rate-meter';
import type { FromCaptureWorker, RecorderSnapshot, StartOptions, WarningCode } from './recorder-messages';
import type { SessionBounds } from './session-bounds';
import { idleSnapshot, takeSnapshot } from './snapshot';
import { Take } from './take';
import { TakeLimits } from './take-limits';
import { UploadError, type Uploads } from './uploads';
import { VideoChoices } from './video-choices';
import { WarningBoard } from './warning-board';
import { Watchdog } from './watchdog';

/** Silence of this length is worth a word. */
const CAMERA_SILENCE_MS = 3000;

/** A detector that is silent for so long hangs. The slowest one takes 12 s for its first picture. */
const DETECTOR_SILENCE_MS = 15_000;

/** Encoders answer within some pictures; one that is silent for so long hangs. */
const ENCODER_SILENCE_MS = 5000;

/** All that the capture worker does: preview, recording, and telling the page how it stands. */
export class CaptureDesk {
  private readonly reader: PictureReader;
  private readonly cameraRate = new RateMeter();
  private readonly detectionRate = new RateMeter();
  private readonly warnings: WarningBoard;
  private readonly limits: TakeLimits;
  private readonly cameraWatch = new Watchdog(CAMERA_SILENCE_MS);
  private readonly detectorWatch = new Watchdog(DETECTOR_SILENCE_MS);
  private readonly encoderWatch = new Watchdog(ENCODER_SILENCE_MS);
  private readonly choices = new VideoChoices();
  private link: PoseLink | null = null;
  private take: Take | null = null;
  private starting = false;
  private attached = false;
  private lastPictureAt: number | null = null;
  private size = { imageWidth: 0, imageHeight: 0 };

  constructor(
    private readonly uploads: Uploads,
    private readonly room: DeviceRoom,
    bounds: SessionBounds,
    private readonly tell: (message: FromCaptureWorker) => void,
    private readonly changed: () => void,
  ) {
    this.warnings = new WarningBoard(changed);
    this.limits = new TakeLimits(room, bounds, this.warnings, () => this.stop());
    this.reader = new PictureReader(
      (picture) => this.picture(picture),
      (reason) => tell({ type: 'pictures-ended', reason }),
    );
  }

  attach(pictures: ReadableStream<VideoFrame> | null, posePort: MessagePort): void {
    this.letGo();
    if (!this.take?.open) this.reader.startOver();
    this.attached = true;
    this.link = new PoseLink(
      posePort,
      (answer) => this.answered(answer),
      () => performance.now(),
    );
    this.link.skipped = (timestamp) => this.take?.poses(timestamp, null);
    if (pictures) void this.reader.read(pictures);
    this.uploads.connect();
    this.limits.refresh(this.openTake);
    // Not while a recording is given what was held.
    if (!this.take?.open) void this.room.prepare();
  }

  takePicture(picture: VideoFrame): void {
    this.reader.take(picture);
  }

  async detach(): Promise<void> {
    const link = this.link;
    this.letGo();
    if (link) await this.stop();
    if (!this.attached) await this.room.release();
  }

  /** Begins a recording with the next picture. Resolves with the session's id. */
  async start(options: StartOptions): Promise<string> {
    if (!this.attached) {
      throw new UploadError({ code: 'no_camera', message: 'There is no camera to record from' });
    }
    if (this.starting || this.take?.open) {
      throw new UploadError({ code: 'conflict', message: 'A recording is running already' });
    }
    this.starting = true;
    this.warnings.clear();
    this.changed();
    try {
      this.take = await this.begin(options);
      return this.take.sessionId;
    } finally {
      this.starting = false;
      this.changed();
    }
  }

  /** Ends the recording; resolves when all of it is in the outbox. */
  async stop(): Promise<void> {
    const ended = this.take?.end();
    this.changed();
    await ended;
  }

  async cancel(): Promise<void> {
    await this.take?.cancel();
  }

  marker(label: string): void {
    if (!this.take || this.take.ended) {
      throw new UploadError({ code: 'conflict', message: 'Nothing is being recorded' });
    }
    this.take.marker(label);
  }

  /** Uploads what an earlier page left behind. */
  finish(sessionId: string): Promise<Session> {
    return this.uploads.finish(sessionId);
  }

  /** Trouble with a recording's upload or outbox, told by {@link Uploads}. */
  warn(sessionId: string, code: WarningCode, message: string): void {
    if (this.take?.sessionId !== sessionId) return;
    this.warnings.raise(code, message);
    if (code === 'storage_full') void this.stop();
  }

  /** The server may take no more of the recording. */
  heedRefusal(): void {
    if (this.take?.open) this.limits.heedRefusal(this.take);
  }

  /** The connection is new: what the server takes may have changed. */
  reconnected(): void {
    this.limits.refresh(this.openTake);
  }

  /** The room on this device has become less. */
  roomChanged(report: RoomReport): void {
    if (this.take?.open) this.limits.roomChanged(report);
  }

  /** Looks after what may hang or run out; called once a second. */
  async look(): Promise<void> {
    const now = performance.now();
    const take = this.openTake;
    this.lookAfterDetector(now, take !== null);
    const cameraIsSilent = this.cameraWatch.look(now, this.lastPictureAt);
    const encoderHangs = this.encoderWatch.look(now, take?.encoderWaitingSince ?? null);
    this.warnings.set(
      'camera_stalled',
      take !== null && cameraIsSilent,
      'No picture comes from the camera. Is it still plugged in and free?',
    );
    if (!take) {
      // A start that is under way may have warned already.
      if (!this.starting) this.limits.over();
      return;
    }
    if (encoderHangs) take.abandonVideo();
    await this.limits.look(now, take);
  }

  snapshot(): RecorderSnapshot {
    const now = performance.now();
    const { take } = this;
    const around = {
      connection: this.uploads.connectionState,
      detectionRate: this.detectionRate.rate(now),
      cameraRate: this.cameraRate.rate(now),
      backgroundUploads: this.uploads.countBeside(take?.upload ?? null),
      backgroundRefusal: this.uploads.refusalBeside(take?.upload ?? null),
      warnings: this.warnings.all,
    };
    if (this.starting || !take) return idleSnapshot(this.starting ? 'starting' : 'idle', around);
    return takeSnapshot(take, around, now);
  }

  /** A detector that hangs is started anew: it then comes back by {@link attach}. The video goes on meanwhile. */
  private lookAfterDetector(now: number, recording: boolean): void {
    const hangs = this.detectorWatch.look(now, this.link?.waitingSince ?? null);
    this.warnings.set(
      'detector_stalled',
      hangs && recording,
      'The body is not being detected: the detector is started anew. The video goes on.',
    );
    if (hangs) this.tell({ type: 'detector-stalled' });
  }

  private get openTake(): Take | null {
    return this.take?.open ? this.take : null;
  }

  private async begin(options: StartOptions): Promise<Take> {
    const durable = await this.uploads.durable();
    await this.limits.beforeStart(options, durable);
    const choice = await this.choices.for(options.imageWidth, options.imageHeight);
    if (!choice) this.withoutVideo('This browser encodes no video just now');
    if (!durable) {
      const text = 'This browser keeps nothing: what is not uploaded yet is lost when the page closes.';
      this.warnings.raise('memory_only', text);
    }
    const take = await Take.begin(
      options,
      choice,
      this.uploads,
      {
        videoUnavailable: (error) => {
          console.error('The video encoder could not be started', error);
          this.choices.forget();
          this.withoutVideo('The video encoder could not be started');
        },
        videoFailed: (reason) => {
          console.error('The video encoder gave up', reason);
          this.warnings.raise('video_stopped', 'The video ends here; the body is still recorded.');
        },
      },
      () => this.limits.longest,
    );
    const refusal = await this.uploads.refusalOf(take.upload);
    if (!refusal) return take;
    await take.cancel();
    await this.uploads.discard(take.sessionId);
    throw new UploadError(refusal);
  }

  private withoutVideo(why: string): void {
    const text = `${why}: only the body is recorded. Video is tried again with the next recording.`;
    this.warnings.raise('video_unavailable', text);
  }

  private picture(picture: VideoFrame): void {
    const now = performance.now();
    this.cameraRate.count(now);
    this.lastPictureAt = now;
    const { displayWidth: imageWidth, displayHeight: imageHeight } = picture;
    if (imageWidth !== this.size.imageWidth || imageHeight !== this.size.imageHeight) {
      this.size = { imageWidth, imageHeight };
      // Trying the encoders takes some hundred milliseconds: done before the climber presses Start.
      void this.choices.for(imageWidth, imageHeight);
    }
    if (this.take?.open) {
      if (this.take.picture(picture, this.link)) return;
      this.limits.tooLong();
    } else if (this.link) this.link.offer(picture);
    else picture.close();
  }

  private answered({ poses, skeleton, timestamp }: PosesMessage): void {
    this.detectionRate.count(performance.now());
    this.take?.poses(timestamp, poses);
    this.tell({ type: 'poses', poses, skeleton, timestamp, ...this.size });
  }

  private letGo(): void {
    this.attached = false;
    this.reader.close();
    this.link?.close();
    this.link = null;
    this.take?.detectorLost();
  }
}
