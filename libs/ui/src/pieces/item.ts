import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '../icon/icon';

/**
 * One of a list, on its `li`: an icon, what it is called, what is to be said of it (its content), what can be done with it (content with
 * `rcItemAction`), and what opens below it (content with `rcItemMore`).
 */
@Component({
  selector: '[rcItem]',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <rc-icon [path]="icon()" [size]="24" />
    <div>
      <p class="heading" [class.over]="over()">
        {{ heading() }}
        @if (badge()) {
          <span class="rc-badge">{{ badge() }}</span>
        }
      </p>
      <ng-content />
    </div>
    <ng-content select="[rcItemAction]" />
    <ng-content select="[rcItemMore]" />
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 0 16px;
      align-items: center;
      min-height: 64px;
      padding-block: 8px;
      color: var(--mat-sys-on-surface-variant);
      font-size: 0.875rem;
    }
    :host(:not(:last-child)) {
      border-bottom: 1px solid var(--mat-sys-outline-variant);
    }
    div {
      flex: 1;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .heading {
      color: var(--rc-item-heading, var(--mat-sys-on-surface));
      font-size: 0.9375rem;
      font-weight: 550;
    }
    .over {
      color: inherit;
      text-decoration: line-through;
    }
  `,
})
export class Item {
  /** An export of `@mdi/js`. */
  readonly icon = input.required<string>();
  readonly heading = input.required<string>();
  /** A word behind the heading; empty when there is none. */
  readonly badge = input('');
  /** Whether its time is over: its heading is struck out. */
  readonly over = input(false);
}
