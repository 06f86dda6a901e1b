import { MAX_TIMESTAMP_SECONDS, type Session } from '@reclimb/contracts';
import { isOver, type RecorderPhase as UploadPhase, type RecordingUpload } from '@reclimb/recording';
import type { PosesMessage } from '../pipeline-messages';
import { Capture } from './capture';
import { keyframeImage } from './keyframe-image';
import { PictureReader } from './picture-reader';
import { PoseLink } from './pose-link';
import { RateMeter } from './rate-meter';
import {
  type FromCaptureWorker,
  IDLE_SNAPSHOT,
  type RecorderFailure,
  type RecorderPhase,
  type RecorderSnapshot,
  type StartOptions,
  type WarningCode,
} from './recorder-messages';
import { UploadError, type Uploads } from './uploads';
import { chooseVideo, type VideoChoice, VideoTrack } from './video-track';
import { WarningBoard } from './warning-board';
import { Watchdog } from './watchdog';

/** The last picture's poses are waited for this long at the stop: a slow detector takes about a second. */
const LAST_POSES_MS = 2000;

/** A finished video is a matter of milliseconds; an encoder that hangs must not hold the stop for ever. */
const LAST_VIDEO_MS = 5000;

/** Silence of this length is worth a word. */
const CAMERA_SILENCE_MS = 3000;

/** A detector that is silent for so long hangs. The slowest one takes 12 s for its first picture. */
const DETECTOR_SILENCE_MS = 15_000;

/** Encoders answer within some pictures; one that is silent for so long hangs. */
const ENCODER_SILENCE_MS = 5000;

/** What was recorded and is not on the disk yet may take this much memory: half a minute of video at 2 Mbit/s. */
const MOST_UNPERSISTED_BYTES = 8 * 1024 * 1024;

/** A session ends here at the latest (contract); it is closed with a minute in hand. */
const LONGEST_SECONDS = MAX_TIMESTAMP_SECONDS - 60;

interface Take {
  readonly capture: Capture<VideoFrame>;
  readonly upload: RecordingUpload;
  readonly mimeType: string | null;
  /** Timestamps of the recorded frames, for "saved up to". */
  readonly timestamps: number[];
  video: VideoTrack | null;
  /** No more pictures are taken. */
  ended: Promise<void> | null;
}

/** All that the capture worker does: preview, recording, and telling the page how it stands. */
export class CaptureDesk {
  private readonly reader: PictureReader;
  private readonly cameraRate = new RateMeter();
  private readonly detectionRate = new RateMeter();
  private readonly warnings: WarningBoard;
  private readonly cameraWatch = new Watchdog(CAMERA_SILENCE_MS);
  private readonly detectorWatch = new Watchdog(DETECTOR_SILENCE_MS);
  private readonly encoderWatch = new Watchdog(ENCODER_SILENCE_MS);
  private readonly choices = new Map<string, Promise<VideoChoice | null>>();
  private link: PoseLink | null = null;
  private take: Take | null = null;
  private starting = false;
  private attached = false;
  private lastPictureAt: number | null = null;
  private size = { imageWidth: 0, imageHeight: 0 };

  constructor(
    private readonly uploads: Uploads,
    private readonly tell: (message: FromCaptureWorker) => void,
    private readonly changed: () => void,
  ) {
    this.warnings = new WarningBoard(changed);
    this.reader = new PictureReader(
      (picture) => this.picture(picture),
      (reason) => tell({ type: 'pictures-ended', reason }),
    );
  }

  attach(pictures: ReadableStream<VideoFrame> | null, posePort: MessagePort): void {
    this.letGo();
    if (!this.recording) this.reader.startOver();
    this.attached = true;
    this.link = new PoseLink(
      posePort,
      (answer) => this.answered(answer),
      () => performance.now(),
    );
    this.link.skipped = (timestamp) => this.take?.capture.poses(timestamp, null);
    if (pictures) void this.reader.read(pictures);
    this.uploads.connect();
  }

  takePicture(picture: VideoFrame): void {
    this.reader.take(picture);
  }

  async detach(): Promise<void> {
    const link = this.link;
    this.letGo();
    if (link) await this.stop();
  }

  /** Begins a recording with the next picture. Resolves with the session's id. */
  async start(options: StartOptions): Promise<string> {
    if (!this.attached) {
      throw new UploadError({ code: 'no_camera', message: 'There is no camera to record from' });
    }
    if (this.starting || this.recording) {
      throw new UploadError({ code: 'conflict', message: 'A recording is running already' });
    }
    this.starting = true;
    this.warnings.clear();
    this.changed();
    try {
      return await this.begin(options);
    } finally {
      this.starting = false;
      this.changed();
    }
  }

  /** Ends the recording; resolves when all of it is in the outbox. */
  async stop(): Promise<void> {
    const { take } = this;
    if (!take) return;
    take.ended ??= this.end(take);
    await take.ended;
  }

  async cancel(): Promise<void> {
    const { take } = this;
    if (!take) return;
    const { ended } = take;
    take.ended = ended ?? Promise.resolve();
    take.upload.dispatch({ type: 'cancel' });
    if (!ended) await take.video?.cancel();
    await take.upload.persisted();
  }

  marker(label: string): void {
    const { take } = this;
    if (!take || take.ended) {
      throw new UploadError({ code: 'conflict', message: 'Nothing is being recorded' });
    }
    take.upload.dispatch({ type: 'marker', timestamp: take.capture.elapsed, label });
  }

  /** Uploads what an earlier page left behind. */
  finish(sessionId: string): Promise<Session> {
    return this.uploads.finish(sessionId);
  }

  /** Trouble with a recording's upload or outbox, told by {@link Uploads}. */
  warn(sessionId: string, code: WarningCode, message: string): void {
    if (this.take?.upload.sessionId !== sessionId) return;
    this.warnings.raise(code, message);
    if (code === 'storage_full') void this.stop();
  }

  /** Looks after what may hang or run out; called once a second. */
  async look(): Promise<void> {
    const now = performance.now();
    const take = this.take && !this.take.ended ? this.take : null;
    this.lookAfterDetector(now, take !== null);
    const cameraIsSilent = this.cameraWatch.look(now, this.lastPictureAt);
    const encoderHangs = this.encoderWatch.look(now, take?.video?.waitingSince ?? null);
    this.warnings.set(
      'camera_stalled',
      take !== null && cameraIsSilent,
      'No picture comes from the camera. Is it still plugged in and free?',
    );
    if (!take) return;
    if (encoderHangs) take.video?.abandon('It does not answer');
    if (take.capture.elapsed > LONGEST_SECONDS) {
      this.warnings.raise('longest_reached', 'A session lasts a day at most: the recording was stopped.');
      await this.stop();
    } else if (await this.warnings.roomIsGone('recording')) {
      this.warnings.raise(
        'storage_full',
        'No space is left on this device: the recording was stopped, all of it is kept.',
      );
      await this.stop();
    }
  }

  snapshot(): RecorderSnapshot {
    const now = performance.now();
    const { take } = this;
    const rates = {
      connection: this.uploads.connectionState,
      detectionRate: this.detectionRate.rate(now),
      cameraRate: this.cameraRate.rate(now),
      backgroundUploads: this.uploads.countBeside(take?.upload ?? null),
      warnings: this.warnings.all,
    };
    if (!take || this.starting) {
      return { ...IDLE_SNAPSHOT, ...rates, phase: this.starting ? 'starting' : 'idle' };
    }
    const { state, outbox } = take.upload;
    const oldest = outbox.oldestPendingAt;
    return {
      ...rates,
      phase: phaseOf(state.phase, take.ended !== null),
      // The socket is up, but the server wants a login for what it is asked.
      connection: state.refusal?.code === 'unauthenticated' ? 'unauthenticated' : rates.connection,
      refusal: state.refusal?.code ?? null,
      sessionId: take.upload.sessionId,
      elapsedSeconds: take.capture.elapsed,
      framesRecorded: state.frames.persisted,
      framesStored: state.frames.durable,
      secondsStored: take.timestamps[state.frames.durable - 1] ?? 0,
      pendingBytes: outbox.pendingBytes,
      oldestPendingAge: oldest === null ? 0 : Math.max(0, (now - oldest) / 1000),
      droppedPictures: take.capture.dropped,
      videoMimeType: take.mimeType,
      finishedSession: state.session,
      failure: state.failure satisfies RecorderFailure | null,
    };
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

  private async begin(options: StartOptions): Promise<string> {
    const { imageWidth: width, imageHeight: height } = options;
    if ((await this.uploads.durable()) && (await this.warnings.roomIsGone('start'))) {
      throw new UploadError({
        code: 'storage_full',
        message:
          'There is no room for a recording on this device. Free some space, or wait until earlier recordings are sent.',
      });
    }
    const choice = await this.choose(width, height);
    if (!choice) {
      this.warnings.raise('video_unavailable', 'This browser encodes no video: only the body is recorded.');
    }
    if (!(await this.uploads.durable())) {
      const text = 'This browser keeps nothing: what is not uploaded yet is lost when the page closes.';
      this.warnings.raise('memory_only', text);
    }
    const sessionId = crypto.randomUUID();
    const video = choice ? { mimeType: choice.mimeType, width, height } : undefined;
    const upload = await this.uploads.start({
      declaration: { ...options, sessionId, ...(video ? { video } : {}) },
      startedAt: new Date().toISOString(),
    });
    const timestamps: number[] = [];
    const capture = new Capture<VideoFrame>(
      {
        frames: (frames) => {
          for (const { timestamp } of frames) timestamps.push(timestamp);
          upload.dispatch({ type: 'frames', frames });
        },
        video: (data) => upload.dispatch({ type: 'video', data }),
        keyframe: (frameNumber, image) => upload.dispatch({ type: 'keyframe', frameNumber, image }),
      },
      keyframeImage,
      null,
      () => upload.unpersistedBytes > MOST_UNPERSISTED_BYTES,
    );
    const track = choice
      ? await VideoTrack.start(choice, width, height, {
          bytes: (data) => capture.bytes(data),
          failed: (reason) => {
            console.error('The video encoder gave up', reason);
            this.warnings.raise('video_stopped', 'The video ends here; the body is still recorded.');
          },
        })
      : null;
    capture.video = track;
    this.take = {
      capture,
      upload,
      timestamps,
      video: track,
      mimeType: choice?.mimeType ?? null,
      ended: null,
    };
    return sessionId;
  }

  private async end(take: Take): Promise<void> {
    const { capture, upload } = take;
    this.changed();
    if (!isOver(upload.state.phase)) {
      await within(LAST_POSES_MS, capture.detected());
      if (take.video) await within(LAST_VIDEO_MS, take.video.finish());
      await capture.finish();
      upload.dispatch({ type: 'stop' });
    } else {
      await take.video?.cancel();
    }
    await upload.persisted();
  }

  /** Whether a recording takes pictures. */
  private get recording(): boolean {
    return this.take !== null && !this.take.ended && !isOver(this.take.upload.state.phase);
  }

  private choose(width: number, height: number): Promise<VideoChoice | null> {
    const key = `${width}×${height}`;
    const known = this.choices.get(key) ?? chooseVideo(width, height);
    this.choices.set(key, known);
    return known;
  }

  private picture(picture: VideoFrame): void {
    const now = performance.now();
    this.cameraRate.count(now);
    this.lastPictureAt = now;
    const { displayWidth: imageWidth, displayHeight: imageHeight } = picture;
    if (imageWidth !== this.size.imageWidth || imageHeight !== this.size.imageHeight) {
      this.size = { imageWidth, imageHeight };
      // Trying the encoders takes some hundred milliseconds: done before the climber presses Start.
      void this.choose(imageWidth, imageHeight);
    }
    const { take } = this;
    if (take && !take.ended && !isOver(take.upload.state.phase)) take.capture.picture(picture, this.link);
    else if (this.link) this.link.offer(picture);
    else picture.close();
  }

  private answered({ poses, skeleton, timestamp }: PosesMessage): void {
    this.detectionRate.count(performance.now());
    this.take?.capture.poses(timestamp, poses);
    this.tell({ type: 'poses', poses, skeleton, timestamp, ...this.size });
  }

  private letGo(): void {
    this.attached = false;
    this.reader.close();
    this.link?.close();
    this.link = null;
    this.take?.capture.detectorLost();
  }
}

function phaseOf(phase: UploadPhase, ended: boolean): RecorderPhase {
  switch (phase) {
    case 'idle':
    case 'starting':
    case 'streaming':
    case 'resuming':
      return ended ? 'stopping' : 'recording';
    case 'stopping':
    case 'stopped':
    case 'cancelled':
    case 'failed':
      return phase;
  }
}

/** Waits for `work`, but no longer than `milliseconds`. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))]);
  clearTimeout(timer);
}
