import { ChangeDetectionStrategy, Component, viewChild } from '@angular/core';
import { MatMenu, MatMenuContent, MatMenuItem } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { mdiPencilOutline, mdiPlay } from '@mdi/js';
import { Icon } from '@reclimb/ui';
import type { SessionCard } from './session-card';
import { offersFor } from './session-offers';

/** The menu of all cards: made once, filled when one of them opens it. */
@Component({
  selector: 'rc-session-menu',
  imports: [Icon, MatMenu, MatMenuContent, MatMenuItem, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <mat-menu xPosition="before">
      <ng-template matMenuContent let-opener="card">
        @let card = cardOf(opener);
        @let session = card.session();
        @if (card.replayable()) {
          <a mat-menu-item [routerLink]="['/sessions', session.id, 'replay']">
            <rc-icon [path]="icons.play" /><span>Replay</span>
          </a>
        }
        @if (!card.inTrash()) {
          <button mat-menu-item type="button" (click)="card.renaming.set(true)" data-testid="card-rename">
            <rc-icon [path]="icons.rename" /><span>Rename</span>
          </button>
        }
        @for (offer of offersFor([session], card.inTrash()); track offer.action) {
          <button
            mat-menu-item
            type="button"
            (click)="card.action.emit(offer.action)"
            [attr.data-testid]="'card-' + offer.action"
          >
            <rc-icon [path]="offer.icon" /><span>{{ offer.label }}</span>
          </button>
        }
      </ng-template>
    </mat-menu>
  `,
})
export class SessionMenu {
  readonly panel = viewChild.required(MatMenu);
  protected readonly icons = { play: mdiPlay, rename: mdiPencilOutline };
  protected readonly offersFor = offersFor;

  /** A template knows no types of what it is told. */
  protected cardOf(card: SessionCard): SessionCard {
    return card;
  }
}
