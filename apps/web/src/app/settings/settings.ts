import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { mdiLogout, mdiThemeLightDark, mdiWeatherNight, mdiWhiteBalanceSunny } from '@mdi/js';
import { Icon, Notices, type ThemeChoice, ThemeStore } from '@reclimb/ui';
import { AccountStore } from '../accounts/account-store';
import { textOf } from '../api/api-error';
import { AccountExport } from './account-export';
import { LeaveDialog } from './leave-dialog';
import { Logins } from './logins';
import { Looks } from './looks';
import { PasswordForm } from './password-form';

/** The settings of this account and of this device. */
@Component({
  selector: 'rc-settings',
  imports: [AccountExport, Icon, Logins, Looks, MatButton, PasswordForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './settings.html',
  styleUrl: './settings.scss',
})
export class Settings {
  protected readonly accounts = inject(AccountStore);
  protected readonly theme = inject(ThemeStore);
  readonly #router = inject(Router);
  readonly #dialog = inject(MatDialog);
  readonly #notices = inject(Notices);

  protected readonly busy = signal(false);
  protected readonly leaving = computed(() => this.accounts.account()?.deleteAfter !== undefined);
  protected readonly icons = { logout: mdiLogout };
  protected readonly themes: readonly { choice: ThemeChoice; label: string; icon: string }[] = [
    { choice: 'system', label: 'As the system', icon: mdiThemeLightDark },
    { choice: 'light', label: 'Light', icon: mdiWhiteBalanceSunny },
    { choice: 'dark', label: 'Dark', icon: mdiWeatherNight },
  ];

  protected leave(): void {
    this.#dialog.open(LeaveDialog, { width: '480px' });
  }

  protected async logout(): Promise<void> {
    this.busy.set(true);
    try {
      await this.accounts.logout();
      await this.#router.navigateByUrl('/login');
    } catch (error) {
      this.#notices.failure(textOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
