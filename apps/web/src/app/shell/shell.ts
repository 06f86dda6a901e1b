import { NgTemplateOutlet } from '@angular/common';
import { DOCUMENT, ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { mdiAccountCircleOutline, mdiLogout, mdiMenu, mdiMenuOpen, mdiRecordCircleOutline } from '@mdi/js';
import { Icon, Notices, recall, remember } from '@reclimb/ui';
import { AccountStore } from '../accounts/account-store';
import { textOf } from '../api/api-error';
import { ConnectionBanner } from './connection-banner';
import { LeavingBanner } from './leaving-banner';
import { navigationFor } from './navigation';

/** Where the sidebar's width is remembered. */
const COLLAPSED_KEY = 'reclimb.sidebar.collapsed';

/** The frame of the calm pages: a sidebar on wide screens, a bar at the bottom on phones. */
@Component({
  selector: 'rc-shell',
  imports: [
    ConnectionBanner,
    Icon,
    LeavingBanner,
    MatButton,
    MatIconButton,
    MatMenuModule,
    MatTooltip,
    NgTemplateOutlet,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
  host: { '[class.collapsed]': 'collapsed()' },
})
export class Shell {
  protected readonly accounts = inject(AccountStore);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  readonly #document = inject(DOCUMENT);

  protected readonly collapsed = signal(recall(COLLAPSED_KEY) === 'true');
  protected readonly navigation = computed(() => navigationFor(this.accounts.isAdmin()));
  /** On phones the studio stands in the middle. */
  protected readonly tabsBefore = computed(() => this.navigation().slice(0, 1));
  protected readonly tabsAfter = computed(() => this.navigation().slice(1));
  protected readonly icons = {
    record: mdiRecordCircleOutline,
    account: mdiAccountCircleOutline,
    logout: mdiLogout,
    collapse: mdiMenuOpen,
    expand: mdiMenu,
  };

  protected toggle(): void {
    this.collapsed.update((collapsed) => !collapsed);
    remember(COLLAPSED_KEY, String(this.collapsed()));
  }

  /** Past the navigation, to the page's content. A plain link would lose the address to `<base href>`. */
  protected skip(event: Event): void {
    event.preventDefault();
    this.#document.getElementById('content')?.focus();
  }

  protected async logout(): Promise<void> {
    try {
      await this.accounts.logout();
      await this.#router.navigateByUrl('/login');
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
  }
}
