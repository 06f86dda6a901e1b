import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { Point, Size } from '@reclimb/pose';
import { PoseOverlay } from '@reclimb/ui';
import { Camera } from '../../studio/camera/camera';
import { GhostPainter } from '../ghost/ghost-painter';
import { moved, scaled, UNMOVED } from '../ghost/ghost-placing';
import { GhostSettings } from '../ghost/ghost-settings';
import { LiveBody } from './live-body';
import { ReplaySession } from '../replay-session';
import { StageHand } from './stage-hand';
import { panned, WHOLE, zoomed } from './stage-view';
import { VideoFollower } from './video-follower';

/** What the ghost is drawn over. */
export type StageKind = 'camera' | 'video' | 'plain';

/** MediaError.MEDIA_ERR_NETWORK. */
const MEDIA_ERR_NETWORK = 2;

/** One picture with the ghost over it: the live camera, the session's video, or a plain ground. */
@Component({
  selector: 'rc-replay-stage',
  imports: [LiveBody, PoseOverlay],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @switch (kind()) {
      @case ('video') {
        <video
          #video
          [attr.src]="videoUrl()"
          [class.cover]="settings.look().fill"
          [class.settling]="!follower()?.settled()"
          [style.transform]="transform()"
          [muted]="true"
          playsinline
          preload="auto"
          disablepictureinpicture
          disableremoteplayback
          aria-label="The session’s video"
          (loadedmetadata)="sized(video)"
          (error)="failed.emit({ brokenOff: video.error?.code === networkError })"
        ></video>
      }
      @case ('camera') {
        <video
          #live
          [srcObject]="camera.stream() ?? null"
          [class.cover]="settings.look().fill"
          [style.transform]="transform()"
          [muted]="true"
          autoplay
          playsinline
          aria-label="The live camera"
          (loadeddata)="camera.pictureShown()"
          (timeupdate)="camera.pictureShown()"
        ></video>
      }
      @default {
        <div
          class="ground"
          [style.--ratio]="picture().width / picture().height"
          [style.transform]="transform()"
        ></div>
      }
    }
    <rc-pose-overlay
      [picture]="picture()"
      [mode]="mode()"
      [mirror]="settings.look().mirror"
      [zoom]="view().zoom"
      [pan]="view().pan"
    />
    @if (settings.look().live && live(); as element) {
      <rc-live-body [video]="element.nativeElement" [mode]="mode()" [mirror]="settings.look().mirror" />
    }
    @if (changed()) {
      <button type="button" class="whole rc-figures" data-testid="stage-reset" (click)="reset()">
        {{ changed() }}
      </button>
    }
  `,
  styles: `
    :host {
      position: relative;
      display: grid;
      place-items: center;
      container-type: size;
      overflow: hidden;
      min-width: 0;
      min-height: 0;
      background: #000;
    }
    :host {
      touch-action: pan-y;
    }
    :host(.movable) {
      touch-action: none;
      cursor: grab;
    }
    .whole {
      position: absolute;
      z-index: 1;
      top: 72px;
      left: 50%;
      translate: -50%;
      padding: 6px 14px;
      border: 0;
      border-radius: 999px;
      font: inherit;
      white-space: nowrap;
      color: #fff;
      background: rgb(0 0 0 / 65%);
      cursor: pointer;
    }
    .settling {
      visibility: hidden;
    }
    video {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      object-fit: contain;
    }
    video.cover {
      object-fit: cover;
    }
    .ground {
      width: min(100cqw, 100cqh * var(--ratio));
      aspect-ratio: var(--ratio);
      background:
        radial-gradient(circle at center, rgb(255 255 255 / 13%) 0 1.5px, transparent 1.6px) 0 0 / 40px 40px,
        radial-gradient(ellipse at 50% 40%, #302b26, #191714 80%);
    }
  `,
  host: {
    '[class.movable]': 'kind() === "camera" || view().zoom > 1',
    '[attr.data-testid]': '"stage-view-" + kind()',
    '(pointerdown)': 'grab($event)',
    '(pointermove)': 'hand.moved($event)',
    '(pointerup)': 'hand.up($event)',
    '(pointercancel)': 'hand.up($event)',
    '(wheel)': 'hand.wheel($event)',
    '(dblclick)': 'reset()',
  },
})
export class Stage {
  readonly kind = input.required<StageKind>();
  /** The session's video is not shown; `brokenOff` when it had been arriving. */
  readonly failed = output<{ readonly brokenOff: boolean }>();

  protected readonly networkError = MEDIA_ERR_NETWORK;
  protected readonly settings = inject(GhostSettings);
  protected readonly camera = inject(Camera);
  /** What was recorded can be looked at closely; the live camera stays whole. */
  protected readonly view = signal(WHOLE);
  protected readonly follower = signal<VideoFollower | undefined>(undefined);
  private readonly replay = inject(ReplaySession);
  private readonly overlay = viewChild.required(PoseOverlay);
  protected readonly live = viewChild<ElementRef<HTMLVideoElement>>('live');
  private readonly video = viewChild<ElementRef<HTMLVideoElement>>('video');
  private readonly videoSize = signal<Size | undefined>(undefined);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly hand = new StageHand(this.host, {
    move: (by) => this.move(by),
    scale: (factor, about) => this.scale(factor, about),
  });

  protected readonly videoUrl = computed(() => this.replay.session()?.video?.url);
  protected readonly picture = computed<Size>(() => {
    const session = this.replay.session();
    const recorded = { width: session?.imageWidth || 4, height: session?.imageHeight || 3 };
    return (this.kind() === 'video' && this.videoSize()) || recorded;
  });
  protected readonly mode = computed(() =>
    this.settings.look().fill && this.kind() !== 'plain' ? 'cover' : 'contain',
  );
  /** Puts the picture where {@link PoseOverlay} takes it to be. */
  protected readonly transform = computed(() => {
    const { zoom, pan } = this.view();
    return `translate(${pan.x}px, ${pan.y}px) scale(${zoom}) scaleX(${this.settings.look().mirror ? -1 : 1})`;
  });
  /** What a hand has changed and a click undoes, in words. */
  protected readonly changed = computed(() => {
    const { zoom } = this.view();
    if (zoom > 1) return `${zoom.toFixed(1)} × · Whole picture`;
    const moved = this.kind() === 'camera' && this.settings.placing() !== UNMOVED;
    return moved ? 'Ghost moved · Put it back' : undefined;
  });

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const painter = new GhostPainter(this.replay, this.settings, this.overlay(), () =>
        this.kind() === 'camera' ? this.settings.placing() : undefined,
      );
      destroyed.onDestroy(this.replay.onBeat(() => painter.draw()));
    });
    effect((onCleanup) => {
      const element = this.video()?.nativeElement;
      if (!element) return;
      const follower = untracked(
        () => new VideoFollower(element, this.replay.player, () => this.failed.emit({ brokenOff: true })),
      );
      this.replay.setPicture(follower);
      this.follower.set(follower);
      onCleanup(() => {
        this.replay.setPicture(undefined);
        follower.close();
      });
    });
  }

  protected sized({ videoWidth, videoHeight }: HTMLVideoElement): void {
    if (videoWidth && videoHeight) this.videoSize.set({ width: videoWidth, height: videoHeight });
  }

  /** Makes the ghost over the camera, or the recorded picture, larger (above 1) or smaller. */
  scale(factor: number, about: Point = { x: 0, y: 0 }): void {
    if (this.kind() !== 'camera') {
      return this.view.update((view) => zoomed(view, factor, about, this.fit()));
    }
    const placement = this.overlay().placement();
    if (!placement) return;
    const { width, height } = this.fit().box;
    const place = { x: width / 2 + about.x, y: height / 2 + about.y };
    this.settings.placing.update((placing) => scaled(placing, factor, place, placement));
  }

  protected grab(event: PointerEvent): void {
    if (event.target instanceof Element && event.target.closest('button')) return;
    this.hand.down(event);
  }

  protected reset(): void {
    this.settings.placing.set(UNMOVED);
    this.view.set(WHOLE);
  }

  private move(by: Point): void {
    const placement = this.overlay().placement();
    if (!placement) return;
    if (this.kind() !== 'camera') return this.view.update((view) => panned(view, by, this.fit()));
    this.settings.placing.update((placing) => moved(placing, by, placement));
  }

  private fit(): { picture: Size; box: Size; mode: 'contain' | 'cover' } {
    const { clientWidth: width, clientHeight: height } = this.host;
    return { picture: this.picture(), box: { width, height }, mode: this.mode() };
  }
}
