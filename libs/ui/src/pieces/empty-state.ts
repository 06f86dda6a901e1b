import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '../icon/icon';

/** A page or a part of it that has nothing to show: says why, and what to do next (its content: the buttons). */
@Component({
  selector: 'rc-empty-state',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="disc"><rc-icon [path]="icon()" [size]="36" /></span>
    @if (level() === 1) {
      <h1>{{ heading() }}</h1>
    } @else {
      <h2>{{ heading() }}</h2>
    }
    @if (text()) {
      <p>{{ text() }}</p>
    }
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: 12px;
      max-width: 520px;
      margin: clamp(24px, 10vh, 120px) auto;
      text-align: center;
    }
    .disc {
      display: grid;
      place-items: center;
      width: 80px;
      height: 80px;
      margin-bottom: 8px;
      border-radius: 50%;
      background: var(--mat-sys-surface-container-high);
      color: var(--mat-sys-on-surface-variant);
    }
    h1,
    h2 {
      font-size: 1.5rem;
    }
    p {
      color: var(--mat-sys-on-surface-variant);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
      justify-content: center;
      align-items: center;
      margin-top: 12px;
    }
  `,
})
export class EmptyState {
  /** An export of `@mdi/js`. */
  readonly icon = input.required<string>();
  readonly heading = input.required<string>();
  readonly text = input('');
  /** Level of the heading: 1 where this is the whole page. */
  readonly level = input<1 | 2>(2);
}
