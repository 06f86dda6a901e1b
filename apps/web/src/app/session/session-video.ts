import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { Session } from '@reclimb/contracts';
import type { Size } from '@reclimb/pose';
import { PICTURE_TOLERANCE, momentAt } from '@reclimb/replay';
import { PoseOverlay, type PoseStyle, SIDE_COLOURS } from '@reclimb/ui';
import { SessionsApi } from '../api/sessions-api';
import { FrameWindow } from './frame-window';

/** A session's video with its skeleton over it, each picture with the very pose that was found in it. */
@Component({
  selector: 'rc-session-video',
  imports: [PoseOverlay],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="stage" [style.aspect-ratio]="aspect()" [style.--rc-aspect]="ratio()">
      <video
        #video
        controls
        playsinline
        preload="auto"
        [src]="session().video?.url"
        [attr.aria-label]="'Video of ' + session().name"
        (loadedmetadata)="measure(video)"
        (timeupdate)="time.emit(video.currentTime)"
        (error)="failed.emit()"
        data-testid="session-video"
      ></video>
      @if (skeleton()) {
        <rc-pose-overlay [picture]="picture()" mode="contain" />
      }
    </div>
  `,
  styles: `
    .stage {
      position: relative;
      width: 100%;
      max-width: calc(72vh * var(--rc-aspect));
      margin-inline: auto;
      overflow: hidden;
      border-radius: var(--mat-sys-corner-large);
      background: #0a0908;
    }
    video {
      display: block;
      width: 100%;
      height: 100%;
      object-fit: contain;
    }
  `,
})
export class SessionVideo {
  readonly #api = inject(SessionsApi);

  readonly session = input.required<Session>();
  /** Whether the skeleton is drawn. */
  readonly skeleton = input(true);
  /** Where the video stands, in seconds, some times a second. */
  readonly time = output<number>();
  /** The browser cannot play this video. */
  readonly failed = output<void>();

  private readonly videoRef = viewChild.required<ElementRef<HTMLVideoElement>>('video');
  private readonly overlay = viewChild(PoseOverlay);

  /** The picture as the browser shows it, once it knows: pixels need not be square, and a phone's video may be turned. */
  readonly #intrinsic = signal<Size | null>(null);
  protected readonly picture = computed<Size>(() => {
    const { video, imageWidth, imageHeight } = this.session();
    return this.#intrinsic() ?? { width: video?.width || imageWidth, height: video?.height || imageHeight };
  });
  protected readonly aspect = computed(() => `${this.picture().width} / ${this.picture().height}`);
  protected readonly ratio = computed(() => this.picture().width / this.picture().height);

  readonly #source = computed(
    () => {
      const { id, skeleton, frameCount, duration } = this.session();
      return { id, skeleton, frameCount, duration };
    },
    { equal: (a, b) => a.id === b.id && a.frameCount === b.frameCount && a.duration === b.duration },
  );
  #frames: FrameWindow | undefined;
  /** Presentation time of the picture that is on the screen, in seconds. */
  #shown = 0;

  constructor() {
    effect((onCleanup) => {
      const frames = new FrameWindow(this.#api, this.#source(), () => this.#draw());
      this.#frames = frames;
      frames.look(this.#shown);
      onCleanup(() => frames.close());
    });
    // A skeleton that is switched on, or drawn on a new canvas, shows the picture that is there.
    effect(() => {
      if (this.overlay()) this.#draw();
    });
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const stop = this.#followPictures(this.videoRef().nativeElement);
      destroyed.onDestroy(stop);
    });
  }

  protected measure({ videoWidth: width, videoHeight: height }: HTMLVideoElement): void {
    if (width > 0 && height > 0) this.#intrinsic.set({ width, height });
  }

  /** Jumps to a time in seconds. */
  seek(time: number): void {
    const video = this.videoRef().nativeElement;
    video.currentTime = time;
    video.focus({ preventScroll: true });
  }

  /** Draws with every picture of the video, by that picture's own time: `currentTime` is the clock's, not the picture's. */
  #followPictures(video: HTMLVideoElement): () => void {
    let handle = 0;
    const next = (_now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
      this.#shown = mediaTime;
      this.#frames?.look(mediaTime);
      this.#draw();
      handle = video.requestVideoFrameCallback(next);
    };
    handle = video.requestVideoFrameCallback(next);
    // After a seek into a stretch that is not there yet, a paused video shows no further picture to ask for it by.
    const timer = setInterval(() => this.#frames?.look(this.#shown), 1000);
    return () => {
      video.cancelVideoFrameCallback(handle);
      clearInterval(timer);
    };
  }

  #draw(): void {
    const overlay = this.overlay();
    const frames = this.#frames;
    if (!overlay || !frames) return;
    const moment = momentAt(frames.track, this.#shown, PICTURE_TOLERANCE);
    const style: PoseStyle = { skeleton: this.session().skeleton, colours: SIDE_COLOURS };
    overlay.draw([{ key: 'body', poses: moment.poses, style }], moment);
  }
}
