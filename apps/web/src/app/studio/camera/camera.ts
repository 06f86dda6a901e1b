import { DOCUMENT, DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { type CameraProblem, cameraProblem, problemOfError, problemOfPage } from './camera-problem';
import { PictureWatch } from './picture-watch';

export interface CameraDevice {
  readonly id: string;
  readonly label: string;
}

/** Which camera to turn on. */
export type CameraChoice =
  /** This one and no other. */
  | { readonly exactly: string }
  /** This one if it is there, else another. */
  | { readonly rather: string }
  /** Whatever works, at whatever size. */
  | 'any';

/** How often it is looked whether pictures still come. */
const WATCH_INTERVAL_MS = 500;

/**
 * The camera: which there are, the one that is on, and what stands in the way. It comes back by itself when a camera
 * that was missing is plugged in. Provided by the studio page, and off when the page is left.
 */
@Injectable()
export class Camera {
  private readonly document = inject(DOCUMENT);
  private readonly window = this.document.defaultView;
  private readonly watch = new PictureWatch();
  private readonly found = signal<readonly CameraDevice[]>([]);
  private readonly on = signal<MediaStream | undefined>(undefined);
  private readonly obstacle = signal<CameraProblem | undefined>(undefined);
  private readonly asking = signal(false);
  private choice: CameraChoice = 'any';
  /** The camera that was pulled out while it was on. */
  private lost: string | undefined;
  /** Grows with every opening: an answer to an older one is thrown away. */
  private opening = 0;

  /** The cameras of this machine; without names until one was allowed. */
  readonly devices = this.found.asReadonly();
  readonly stream = this.on.asReadonly();
  readonly problem = this.obstacle.asReadonly();
  /** Whether the browser is asking for permission, or the camera is starting. */
  readonly starting = this.asking.asReadonly();
  readonly track = computed(() => this.on()?.getVideoTracks()[0]);
  readonly deviceId = computed(() => this.track()?.getSettings().deviceId);

  constructor() {
    const onDevices = () => void this.devicesChanged();
    const media = this.window?.navigator.mediaDevices;
    media?.addEventListener('devicechange', onDevices);
    const timer = setInterval(() => this.checkPicture(), WATCH_INTERVAL_MS);
    inject(DestroyRef).onDestroy(() => {
      media?.removeEventListener('devicechange', onDevices);
      clearInterval(timer);
      this.close();
    });
  }

  /** Turns a camera on; without a choice the same as before. */
  async open(choice: CameraChoice = this.choice): Promise<void> {
    const attempt = ++this.opening;
    this.choice = choice;
    this.lost = undefined;
    this.stopTracks();
    const media = this.window?.navigator.mediaDevices;
    const obstacle = problemOfPage({
      secure: this.window?.isSecureContext ?? false,
      hasCameras: Boolean(media),
    });
    this.obstacle.set(obstacle);
    if (obstacle || !media) return;
    this.asking.set(true);
    try {
      const stream = await media.getUserMedia({ audio: false, video: constraints(choice, this.size()) });
      if (attempt !== this.opening) return stop(stream);
      this.begin(stream);
      await this.refresh();
    } catch (error) {
      if (attempt === this.opening) this.obstacle.set(problemOfError(error));
    } finally {
      if (attempt === this.opening) this.asking.set(false);
    }
  }

  close(): void {
    this.opening++;
    this.asking.set(false);
    this.stopTracks();
  }

  /** The preview has shown a picture. */
  pictureShown(): void {
    if (this.watch.picture(performance.now()) && this.obstacle()?.kind === 'frozen') {
      this.obstacle.set(undefined);
    }
  }

  private begin(stream: MediaStream): void {
    this.watch.reset();
    this.obstacle.set(undefined);
    this.on.set(stream);
    const track = stream.getVideoTracks()[0];
    track?.addEventListener('ended', () => {
      if (this.on() !== stream) return;
      this.lost = track.getSettings().deviceId;
      this.stopTracks();
      this.obstacle.set(cameraProblem('unplugged'));
      void this.refresh();
    });
  }

  private stopTracks(): void {
    const stream = this.on();
    this.on.set(undefined);
    this.watch.reset();
    if (stream) stop(stream);
  }

  private checkPicture(): void {
    if (!this.on()) return;
    const visible = this.document.visibilityState === 'visible';
    if (this.watch.check(performance.now(), visible)) this.obstacle.set(cameraProblem('frozen'));
  }

  private async devicesChanged(): Promise<void> {
    await this.refresh();
    const kind = this.obstacle()?.kind;
    const wasMissing = kind === 'none' || kind === 'unplugged' || kind === 'overconstrained';
    if (!wasMissing || this.asking() || this.found().length === 0) return;
    // After an unplugging wait for the same camera: another one looks elsewhere, and is the climber's choice.
    if (kind === 'unplugged' && !this.found().some(({ id }) => id === this.lost)) return;
    await this.open();
  }

  /** Two cores have enough to do with detection: the larger picture would cost them a tenth of its rate. */
  private size(): PictureSize {
    return (this.window?.navigator.hardwareConcurrency ?? 2) > 2 ? LARGEST : SMALLEST;
  }

  private async refresh(): Promise<void> {
    const media = this.window?.navigator.mediaDevices;
    if (!media) return;
    const devices = await media.enumerateDevices();
    const cameras = devices.filter(({ kind }) => kind === 'videoinput');
    this.found.set(
      cameras.map(({ deviceId, label }, index) => ({ id: deviceId, label: label || `Camera ${index + 1}` })),
    );
  }
}

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const LARGEST: PictureSize = { width: 1280, height: 720 };
const SMALLEST: PictureSize = { width: 640, height: 480 };

function constraints(choice: CameraChoice, size: PictureSize): MediaTrackConstraints {
  const frameRate = { ideal: 30 };
  if (choice === 'any') {
    return {
      frameRate,
      width: { ideal: size.width },
      height: { ideal: size.height },
      // On a phone the camera that looks at the wall.
      facingMode: 'environment',
    };
  }
  return {
    frameRate,
    width: { min: SMALLEST.width, ideal: size.width, max: LARGEST.width },
    height: { min: SMALLEST.height, ideal: size.height, max: LARGEST.height },
    deviceId: 'exactly' in choice ? { exact: choice.exactly } : { ideal: choice.rather },
  };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
