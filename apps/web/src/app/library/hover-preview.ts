import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import type { Frame, Session } from '@reclimb/contracts';
import { PoseOverlay, type PoseStyle, SIDE_COLOURS } from '@reclimb/ui';
import { HoverPoses } from './hover-poses';

/** Sampled frames shown a second: the whole session passes in about four. */
const RATE = 24;

/** The skeleton of a whole session in a few seconds, over and over, as long as it is there. Fills its box. */
@Component({
  selector: 'rc-hover-preview',
  imports: [PoseOverlay],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<rc-pose-overlay [picture]="picture()" mode="contain" />`,
  styles: `
    :host {
      position: absolute;
      inset: 0;
      display: block;
      background: #14110f;
      opacity: 0;
      transition: opacity 0.2s;
      pointer-events: none;
    }
    :host(.ready) {
      opacity: 1;
    }
  `,
  host: { '[class.ready]': 'frames().length > 0', '[attr.data-testid]': '"hover-preview"' },
})
export class HoverPreview {
  readonly session = input.required<Session>();

  private readonly overlay = viewChild.required(PoseOverlay);
  protected readonly frames = signal<readonly Frame[]>([]);
  protected readonly picture = computed(() => ({
    width: this.session().imageWidth,
    height: this.session().imageHeight,
  }));

  constructor() {
    const poses = inject(HoverPoses);
    effect((onCleanup) => {
      const session = this.session();
      let handle = 0;
      let left = false;
      onCleanup(() => {
        left = true;
        cancelAnimationFrame(handle);
      });
      const play = (frames: readonly Frame[]): void => {
        if (left || frames.length === 0) return;
        this.frames.set(frames);
        // Who wants no motion sees one pose, from the middle.
        if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
          this.#draw(session, frames[Math.floor(frames.length / 2)]);
          return;
        }
        const begun = performance.now();
        const next = (now: number): void => {
          const shown = Math.max(0, Math.floor(((now - begun) / 1000) * RATE));
          this.#draw(session, frames[shown % frames.length]);
          handle = requestAnimationFrame(next);
        };
        handle = requestAnimationFrame(next);
      };
      poses.of(session).then(play, () => {
        // A glance that cannot be had leaves the picture as it is; opening the session says why.
      });
    });
  }

  #draw({ skeleton }: Session, frame: Frame | undefined): void {
    if (!frame) return;
    const style: PoseStyle = { skeleton, colours: SIDE_COLOURS };
    this.overlay().draw([{ key: 'body', poses: frame.poses, style }], frame);
  }
}
