import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  effect,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { fitPicture, type PicturePlacement, type Point, type Size } from '@reclimb/pose';
import { LayerPainter, type PoseLayer } from './layer-painter';

/** Which recorded moment the layers show; written to the canvas as `data-timestamp` and `data-frame`. */
export interface DrawnMoment {
  readonly timestamp: number;
  readonly frameNumber: number;
}

/**
 * A canvas that lies over a picture and draws bodies where the picture shows them. Give it the same box as the picture
 * (`position: absolute; inset: 0` over an element with `object-fit` as in {@link mode}) and call {@link draw} whenever
 * there is something new, as often as the screen refreshes: drawing does not go through change detection. Sharp on
 * every screen; a change of size is redrawn by itself.
 */
@Component({
  selector: 'rc-pose-overlay',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<canvas #canvas aria-hidden="true" data-testid="pose-overlay"></canvas>`,
  styles: `
    :host {
      position: absolute;
      inset: 0;
      display: block;
      overflow: hidden;
      pointer-events: none;
    }
    canvas {
      display: block;
      width: 100%;
      height: 100%;
    }
  `,
})
export class PoseOverlay {
  /** The picture's size; only its aspect ratio matters. */
  readonly picture = input.required<Size>();
  /** How the picture fills the box, as its `object-fit`. */
  readonly mode = input<'contain' | 'cover'>('contain');
  /** Whether the picture is shown mirrored. */
  readonly mirror = input(false);
  /** Magnification about the centre. */
  readonly zoom = input(1);
  /** Shift in CSS pixels. */
  readonly pan = input<Point>({ x: 0, y: 0 });

  private readonly canvasRef = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private context: CanvasRenderingContext2D | null = null;
  private box: Size = { width: 0, height: 0 };
  private layers: readonly PoseLayer[] = [];
  private moment: DrawnMoment | undefined;
  private readonly painter = new LayerPainter();

  constructor() {
    const destroyed = inject(DestroyRef);
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => {
      this.context = this.canvasRef().nativeElement.getContext('2d');
      const observer = new ResizeObserver(([entry]) => entry && this.resize(entry));
      try {
        observer.observe(host, { box: 'device-pixel-content-box' });
      } catch {
        // Safari does not know this box: there the size in device pixels is computed from the CSS pixels.
        observer.observe(host);
      }
      destroyed.onDestroy(() => observer.disconnect());
    });
    effect(() => {
      this.picture();
      this.mode();
      this.mirror();
      this.zoom();
      this.pan();
      this.paint();
    });
  }

  /**
   * Shows these layers from now on, at once.
   * @param moment what the layers show, for those who look at the canvas from outside
   */
  draw(layers: readonly PoseLayer[], moment?: DrawnMoment): void {
    this.layers = layers;
    this.moment = moment;
    this.paint();
  }

  /** Draws nothing from now on. */
  clear(): void {
    this.draw([]);
  }

  /** Forgets which keypoints were visible: call it after a jump in time. */
  resetVisibility(): void {
    this.painter.reset();
  }

  /** Where the picture lies in the box, in CSS pixels; undefined while the box has no size. */
  placement(): PicturePlacement | undefined {
    const picture = this.picture();
    if (!(this.box.width > 0 && this.box.height > 0 && picture.width > 0 && picture.height > 0)) {
      return undefined;
    }
    return fitPicture({
      picture,
      box: this.box,
      mode: this.mode(),
      mirror: this.mirror(),
      zoom: this.zoom(),
      pan: this.pan(),
    });
  }

  private resize(entry: ResizeObserverEntry): void {
    const canvas = this.canvasRef().nativeElement;
    const { width, height } = entry.contentRect;
    const device = entry.devicePixelContentBoxSize?.[0];
    const ratio = window.devicePixelRatio || 1;
    this.box = { width, height };
    canvas.width = device?.inlineSize ?? Math.round(width * ratio);
    canvas.height = device?.blockSize ?? Math.round(height * ratio);
    this.paint();
  }

  private paint(): void {
    const context = this.context;
    if (!context) return;
    const { canvas } = context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    const placement = this.placement();
    if (placement) {
      context.setTransform(canvas.width / this.box.width, 0, 0, canvas.height / this.box.height, 0, 0);
      this.painter.paint(context, this.layers, placement);
    }
    if (this.moment) {
      canvas.dataset['timestamp'] = String(this.moment.timestamp);
      canvas.dataset['frame'] = String(this.moment.frameNumber);
    } else {
      delete canvas.dataset['timestamp'];
      delete canvas.dataset['frame'];
    }
  }
}
