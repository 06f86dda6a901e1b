import { ChangeDetectionStrategy, Component, computed, input, linkedSignal } from '@angular/core';
import type { Session } from '@reclimb/contracts';

/** A session's thumbnail, or the figure of a climber where there is none (yet). Fills its box. */
@Component({
  selector: 'rc-session-picture',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (url(); as url) {
      <img
        [src]="url"
        alt=""
        loading="lazy"
        decoding="async"
        [class.upright]="upright()"
        (error)="broken.set(true)"
      />
    } @else {
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <g class="ghost" transform="translate(5 -2)">
          <path
            d="M33 27 31 40M24.5 9.5 24 20 33 27 44 21 43 12.5M31 40 21.5 41 19.5 51M31 40 41 46 39 56.5"
          />
          <circle cx="33.5" cy="17.5" r="4" />
        </g>
        <g class="body" transform="translate(-3 2)">
          <path
            d="M33 27 31 40M24.5 9.5 24 20 33 27 44 21 43 12.5M31 40 21.5 41 19.5 51M31 40 41 46 39 56.5"
          />
          <circle cx="33.5" cy="17.5" r="4" />
        </g>
      </svg>
    }
  `,
  styles: `
    :host {
      display: grid;
      place-items: center;
      width: 100%;
      height: 100%;
      background: #1b1815;
    }
    img {
      width: 100%;
      height: 100%;
      object-fit: cover;
    }
    img.upright {
      object-fit: contain;
    }
    svg {
      height: 58%;
      fill: none;
      stroke-width: 3.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .ghost {
      stroke: #2a6470;
    }
    .body {
      stroke: #7a6f64;
    }
  `,
})
export class SessionPicture {
  readonly session = input.required<Pick<Session, 'thumbnailUrl' | 'imageWidth' | 'imageHeight'>>();
  /** Whether this very address could not be shown. */
  protected readonly broken = linkedSignal({
    source: () => this.session().thumbnailUrl,
    computation: () => false,
  });
  protected readonly url = computed(() => (this.broken() ? null : this.session().thumbnailUrl));
  /** An upright picture is shown whole: the climber is seldom in its middle. */
  protected readonly upright = computed(() => this.session().imageHeight > this.session().imageWidth);
}
