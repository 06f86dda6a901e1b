import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';

/** The frame of the administrators' pages. */
@Component({
  selector: 'rc-admin',
  imports: [RouterLink, RouterLinkActive, RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <nav aria-label="Administration">
      @for (page of pages; track page.path) {
        <a
          [routerLink]="page.path"
          routerLinkActive="active"
          ariaCurrentWhenActive="page"
          [attr.data-testid]="'admin-' + page.path"
          >{{ page.label }}</a
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
export class Admin {
  protected readonly pages = [
    { path: 'storage', label: 'Storage' },
    { path: 'cleanup', label: 'Cleanup' },
    { path: 'users', label: 'Users' },
    { path: 'audit', label: 'Log' },
  ] as const;
}
