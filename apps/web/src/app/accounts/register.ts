import {
  ChangeDetectionStrategy,
  Component,
  afterNextRender,
  computed,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { AccountPage } from './account-page';
import { AccountStore } from './account-store';
import { FormSubmission } from './form-submission';
import { returnUrlOf } from './guards';
import { NewPasswordField, newPasswordControl } from './new-password-field';
import { PersonFields, personControls } from './person-fields';

/** Makes an account: the first of a new server (its administrator), or a further one where the server lets strangers in. */
@Component({
  selector: 'rc-register',
  imports: [AccountPage, MatButton, NewPasswordField, PersonFields, ReactiveFormsModule, RouterLink],
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

  private readonly person = viewChild.required(PersonFields);
  protected readonly form = new FormGroup({ ...personControls(), password: newPasswordControl() });
  protected readonly submission = new FormSubmission(this.form);
  protected readonly heading = computed(() => (this.first() ? 'Welcome to your wall' : 'Make an account'));
  protected readonly lead = computed(() =>
    this.first()
      ? 'This Reclimb is new. Make the first account: it becomes the administrator. Everything you record stays on this server.'
      : '',
  );

  constructor() {
    afterNextRender(() => this.person().focus());
  }

  protected submit(): Promise<void> {
    return this.submission.send(async () => {
      await this.#accounts.register(this.form.getRawValue());
      await this.#router.navigateByUrl(returnUrlOf(this.returnUrl()), { replaceUrl: true });
    });
  }
}
