import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { FormControl, Validators } from '@angular/forms';
import { MIN_PASSWORD_LENGTH } from '@reclimb/contracts';
import { PasswordField } from './password-field';

/** The control of a {@link NewPasswordField}. */
export const newPasswordControl = () =>
  new FormControl('', {
    nonNullable: true,
    validators: [Validators.required, Validators.minLength(MIN_PASSWORD_LENGTH)],
  });

/** The input of a password that is chosen now. */
@Component({
  selector: 'rc-new-password-field',
  imports: [PasswordField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<rc-password-field
    [label]="label()"
    [hint]="hint"
    [control]="control()"
    autocomplete="new-password"
  />`,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class NewPasswordField {
  readonly control = input.required<FormControl<string>>();
  readonly label = input('Password');

  protected readonly hint = `${MIN_PASSWORD_LENGTH} characters or more.`;
}
