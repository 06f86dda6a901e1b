import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { type FormControl, ReactiveFormsModule } from '@angular/forms';
import { MatIconButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { mdiEyeOffOutline, mdiEyeOutline } from '@mdi/js';
import { Icon } from '@reclimb/ui';
import { fieldMessage } from './field-errors';

/** A password's input: it can be shown, and says when Caps Lock is on. */
@Component({
  selector: 'rc-password-field',
  imports: [Icon, MatFormFieldModule, MatIconButton, MatInput, ReactiveFormsModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic">
      <mat-label>{{ label() }}</mat-label>
      <input
        matInput
        required
        [type]="shown() ? 'text' : 'password'"
        [formControl]="control()"
        [attr.autocomplete]="autocomplete()"
        autocapitalize="off"
        spellcheck="false"
        data-testid="password"
        (keydown)="watchCaps($event)"
        (keyup)="watchCaps($event)"
        (blur)="caps.set(false)"
      />
      <button
        matIconButton
        matSuffix
        type="button"
        [attr.aria-label]="shown() ? 'Hide password' : 'Show password'"
        [attr.aria-pressed]="shown()"
        (click)="shown.set(!shown())"
      >
        <rc-icon [path]="shown() ? icons.hide : icons.show" />
      </button>
      @if (caps()) {
        <mat-hint data-testid="caps-lock">Caps Lock is on.</mat-hint>
      } @else if (hint()) {
        <mat-hint>{{ hint() }}</mat-hint>
      }
      <mat-error>{{ message() }}</mat-error>
    </mat-form-field>
  `,
  styles: `
    :host,
    mat-form-field {
      display: block;
    }
  `,
})
export class PasswordField {
  readonly control = input.required<FormControl<string>>();
  readonly label = input('Password');
  readonly hint = input('');
  readonly autocomplete = input.required<'current-password' | 'new-password'>();

  protected readonly shown = signal(false);
  protected readonly caps = signal(false);
  protected readonly icons = { show: mdiEyeOutline, hide: mdiEyeOffOutline };

  protected message(): string {
    const message = fieldMessage(this.control(), 'password');
    return this.caps() && message ? `${message} Caps Lock is on.` : message;
  }

  protected watchCaps(event: KeyboardEvent): void {
    this.caps.set(event.getModifierState('CapsLock'));
  }
}
