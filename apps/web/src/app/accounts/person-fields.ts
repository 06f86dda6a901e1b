import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  booleanAttribute,
  input,
  viewChild,
} from '@angular/core';
import { FormControl, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { fieldMessage } from './field-errors';

/** The controls of {@link PersonFields}, to be spread into a form. */
export const personControls = () => ({
  name: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
  email: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.email] }),
});

/** Name and address of somebody who gets an account. */
@Component({
  selector: 'rc-person-fields',
  imports: [MatFormFieldModule, MatInput, ReactiveFormsModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic" data-field="name">
      <mat-label>Name</mat-label>
      <input
        #first
        matInput
        required
        cdkFocusInitial
        [formControl]="name()"
        [attr.autocomplete]="own() ? 'name' : 'off'"
        autocapitalize="words"
        maxlength="100"
        data-testid="name"
      />
      <mat-error>{{ message(name(), 'name') }}</mat-error>
    </mat-form-field>
    <mat-form-field appearance="outline" subscriptSizing="dynamic" data-field="email">
      <mat-label>Email</mat-label>
      <input
        matInput
        required
        type="email"
        [formControl]="email()"
        [attr.autocomplete]="own() ? 'email' : 'off'"
        autocapitalize="off"
        spellcheck="false"
        data-testid="email"
      />
      <mat-hint>To log in with. Nothing is ever sent to it.</mat-hint>
      <mat-error>{{ message(email(), 'email address') }}</mat-error>
    </mat-form-field>
  `,
  styles: `
    :host {
      display: grid;
      gap: inherit;
    }
  `,
})
export class PersonFields {
  readonly name = input.required<FormControl<string>>();
  readonly email = input.required<FormControl<string>>();
  /** Whether it is the person themselves who types: then the browser knows both. */
  readonly own = input(false, { transform: booleanAttribute });

  private readonly first = viewChild.required<ElementRef<HTMLInputElement>>('first');
  protected readonly message = fieldMessage;

  focus(): void {
    this.first().nativeElement.focus();
  }
}
