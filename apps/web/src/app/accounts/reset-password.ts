import { DOCUMENT, ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { ApiError, textOf } from '../api/api-error';
import { AccountPage } from './account-page';
import { AccountStore } from './account-store';
import { FormSubmission } from './form-submission';
import { HOME } from './guards';
import { NewPasswordField, newPasswordControl } from './new-password-field';

/** Where a one-time link leads: its user chooses a password and is logged in. The link's secret stands behind the `#`. */
@Component({
  selector: 'rc-reset-password',
  imports: [AccountPage, MatButton, NewPasswordField, ReactiveFormsModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <rc-account-page
      heading="Choose a password"
      lead="You are logged in with it at once. Wherever else you were logged in, you are not any more."
      data-testid="reset-page"
    >
      <form [formGroup]="form" (ngSubmit)="submit()" novalidate>
        @if (submission.failure()) {
          <p class="failure" role="alert" data-testid="form-failure">{{ submission.failure() }}</p>
        }
        <rc-new-password-field data-field="password" [control]="form.controls.password" />
        <button matButton="filled" type="submit" [disabled]="submission.busy()" data-testid="submit">
          {{ submission.busy() ? 'Saving…' : 'Save and log in' }}
        </button>
      </form>
    </rc-account-page>
  `,
  styleUrl: './account-form.scss',
})
export class ResetPassword {
  readonly #accounts = inject(AccountStore);
  readonly #router = inject(Router);
  readonly #token = inject(DOCUMENT).location.hash.slice(1);

  protected readonly form = new FormGroup({ password: newPasswordControl() });
  protected readonly submission = new FormSubmission(this.form);

  protected submit(): Promise<void> {
    return this.submission.send(async () => {
      await this.#accounts.resetPassword(this.#token, this.form.controls.password.value);
      await this.#router.navigateByUrl(HOME, { replaceUrl: true });
    }, wording);
  }
}

/** A link that is cut off or used up is the usual case. */
function wording(error: unknown): string {
  const refused =
    error instanceof ApiError && (error.code === 'not_found' || error.code === 'validation_failed');
  return refused
    ? 'This link has expired or was used already. Ask the administrator for a new one.'
    : textOf(error);
}
