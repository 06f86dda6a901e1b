import { fitPicture, type Pose, type Size } from '@reclimb/pose';
import { drawPoses } from '@reclimb/ui';
import type { GhostSettings } from '../ghost/ghost-settings';
import type { ReplaySession } from '../replay-session';

const PREVIEW: Size = { width: 120, height: 90 };
/** Only a pointer that rests for so long asks the server for what is not loaded. */
const REST_MS = 80;

/** The small skeleton over the timeline: what is to be seen where the pointer is. */
export class HoverPreview {
  #asking: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly replay: ReplaySession,
    private readonly settings: GhostSettings,
  ) {}

  /** Draws the moment on the canvas, at once when it is loaded and as soon as it is here when not. */
  show(canvas: HTMLCanvasElement, time: number): void {
    this.forget();
    const moment = this.replay.player.momentAt(time);
    this.#draw(canvas, moment?.poses ?? []);
    if (!moment) this.#timer = setTimeout(() => void this.#ask(canvas, time), REST_MS);
  }

  /** Nothing is drawn any more that was asked for before. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = undefined;
  }

  async #ask(canvas: HTMLCanvasElement, time: number): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const poses = await this.replay.player.peek(time, asking.signal);
      if (!asking.signal.aborted) this.#draw(canvas, poses);
    } catch {
      // A preview is a convenience: what is wrong with the connection is said by the player.
    }
  }

  #draw(canvas: HTMLCanvasElement, poses: readonly Pose[]): void {
    const context = canvas.getContext('2d');
    const session = this.replay.session();
    if (!context || !session) return;
    context.setTransform(canvas.width / PREVIEW.width, 0, 0, canvas.height / PREVIEW.height, 0, 0);
    context.clearRect(0, 0, PREVIEW.width, PREVIEW.height);
    const picture = { width: session.imageWidth || 4, height: session.imageHeight || 3 };
    const { mirror } = this.settings.look();
    drawPoses(context, poses, fitPicture({ picture, box: PREVIEW, mode: 'contain', mirror }), {
      skeleton: session.skeleton,
      colours: this.settings.colours(),
      thickness: 2,
      outline: false,
    });
  }
}
