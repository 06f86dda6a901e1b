import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Item, LoadFailure, formatMoment, formatWhen } from '@reclimb/ui';
import { mdiEyeOutline } from '@mdi/js';
import { AuditApi } from '../api/audit-api';
import { AuditPages } from '../audit/audit-pages';
import { lookText } from '../audit/audit-wording';

/** What administrators looked at and changed of this account. */
@Component({
  selector: 'rc-looks',
  imports: [Item, LoadFailure, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 id="looks-heading">Who looked at yours</h2>
    <p class="lead">
      Administrators see names, notes and sizes of your sessions, and may delete them; they do not see your
      climbs. What they look at and do stands here{{ kept() }}.
    </p>
    @if (log.failure()) {
      <rc-load-failure [text]="log.failure()" (retried)="log.load()" />
    } @else if (log.entries()?.length === 0) {
      <p class="lead" role="status">Nobody has looked at anything of yours.</p>
    } @else {
      <ul data-testid="looks" [attr.aria-busy]="log.busy()">
        @for (look of log.entries(); track look.id) {
          <li rcItem [icon]="icon" [heading]="text(look)">
            <time [attr.datetime]="look.at" [title]="moment(look.at)">{{ when(look.at) }}</time>
          </li>
        }
      </ul>
      @if (log.nextCursor(); as cursor) {
        <button matButton="outlined" type="button" [disabled]="log.busy()" (click)="log.load(cursor)">
          Show more
        </button>
      }
    }
  `,
  styleUrl: './settings-part.scss',
})
export class Looks {
  readonly #api = inject(AuditApi);

  protected readonly log = new AuditPages((cursor) => this.#api.looks(cursor));
  protected readonly text = lookText;
  protected readonly icon = mdiEyeOutline;
  protected readonly moment = formatMoment;

  constructor() {
    void this.log.load();
  }

  protected when(time: string): string {
    return formatWhen(time, Date.now());
  }

  protected kept(): string {
    const days = this.log.keptDays();
    return days === null ? '' : ` for ${days} days`;
  }
}
