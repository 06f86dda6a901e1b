import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { FormControl, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { Account } from '@reclimb/contracts';
import { ApiError, textOf } from '../api/api-error';
import { AccountStore } from './account-store';
import { PasswordField } from './password-field';

/** The question for the password when the login has expired. Closes with whether it was answered. */
@Component({
  selector: 'rc-login-again-dialog',
  imports: [MatButton, MatDialogModule, PasswordField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>Log in again</h2>
    <form (submit)="submit($event)" novalidate data-testid="login-again">
      <mat-dialog-content>
        <p>Your login has expired. What you were doing is still here.</p>
        <p class="who">{{ account.email }}</p>
        <input type="hidden" name="email" autocomplete="username" [value]="account.email" />
        <rc-password-field [control]="password" autocomplete="current-password" />
        @if (failure()) {
          <p class="failure" role="alert">{{ failure() }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions>
        <button matButton type="button" [mat-dialog-close]="false">Leave this page</button>
        <button matButton="filled" type="submit" [disabled]="busy()">Log in</button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    .who {
      margin: 12px 0 16px;
      font-weight: 600;
      color: var(--mat-sys-on-surface);
      overflow-wrap: anywhere;
    }
    .failure {
      margin-top: 8px;
      color: var(--mat-sys-error);
    }
  `,
})
export class LoginAgainDialog {
  protected readonly account = inject<Account>(MAT_DIALOG_DATA);
  readonly #accounts = inject(AccountStore);
  readonly #dialog = inject<MatDialogRef<LoginAgainDialog, boolean>>(MatDialogRef);

  protected readonly password = new FormControl('', { nonNullable: true, validators: [Validators.required] });
  protected readonly busy = signal(false);
  protected readonly failure = signal('');

  protected async submit(event: Event): Promise<void> {
    // Without a form group nothing keeps the browser from sending the form itself, which would leave the page.
    event.preventDefault();
    if (this.busy()) return;
    if (this.password.invalid) {
      this.password.markAsTouched();
      return;
    }
    this.busy.set(true);
    this.failure.set('');
    try {
      await this.#accounts.login({ email: this.account.email, password: this.password.value });
      this.#dialog.close(true);
    } catch (error) {
      this.failure.set(
        error instanceof ApiError && error.code === 'unauthenticated'
          ? 'That is not the password.'
          : textOf(error),
      );
    } finally {
      this.busy.set(false);
    }
  }
}
