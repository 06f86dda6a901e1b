import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';

/** A page of several that belong together. */
export interface Tab {
  /** The whole address. */
  readonly path: string;
  readonly label: string;
}

/** The frame of pages that belong together: their names above them. Its inputs are a route's `data`. */
@Component({
  selector: 'rc-tabbed',
  imports: [RouterLink, RouterLinkActive, RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <nav [attr.aria-label]="label()">
      @for (tab of tabs(); track tab.path) {
        <a
          [routerLink]="tab.path"
          routerLinkActive="active"
          [routerLinkActiveOptions]="{ exact: true }"
          ariaCurrentWhenActive="page"
          [attr.data-testid]="tab.path.slice(1).replaceAll('/', '-')"
          >{{ tab.label }}</a
        >
      }
    </nav>
    <router-outlet />
  `,
  styles: `
    :host {
      display: block;
    }
    nav {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
      max-width: var(--rc-page-width);
      margin-inline: auto;
      padding: 16px var(--rc-page-padding) 0;
    }
    a {
      display: grid;
      place-items: center;
      min-height: 48px;
      padding: 0 18px;
      border-radius: 999px;
      color: var(--mat-sys-on-surface-variant);
      font-weight: 600;
      text-decoration: none;
    }
    a:hover {
      background: var(--mat-sys-surface-container-high);
    }
    a.active {
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }
  `,
})
export class Tabbed {
  /** What the pages have in common. */
  readonly label = input.required<string>();
  readonly tabs = input.required<readonly Tab[]>();
}
