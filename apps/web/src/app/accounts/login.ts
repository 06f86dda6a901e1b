import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  inject,
  input,
  signal,
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
import { fieldMessage, focusFirstError, showFieldErrors } from './field-errors';
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
  readonly #root = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** From the address: where to go afterwards. */
  readonly returnUrl = input<string>();

  protected readonly email = viewChild.required<ElementRef<HTMLInputElement>>('email');
  protected readonly form = new FormGroup({
    email: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.email] }),
    password: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
  });
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly message = fieldMessage;

  constructor() {
    afterNextRender(() => this.email().nativeElement.focus());
  }

  protected async submit(): Promise<void> {
    this.failure.set('');
    if (this.form.invalid) {
      this.form.markAllAsTouched();
      focusFirstError(this.form, this.#root);
      return;
    }
    this.busy.set(true);
    try {
      await this.accounts.login(this.form.getRawValue());
      await this.#router.navigateByUrl(returnUrlOf(this.returnUrl()), { replaceUrl: true });
    } catch (error) {
      const wrong = error instanceof ApiError && error.code === 'unauthenticated';
      const homeless = error instanceof ApiError ? showFieldErrors(this.form, error.fields) : [];
      this.failure.set(
        wrong
          ? 'Email and password do not belong together. Check both, and Caps Lock.'
          : homeless[0] || textOf(error),
      );
    } finally {
      this.busy.set(false);
    }
  }
}
