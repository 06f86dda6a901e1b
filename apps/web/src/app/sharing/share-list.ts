import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import type { Share } from '@reclimb/contracts';
import { mdiHuman, mdiTrashCanOutline, mdiVideoOutline } from '@mdi/js';
import { Icon, Item, countOf, formatWhen } from '@reclimb/ui';

/** Links of a session: what each shows, how long it is good, who has looked. */
@Component({
  selector: 'rc-share-list',
  imports: [Icon, Item, MatIconButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul>
      @for (row of rows(); track row.share.id) {
        <li
          rcItem
          [icon]="row.share.includeVideo ? icons.video : icons.skeleton"
          [heading]="row.what"
          [over]="row.over"
          data-testid="share"
        >
          <p>{{ row.until }}</p>
          <p data-testid="share-views">{{ row.views }}</p>
          <button
            rcItemAction
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
