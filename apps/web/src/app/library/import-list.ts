import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import { mdiClose, mdiFolderZipOutline } from '@mdi/js';
import { Icon, Item, formatBytes } from '@reclimb/ui';
import { type ImportRow, LibraryImports } from './library-imports';
import { LibraryStore } from './library-store';

/** Archives on their way into the library: how far each is, why one was refused, where the new session is. */
@Component({
  selector: 'rc-import-list',
  imports: [Icon, Item, MatIconButton, MatProgressBar, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul aria-label="Imports">
      @for (row of imports.rows(); track row.id) {
        <li
          rcItem
          [icon]="icons.archive"
          [heading]="row.name"
          [class.refused]="row.phase === 'refused'"
          data-testid="import"
        >
          <p [attr.role]="row.phase === 'refused' ? 'alert' : 'status'" data-testid="import-state">
            {{ about(row) }}
            @if (row.session; as session) {
              <a [routerLink]="['/sessions', session.id]" data-testid="import-open">{{ session.name }}</a>
              @if (isLeftOut(row)) {
                . It is not below: the search or a filter leaves it out.
                <a routerLink="/library" data-testid="import-show-all">Show all</a>
              }
            }
          </p>
          @if (row.phase === 'sending') {
            <mat-progress-bar
              mode="determinate"
              [value]="(100 * row.sent) / row.size"
              [attr.aria-label]="'Upload of ' + row.name"
            />
          } @else if (row.phase === 'working') {
            <mat-progress-bar mode="indeterminate" [attr.aria-label]="'Import of ' + row.name" />
          }
          <button
            rcItemAction
            matIconButton
            type="button"
            [attr.aria-label]="(isOver(row) ? 'Put away: ' : 'Cancel the import: ') + row.name"
            [attr.title]="isOver(row) ? 'Put away' : 'Cancel'"
            (click)="imports.remove(row)"
            data-testid="import-remove"
          >
            <rc-icon [path]="icons.close" />
          </button>
        </li>
      }
    </ul>
  `,
  styles: `
    li {
      --rc-item-heading: currentColor;
      min-height: 72px;
      margin-bottom: 12px;
      padding-inline: 16px 8px;
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-surface-container-high);
      color: var(--mat-sys-on-surface);
    }
    .refused {
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }
    a {
      color: inherit;
      font-weight: 550;
    }
    mat-progress-bar {
      margin-top: 8px;
      border-radius: 2px;
    }
  `,
})
export class ImportList {
  protected readonly imports = inject(LibraryImports);
  readonly #library = inject(LibraryStore);
  protected readonly icons = { archive: mdiFolderZipOutline, close: mdiClose };

  protected isOver({ phase }: ImportRow): boolean {
    return phase === 'done' || phase === 'refused';
  }

  /** Whether what is shown now leaves the new session out. */
  protected isLeftOut({ leftOutBy }: ImportRow): boolean {
    return leftOutBy === this.#library.filter();
  }

  protected about({ phase, sent, size, reason }: ImportRow): string {
    switch (phase) {
      case 'waiting':
        return 'Waits for the one before';
      case 'sending':
        return `Sending: ${formatBytes(sent)} of ${formatBytes(size)}`;
      case 'working':
        return 'The server checks and stores it …';
      case 'done':
        return 'Imported:';
      case 'refused':
        return reason ?? '';
    }
  }
}
