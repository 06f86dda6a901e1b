import { DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { Notices, recall, remember } from '@reclimb/ui';
import { BROKEN_OFF, untilVideoIsThere, videoProblemOf } from '../../api/video-problem';
import { Camera } from '../../studio/camera/camera';
import { ReplaySession } from '../replay-session';
import type { Layout } from '../url-state';
import type { StageKind } from './stage';

const STAGE_KEY = 'reclimb.replay.stage';

/** Which pictures the ghost is drawn over: what was wished for, as far as it can be had. */
@Injectable()
export class StageChoice {
  readonly #camera = inject(Camera);
  readonly #notices = inject(Notices);
  readonly #replay = inject(ReplaySession);
  readonly #wanted = signal<Layout | undefined>(rememberedLayout());
  readonly #videoFailed = signal(false);

  /** What was chosen, here or by the address; undefined while nobody has chosen. */
  readonly wanted = this.#wanted.asReadonly();
  /** Whether there is a video to be shown. Most sessions have one: until it is known, its stage is made ready. */
  readonly hasVideo = computed(() => {
    const session = this.#replay.session();
    return (session === undefined || Boolean(session.video)) && !this.#videoFailed();
  });
  /** The layout shown. */
  readonly layout = computed<Layout>(() => {
    const wanted = this.#wanted() ?? (this.hasVideo() ? 'video' : 'plain');
    if (wanted === 'video' && !this.hasVideo()) return 'plain';
    return wanted;
  });
  /** The stages of the layout. A camera that cannot be had gives its place to the plain stage. */
  readonly stages = computed<readonly StageKind[]>(() => {
    const recorded: StageKind = this.hasVideo() ? 'video' : 'plain';
    const live: StageKind = this.#camera.problem() && !this.#camera.stream() ? 'plain' : 'camera';
    switch (this.layout()) {
      case 'camera':
        return [live];
      case 'video':
        return [recorded];
      case 'plain':
        return ['plain'];
      case 'both':
        return recorded === live ? [recorded] : [recorded, live];
    }
  });
  readonly usesCamera = computed(() => this.layout() === 'camera' || this.layout() === 'both');

  #breaks = 0;
  readonly #pause: (seconds: number) => Promise<boolean>;

  constructor() {
    const destroyed = inject(DestroyRef);
    this.#pause = (seconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(true), seconds * 1000);
        destroyed.onDestroy(() => {
          clearTimeout(timer);
          resolve(false);
        });
      });
    effect(() => {
      if (this.usesCamera()) untracked(() => this.#camera.stream() ?? void this.#camera.open());
      else untracked(() => this.#camera.close());
    });
    effect(() => {
      // When the recording ends its video comes along: it is offered then, and does not push itself in between.
      if (this.#replay.live() && !untracked(this.#wanted)) this.#wanted.set('plain');
    });
  }

  /** Shows a layout and remembers it for the next session. */
  show(layout: Layout): void {
    this.#wanted.set(layout);
    remember(STAGE_KEY, layout);
  }

  /** Shows a layout that a link asks for, this once. */
  follow(layout: Layout): void {
    this.#wanted.set(layout);
  }

  /**
   * The session's video is not shown: the plain stage takes its place, on which the poses play on. It gives it back when
   * the server hands the video out again.
   * @param brokenOff whether it had been arriving: then the browser can decode it
   */
  async videoFailed(brokenOff: boolean): Promise<void> {
    const video = this.#replay.session()?.video;
    if (this.#videoFailed() || !video) return;
    this.#videoFailed.set(true);
    const { text, mayPass } = brokenOff ? BROKEN_OFF : await videoProblemOf(video);
    this.#notices.failure(`${text} The poses play on.`);
    // A network that is too slow for it breaks it off again and again: each time it is left alone for longer.
    const breaks = ++this.#breaks;
    const isThere =
      mayPass && (await untilVideoIsThere(video.url, (seconds) => this.#pause(seconds * breaks)));
    if (isThere) this.#videoFailed.set(false);
  }
}

function rememberedLayout(): Layout | undefined {
  const stored = recall(STAGE_KEY);
  // The camera is not turned on by a page that is merely opened: a link may ask for it.
  return stored === 'plain' || stored === 'video' ? stored : undefined;
}
