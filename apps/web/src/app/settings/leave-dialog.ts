import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { AccountStore } from '../accounts/account-store';
import { FormSubmission } from '../accounts/form-submission';
import { PasswordField } from '../accounts/password-field';

/** Asks for the password before an account goes with all that it owns. */
@Component({
  selector: 'rc-leave-dialog',
  imports: [MatButton, MatDialogModule, PasswordField, ReactiveFormsModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>Delete your account?</h2>
    <form [formGroup]="form" (ngSubmit)="submit()" novalidate data-testid="leave-form">
      <mat-dialog-content>
        <p>
          In seven days your account goes, with every session, video and marker that you recorded. Until then
          you can go on as before, and keep it after all.
        </p>
        <input type="hidden" name="email" autocomplete="username" [value]="accounts.account()?.email" />
        <rc-password-field
          data-field="password"
          label="Your password"
          [control]="form.controls.password"
          autocomplete="current-password"
        />
        @if (submission.failure()) {
          <p class="failure" role="alert">{{ submission.failure() }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions>
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit" [disabled]="submission.busy()" data-testid="leave-confirm">
          Delete in seven days
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    p {
      margin-bottom: 16px;
    }
    .failure {
      color: var(--mat-sys-error);
    }
  `,
})
export class LeaveDialog {
  protected readonly accounts = inject(AccountStore);
  readonly #dialog = inject<MatDialogRef<LeaveDialog>>(MatDialogRef);

  protected readonly form = new FormGroup({
    password: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
  });
  protected readonly submission = new FormSubmission(this.form);

  protected submit(): Promise<void> {
    return this.submission.send(async () => {
      await this.accounts.leave(this.form.controls.password.value);
      this.#dialog.close();
    });
  }
}
