import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import type { Share } from '@reclimb/contracts';
import { mdiHuman, mdiTrashCanOutline, mdiVideoOutline } from '@mdi/js';
import { Icon, countOf, formatWhen } from '@reclimb/ui';

/** Links of a session: what each shows, how long it is good, who has looked. */
@Component({
  selector: 'rc-share-list',
  imports: [Icon, MatIconButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul>
      @for (row of rows(); track row.share.id) {
        <li [class.over]="row.over" data-testid="share">
          <rc-icon [path]="row.share.includeVideo ? icons.video : icons.skeleton" [size]="22" />
          <div>
            <p class="what">{{ row.what }}</p>
            <p>{{ row.until }}</p>
            <p data-testid="share-views">{{ row.views }}</p>
          </div>
          <button
            matIconButton
            type="button"
            [attr.aria-label]="'Revoke the link: ' + row.what + ', ' + row.until"
            title="Revoke"
            (click)="revoked.emit(row.share)"
            data-testid="share-revoke"
          >
            <rc-icon [path]="icons.revoke" />
          </button>
        </li>
      }
    </ul>
  `,
  styles: `
    li {
      display: flex;
      gap: 14px;
      align-items: center;
      min-height: 64px;
      padding-block: 8px;
      color: var(--mat-sys-on-surface-variant);
      font-size: 0.875rem;
    }
    li + li {
      border-top: 1px solid var(--mat-sys-outline-variant);
    }
    div {
      flex: 1;
      min-width: 0;
    }
    .what {
      color: var(--mat-sys-on-surface);
      font-size: 0.9375rem;
      font-weight: 550;
    }
    .over .what {
      color: inherit;
      text-decoration: line-through;
    }
  `,
})
export class ShareList {
  readonly shares = input.required<readonly Share[]>();
  /** What time it is, in milliseconds of the epoch. */
  readonly now = input.required<number>();
  readonly revoked = output<Share>();

  protected readonly icons = { skeleton: mdiHuman, video: mdiVideoOutline, revoke: mdiTrashCanOutline };
  protected readonly rows = computed(() =>
    this.shares().map((share) => {
      const over = Date.parse(share.expiresAt) <= this.now();
      return {
        share,
        over,
        what: share.includeVideo ? 'Video and skeleton' : 'Skeleton only',
        until: `${over ? 'Expired' : 'Good until'} ${dateOf(share.expiresAt)}`,
        views: viewsOf(share, this.now()),
      };
    }),
  );
}

function dateOf(time: string): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

function viewsOf({ viewCount, lastViewedAt }: Share, now: number): string {
  if (lastViewedAt === null) return 'Not opened yet';
  return `${countOf(viewCount, 'view')}, last ${formatWhen(lastViewedAt, now)}`;
}
