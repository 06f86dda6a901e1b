import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterNextRender,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { ApiError, textOf } from '../api/api-error';
import { AccountPage } from './account-page';
import { AccountStore } from './account-store';
import { fieldMessage } from './field-errors';
import { FormSubmission } from './form-submission';
import { returnUrlOf } from './guards';
import { PasswordField } from './password-field';

/** The login page. After it, the page that was asked for is opened. */
@Component({
  selector: 'rc-login',
  imports: [
    AccountPage,
    MatButton,
    MatFormFieldModule,
    MatInput,
    PasswordField,
    ReactiveFormsModule,
    RouterLink,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './login.html',
  styleUrl: './account-form.scss',
})
export class Login {
  protected readonly accounts = inject(AccountStore);
  readonly #router = inject(Router);

  /** From the address: where to go afterwards. */
  readonly returnUrl = input<string>();

  protected readonly email = viewChild.required<ElementRef<HTMLInputElement>>('email');
  protected readonly form = new FormGroup({
    email: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.email] }),
    password: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
  });
  protected readonly submission = new FormSubmission(this.form);
  protected readonly message = fieldMessage;

  constructor() {
    afterNextRender(() => this.email().nativeElement.focus());
  }

  protected submit(): Promise<void> {
    return this.submission.send(async () => {
      await this.accounts.login(this.form.getRawValue());
      await this.#router.navigateByUrl(returnUrlOf(this.returnUrl()), { replaceUrl: true });
    }, wording);
  }
}

/** Does not say which of both is wrong: that would tell strangers who has an account here. */
function wording(error: unknown): string {
  return error instanceof ApiError && error.code === 'unauthenticated'
    ? 'Email and password do not belong together. Check both, and Caps Lock.'
    : textOf(error);
}
