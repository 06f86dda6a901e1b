import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import {
  FormControl,
  FormGroup,
  type FormGroupDirective,
  ReactiveFormsModule,
  Validators,
} from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Notices } from '@reclimb/ui';
import { FormSubmission } from '../accounts/form-submission';
import { NewPasswordField, newPasswordControl } from '../accounts/new-password-field';
import { PasswordField } from '../accounts/password-field';
import { AccountsApi } from '../api/accounts-api';
import { AccountStore } from '../accounts/account-store';

/** Changes the password of this account; its other logins end. */
@Component({
  selector: 'rc-password-form',
  imports: [MatButton, NewPasswordField, PasswordField, ReactiveFormsModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 id="password-heading">Password</h2>
    <p class="lead">A new password logs you out everywhere but here.</p>
    <form
      #directive="ngForm"
      [formGroup]="form"
      (ngSubmit)="submit(directive)"
      novalidate
      data-testid="password-form"
    >
      <input type="hidden" name="email" autocomplete="username" [value]="accounts.account()?.email" />
      @if (submission.failure()) {
        <p class="failure" role="alert">{{ submission.failure() }}</p>
      }
      <rc-password-field
        data-field="currentPassword"
        label="Present password"
        [control]="form.controls.currentPassword"
        autocomplete="current-password"
      />
      <rc-new-password-field
        data-field="newPassword"
        label="New password"
        [control]="form.controls.newPassword"
      />
      <div>
        <button
          matButton="outlined"
          type="submit"
          [disabled]="submission.busy()"
          data-testid="password-change"
        >
          {{ submission.busy() ? 'Saving…' : 'Change password' }}
        </button>
      </div>
    </form>
  `,
  styleUrl: './settings-part.scss',
})
export class PasswordForm {
  readonly #api = inject(AccountsApi);
  readonly #notices = inject(Notices);
  protected readonly accounts = inject(AccountStore);

  /** It was changed. */
  readonly changed = output();

  protected readonly form = new FormGroup({
    currentPassword: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    newPassword: newPasswordControl(),
  });
  protected readonly submission = new FormSubmission(this.form);

  protected submit(directive: FormGroupDirective): Promise<void> {
    return this.submission.send(async () => {
      await this.#api.changePassword(this.form.getRawValue());
      // Else the emptied fields would say that they are required.
      directive.resetForm();
      this.#notices.done('Your password is changed. Your other logins have ended.');
      this.changed.emit();
    });
  }
}
