import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  computed,
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
import { MIN_PASSWORD_LENGTH } from '@reclimb/contracts';
import { ApiError, textOf } from '../api/api-error';
import { AccountPage } from './account-page';
import { AccountStore } from './account-store';
import { fieldMessage, focusFirstError, showFieldErrors } from './field-errors';
import { returnUrlOf } from './guards';
import { PasswordField } from './password-field';

/** Makes an account: the first of a new server (its administrator), or a further one where the server lets strangers in. */
@Component({
  selector: 'rc-register',
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
  templateUrl: './register.html',
  styleUrl: './account-form.scss',
})
export class Register {
  readonly #accounts = inject(AccountStore);
  readonly #router = inject(Router);
  readonly #root = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** From the route: whether this makes the server's first account. */
  readonly first = input(false);
  /** From the address: where to go afterwards. */
  readonly returnUrl = input<string>();

  protected readonly name = viewChild.required<ElementRef<HTMLInputElement>>('name');
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    email: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.email] }),
    password: new FormControl('', {
      nonNullable: true,
      validators: [Validators.required, Validators.minLength(MIN_PASSWORD_LENGTH)],
    }),
  });
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly message = fieldMessage;
  protected readonly heading = computed(() => (this.first() ? 'Welcome to your wall' : 'Make an account'));
  protected readonly lead = computed(() =>
    this.first()
      ? 'This Reclimb is new. Make the first account: it becomes the administrator. Everything you record stays on this server.'
      : '',
  );

  constructor() {
    afterNextRender(() => this.name().nativeElement.focus());
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
      await this.#accounts.register(this.form.getRawValue());
      await this.#router.navigateByUrl(returnUrlOf(this.returnUrl()), { replaceUrl: true });
    } catch (error) {
      this.#show(error);
    } finally {
      this.busy.set(false);
    }
  }

  #show(error: unknown): void {
    const fields = error instanceof ApiError ? error.fields : [];
    const homeless = showFieldErrors(this.form, fields);
    const everyFieldShown = fields.length > 0 && homeless.length === 0;
    if (everyFieldShown) focusFirstError(this.form, this.#root);
    else this.failure.set(homeless[0] ?? textOf(error));
  }
}
