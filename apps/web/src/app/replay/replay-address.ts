import { Location } from '@angular/common';
import { Clipboard } from '@angular/cdk/clipboard';
import { DOCUMENT, DestroyRef, Injectable, effect, inject } from '@angular/core';
import { Notices } from '@reclimb/ui';
import { ReplayScreen } from './replay-screen';
import { ReplaySession } from './replay-session';
import { StageChoice } from './stage/stage-choice';
import { readUrlState, type UrlState, writeUrlState } from './url-state';

/** Browsers allow only so many changes of the address in a while. */
const ADDRESS_MS = 400;

/** Keeps the address such that whoever opens it sees the same: the moment, the loop, the speed, the stage. */
@Injectable()
export class ReplayAddress {
  readonly #clipboard = inject(Clipboard);
  readonly #document = inject(DOCUMENT);
  readonly #location = inject(Location);
  readonly #notices = inject(Notices);
  readonly #replay = inject(ReplaySession);
  readonly #screen = inject(ReplayScreen);
  readonly #stage = inject(StageChoice);

  constructor() {
    let timer: ReturnType<typeof setTimeout> | undefined;
    effect(() => {
      this.#replay.state();
      this.#stage.layout();
      clearTimeout(timer);
      timer = setTimeout(() => this.#write(), ADDRESS_MS);
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
  }

  /** The place that the address names, in seconds. */
  get startAt(): number | undefined {
    return this.#read().t;
  }

  /** Puts the opened player where the address says. */
  apply(): void {
    const from = this.#read();
    const { player } = this.#replay;
    if (from.stage) this.#stage.follow(from.stage);
    if (from.save) this.#screen.openPanel('save');
    if (from.speed) player.setSpeed(from.speed);
    if (from.a !== undefined || from.b !== undefined) player.setRange(from.a ?? null, from.b ?? null);
    if (from.loop) player.setLoop(true);
    if (from.t !== undefined) player.seek({ timestamp: from.t });
  }

  #read(): UrlState {
    return readUrlState(new URLSearchParams(this.#location.path().split('?')[1] ?? ''));
  }

  /** Puts a link to what is seen now into the clipboard. */
  copy(): void {
    this.#write();
    const { href } = this.#document.location;
    // A page within another one has an address that shows it small.
    if (this.#clipboard.copy(href.replace('/embed/', '/s/'))) {
      this.#notices.done('Copied a link to this moment.');
    } else this.#notices.failure('This browser does not let pages copy. The link is in its address bar.');
  }

  #write(): void {
    const state = this.#replay.state();
    if (!state || state.phase === 'loading' || state.phase === 'failed') return;
    const query = writeUrlState({
      t: this.#replay.position(),
      a: state.a ?? undefined,
      b: state.b ?? undefined,
      speed: state.speed,
      loop: state.loop,
      stage: this.#stage.wanted(),
    });
    this.#location.replaceState(this.#location.path().split('?')[0] ?? '', query);
  }
}
