import { ChangeDetectionStrategy, Component, effect, inject, input, signal, viewChild } from '@angular/core';
import type { Size } from '@reclimb/pose';
import { LIVE_COLOUR, PoseOverlay } from '@reclimb/ui';
import { Detection } from '../../studio/detection/detection';
import type { PosesMessage } from '../../studio/pipeline-messages';
import { PictureFeed } from '../../studio/recorder/picture-feed';
import { PoseLink } from '../../studio/recorder/pose-link';
import { StudioPreferenceStore } from '../../studio/session-setup/preferences';

/** How it stands with the picture while nothing has been shown. */
const UNKNOWN: Size = { width: 4, height: 3 };

/**
 * The climber's own skeleton over the live camera, to compare with the ghost. It is found by the model that the studio
 * uses, in the same worker: this page hands over the camera's pictures, and draws what comes back.
 */
@Component({
  selector: 'rc-live-body',
  imports: [PoseOverlay],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<rc-pose-overlay [picture]="picture()" [mode]="mode()" [mirror]="mirror()" />`,
  styles: `
    :host {
      display: contents;
    }
  `,
  host: { '[attr.data-poses]': 'seen()' },
})
export class LiveBody {
  /** Shows the camera. */
  readonly video = input.required<HTMLVideoElement>();
  readonly mode = input<'contain' | 'cover'>('contain');
  readonly mirror = input(false);

  protected readonly picture = signal<Size>(UNKNOWN);
  /** Pictures in which the climber was found. */
  protected readonly seen = signal(0);
  private readonly overlay = viewChild.required(PoseOverlay);

  constructor() {
    const detection = inject(Detection);
    const { model } = inject(StudioPreferenceStore).value();
    detection.use(model);
    effect((onCleanup) => {
      detection.connectionNumber();
      const video = this.video();
      const link = new PoseLink(
        detection.connect(),
        (answer) => this.draw(answer),
        () => performance.now(),
      );
      const feed = new PictureFeed(video, (picture) => {
        this.picture.set({ width: picture.displayWidth, height: picture.displayHeight });
        link.offer(picture);
      });
      onCleanup(() => {
        feed.stop();
        link.close();
      });
    });
  }

  private draw({ poses, skeleton }: PosesMessage): void {
    this.overlay().draw([{ key: 'live', poses, style: { skeleton, colours: LIVE_COLOUR, opacity: 0.85 } }]);
    if (poses.length > 0) this.seen.update((count) => count + 1);
  }
}
