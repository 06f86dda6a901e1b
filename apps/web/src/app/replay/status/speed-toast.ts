import { ChangeDetectionStrategy, Component, computed, effect, inject, signal } from '@angular/core';
import { ReplaySession } from '../replay-session';

/** Long enough to be read, short enough not to be in the way. */
const SHOWN_MS = 1000;

/** Tells the speed over the picture when it has changed: a key changes it without a look at the controls. */
@Component({
  selector: 'rc-speed-toast',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (change of changes(); track change) {
      <span class="rc-figures" data-testid="speed-toast">{{ change.text }}</span>
    }
  `,
  styles: `
    :host {
      position: absolute;
      top: 22%;
      left: 50%;
      translate: -50%;
      pointer-events: none;
    }

    span {
      display: block;
      padding: 10px 22px;
      border-radius: 26px;
      background: rgb(0 0 0 / 68%);
      font-size: 1.5rem;
      font-weight: 650;
      white-space: nowrap;
    }

    @media (prefers-reduced-motion: no-preference) {
      span {
        animation: leave 0.25s 0.75s both;
      }
    }

    @keyframes leave {
      to {
        opacity: 0;
      }
    }
  `,
  host: { role: 'status' },
})
export class SpeedToast {
  readonly #replay = inject(ReplaySession);
  readonly #speed = computed(() => this.#replay.state()?.speed);
  /** The newest change while it is told; each is an object of its own, so that its picture starts anew. */
  protected readonly changes = signal<readonly { readonly text: string }[]>([]);

  constructor() {
    let told = this.#speed();
    effect((onCleanup) => {
      const speed = this.#speed();
      if (speed === undefined || speed === told) return;
      told = speed;
      this.changes.set([{ text: speed < 0 ? `${-speed}× backwards` : `${speed}×` }]);
      const timer = setTimeout(() => this.changes.set([]), SHOWN_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }
}
