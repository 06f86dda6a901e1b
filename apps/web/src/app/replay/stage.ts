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
import type { Size } from '@reclimb/pose';
import { PoseOverlay } from '@reclimb/ui';
import { Camera } from '../studio/camera/camera';
import { GhostPainter, type GhostPlacing } from './ghost-painter';
import { GhostSettings } from './ghost-settings';
import { ReplaySession } from './replay-session';
import { VideoFollower } from './video-follower';

/** What the ghost is drawn over. */
export type StageKind = 'camera' | 'video' | 'plain';

const UNMOVED: GhostPlacing = { x: 0, y: 0, scale: 1 };
const SMALLEST_SCALE = 0.3;
const LARGEST_SCALE = 3;

/** One picture with the ghost over it: the live camera, the session's video, or a plain ground. */
@Component({
  selector: 'rc-replay-stage',
  imports: [PoseOverlay],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @switch (kind()) {
      @case ('video') {
        <video
          #video
          [src]="videoUrl()"
          [class.cover]="settings.look().fill"
          [class.mirrored]="settings.look().mirror"
          [muted]="true"
          playsinline
          preload="auto"
          disablepictureinpicture
          disableremoteplayback
          aria-label="The session’s video"
          (loadedmetadata)="sized(video)"
          (error)="failed.emit()"
        ></video>
      }
      @case ('camera') {
        <video
          #live
          [srcObject]="camera.stream() ?? null"
          [class.cover]="settings.look().fill"
          [class.mirrored]="settings.look().mirror"
          [muted]="true"
          autoplay
          playsinline
          aria-label="The live camera"
          (loadeddata)="camera.pictureShown()"
          (timeupdate)="camera.pictureShown()"
        ></video>
      }
      @default {
        <div class="ground" [style.--ratio]="picture().width / picture().height"></div>
      }
    }
    <rc-pose-overlay
      [picture]="picture()"
      [mode]="settings.look().fill && kind() !== 'plain' ? 'cover' : 'contain'"
      [mirror]="settings.look().mirror"
    />
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
    :host(.movable) {
      touch-action: none;
      cursor: grab;
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
    video.mirrored {
      transform: scaleX(-1);
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
    '[class.movable]': 'kind() === "camera"',
    '[attr.data-testid]': '"stage-view-" + kind()',
    '(pointerdown)': 'grab($event)',
    '(pointermove)': 'drag($event)',
    '(pointerup)': 'release($event)',
    '(pointercancel)': 'release($event)',
    '(wheel)': 'wheel($event)',
    '(dblclick)': 'placing.set(unmoved)',
  },
})
export class Stage {
  readonly kind = input.required<StageKind>();
  /** The session's video cannot be shown. */
  readonly failed = output<void>();

  protected readonly settings = inject(GhostSettings);
  protected readonly camera = inject(Camera);
  protected readonly unmoved = UNMOVED;
  /** The ghost over the camera can be moved and scaled: the camera rarely stands where it stood. */
  protected readonly placing = signal<GhostPlacing>(UNMOVED);
  private readonly replay = inject(ReplaySession);
  private readonly overlay = viewChild.required(PoseOverlay);
  private readonly video = viewChild<ElementRef<HTMLVideoElement>>('video');
  private readonly videoSize = signal<Size | undefined>(undefined);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly pointers = new Map<number, PointerEvent>();

  protected readonly videoUrl = computed(() => this.replay.session()?.video?.url ?? '');
  protected readonly picture = computed<Size>(() => {
    const session = this.replay.session();
    const recorded = { width: session?.imageWidth || 4, height: session?.imageHeight || 3 };
    return (this.kind() === 'video' && this.videoSize()) || recorded;
  });

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const painter = new GhostPainter(this.replay, this.settings, this.overlay(), () =>
        this.kind() === 'camera' ? this.placing() : undefined,
      );
      destroyed.onDestroy(this.replay.onBeat(() => painter.draw()));
    });
    effect((onCleanup) => {
      const element = this.video()?.nativeElement;
      if (!element) return;
      const follower = untracked(() => new VideoFollower(element, this.replay.player));
      this.replay.setPicture(follower);
      onCleanup(() => {
        this.replay.setPicture(undefined);
        follower.close();
      });
    });
  }

  protected sized({ videoWidth, videoHeight }: HTMLVideoElement): void {
    if (videoWidth && videoHeight) this.videoSize.set({ width: videoWidth, height: videoHeight });
  }

  protected grab(event: PointerEvent): void {
    if (this.kind() !== 'camera') return;
    this.host.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, event);
  }

  protected drag(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    const placement = this.overlay().placement();
    if (!before || !placement) return;
    const other = [...this.pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    this.pointers.set(event.pointerId, event);
    if (other) {
      const span = (at: PointerEvent): number =>
        Math.hypot(at.clientX - other.clientX, at.clientY - other.clientY);
      this.scale(span(event) / Math.max(1, span(before)));
    }
    const share = other ? 0.5 : 1;
    const right = ((event.clientX - before.clientX) / placement.width) * share;
    const down = ((event.clientY - before.clientY) / placement.height) * share;
    this.placing.update(({ x, y, scale }) => ({
      x: x + (placement.mirror ? -right : right),
      y: y + down,
      scale,
    }));
  }

  protected release(event: PointerEvent): void {
    this.pointers.delete(event.pointerId);
  }

  protected wheel(event: WheelEvent): void {
    if (this.kind() !== 'camera') return;
    event.preventDefault();
    this.scale(Math.exp(-event.deltaY / 600));
  }

  private scale(factor: number): void {
    this.placing.update(({ x, y, scale }) => ({
      x,
      y,
      scale: Math.min(LARGEST_SCALE, Math.max(SMALLEST_SCALE, scale * factor)),
    }));
  }
}
