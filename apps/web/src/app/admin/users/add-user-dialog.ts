import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { CreatedUser } from '@reclimb/contracts';
import { fieldMessage } from '../../accounts/field-errors';
import { FormSubmission } from '../../accounts/form-submission';
import { UsersApi } from '../../api/users-api';

/** Adds a user, who chooses a password by a link. Closes with the user. */
@Component({
  selector: 'rc-add-user-dialog',
  imports: [MatButton, MatCheckbox, MatDialogModule, MatFormFieldModule, MatInput, ReactiveFormsModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>Add a user</h2>
    <form [formGroup]="form" (ngSubmit)="submit()" novalidate data-testid="user-form">
      <mat-dialog-content>
        <p>You get a link for them, by which they choose their password.</p>
        @if (submission.failure()) {
          <p class="failure" role="alert">{{ submission.failure() }}</p>
        }
        <mat-form-field>
          <mat-label>Name</mat-label>
          <input
            matInput
            required
            cdkFocusInitial
            formControlName="name"
            maxlength="100"
            autocomplete="off"
            data-testid="user-name"
          />
          <mat-error>{{ message(form.controls.name, 'name') }}</mat-error>
        </mat-form-field>
        <mat-form-field>
          <mat-label>Email</mat-label>
          <input
            matInput
            required
            type="email"
            formControlName="email"
            autocomplete="off"
            spellcheck="false"
            data-testid="user-email"
          />
          <mat-hint>To log in with. Nothing is ever sent to it.</mat-hint>
          <mat-error>{{ message(form.controls.email, 'email address') }}</mat-error>
        </mat-form-field>
        <mat-checkbox formControlName="admin">Administrator</mat-checkbox>
      </mat-dialog-content>
      <mat-dialog-actions>
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit" [disabled]="submission.busy()" data-testid="user-save">
          Add
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    mat-dialog-content {
      display: grid;
      gap: 16px;
    }
    mat-checkbox {
      min-height: 48px;
    }
    .failure {
      color: var(--mat-sys-error);
    }
  `,
})
export class AddUserDialog {
  readonly #api = inject(UsersApi);
  readonly #dialog = inject<MatDialogRef<AddUserDialog, CreatedUser>>(MatDialogRef);

  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    email: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.email] }),
    admin: new FormControl(false, { nonNullable: true }),
  });
  protected readonly submission = new FormSubmission(this.form);
  protected readonly message = fieldMessage;

  protected submit(): Promise<void> {
    const { name, email, admin } = this.form.getRawValue();
    return this.submission.send(async () => {
      this.#dialog.close(await this.#api.add({ name, email, role: admin ? 'admin' : 'member' }));
    });
  }
}
