import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { mdiClose, mdiSelectAll } from '@mdi/js';
import type { Session } from '@reclimb/contracts';
import { Icon } from '@reclimb/ui';
import { type SessionAction, offersFor } from './session-offers';

/** How many sessions are selected, and what can be done with them. Floats above the list, which does not move for it. */
@Component({
  selector: 'rc-selection-bar',
  imports: [Icon, MatButton, MatIconButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="bar" role="toolbar" aria-label="Selected recordings" data-testid="selection-bar">
      <button matIconButton type="button" aria-label="Clear the selection" (click)="cleared.emit()">
        <rc-icon [path]="icons.clear" />
      </button>
      <p role="status" class="rc-figures" data-testid="selection-count">{{ sessions().length }} selected</p>
      <button
        matIconButton
        type="button"
        aria-label="Select all that are loaded"
        title="Select all that are loaded (Ctrl+A)"
        (click)="all.emit()"
        data-testid="select-all"
      >
        <rc-icon [path]="icons.all" />
      </button>
      @for (offer of offers(); track offer.action) {
        <button
          matButton
          type="button"
          [disabled]="busy()"
          [attr.aria-label]="offer.label"
          (click)="action.emit(offer.action)"
          [attr.data-testid]="'selection-' + offer.action"
        >
          <rc-icon [path]="offer.icon" /><span class="word">{{ offer.label }}</span>
        </button>
      }
    </div>
  `,
  styles: `
    :host {
      position: fixed;
      z-index: 9;
      inset-inline: var(--rc-shell-width, 0) 0;
      inset-block-end: calc(24px + env(safe-area-inset-bottom));
      display: grid;
      justify-content: center;
      pointer-events: none;
    }
    .bar {
      display: flex;
      align-items: center;
      padding: 6px 10px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 32px;
      background: var(--rc-dialog);
      box-shadow: var(--mat-sys-level3);
      pointer-events: auto;
    }
    p {
      margin-inline: 4px 8px;
      font-weight: 600;
      white-space: nowrap;
    }
    @media (max-width: 839px) {
      :host {
        inset-block-end: calc(var(--rc-bottom-bar-height) + 12px + env(safe-area-inset-bottom));
      }
    }
    @media (max-width: 699px) {
      .word {
        display: none;
      }
      button[matButton] {
        min-width: 48px;
        padding: 0;
        --mat-button-text-horizontal-padding: 0;

        rc-icon {
          margin: 0;
        }
      }
    }
  `,
})
export class SelectionBar {
  readonly sessions = input.required<readonly Session[]>();
  readonly trash = input(false);
  /** While something is being carried out. */
  readonly busy = input(false);
  readonly cleared = output<void>();
  readonly all = output<void>();
  readonly action = output<SessionAction>();

  protected readonly icons = { all: mdiSelectAll, clear: mdiClose };
  protected readonly offers = computed(() => offersFor(this.sessions(), this.trash()));
}
