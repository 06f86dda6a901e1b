import { fitPicture, type Size } from '@reclimb/pose';
import { defaultThickness, LayerPainter } from '@reclimb/ui/drawing';
import type { VideoSample } from 'mediabunny';
import { GhostLayers } from '../ghost/ghost-layers';
import type { GhostLook } from '../ghost/ghost-look';
import type { SavedFrames } from './saved-frames';

/** The plain ground that a ghost without a video stands on. */
const GROUND = '#241f1b';

/** Makes pictures with the ghost in them, one after another, at the recorded size and as the player draws it. */
export class PictureMaker {
  readonly canvas: OffscreenCanvas;
  readonly #context: OffscreenCanvasRenderingContext2D;
  readonly #layers = new GhostLayers();
  readonly #painter = new LayerPainter();

  /** @throws Error where a canvas cannot be drawn on */
  constructor(
    private readonly size: Size,
    private readonly frames: SavedFrames,
    private readonly look: GhostLook,
  ) {
    this.canvas = new OffscreenCanvas(size.width, size.height);
    const context = this.canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('This browser cannot draw outside of the page.');
    this.#context = context;
  }

  /** Draws the picture of a time in seconds, over a picture of the video if there is one. */
  draw(time: number, picture: VideoSample | null): void {
    const context = this.#context;
    const { mirror } = this.look;
    const { width, height } = this.size;
    context.fillStyle = GROUND;
    context.fillRect(0, 0, width, height);
    if (picture) {
      context.save();
      if (mirror) context.transform(-1, 0, 0, 1, width, 0);
      picture.draw(context, 0, 0, width, height);
      context.restore();
    }
    const placement = fitPicture({ picture: this.size, box: this.size, mode: 'contain', mirror });
    const suited = defaultThickness(placement);
    const layers = this.#layers.of(this.frames.momentAt(time), this.frames, { look: this.look, suited });
    this.#painter.paint(context, layers, placement);
  }
}
