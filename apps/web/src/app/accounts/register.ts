import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { MIN_PASSWORD_LENGTH } from '@reclimb/contracts';
import { AccountPage } from './account-page';
import { AccountStore } from './account-store';
import { fieldMessage } from './field-errors';
import { FormSubmission } from './form-submission';
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
  protected readonly submission = new FormSubmission(this.form);
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

  protected submit(): Promise<void> {
    return this.submission.send(async () => {
      await this.#accounts.register(this.form.getRawValue());
      await this.#router.navigateByUrl(returnUrlOf(this.returnUrl()), { replaceUrl: true });
    });
  }
}
