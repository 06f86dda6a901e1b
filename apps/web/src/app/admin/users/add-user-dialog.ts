import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { CreatedUser } from '@reclimb/contracts';
import { FormSubmission } from '../../accounts/form-submission';
import { PersonFields, personControls } from '../../accounts/person-fields';
import { UsersApi } from '../../api/users-api';

/** Adds a user, who chooses a password by a link. Closes with the user. */
@Component({
  selector: 'rc-add-user-dialog',
  imports: [MatButton, MatCheckbox, MatDialogModule, PersonFields, ReactiveFormsModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>Add a user</h2>
    <form [formGroup]="form" (ngSubmit)="submit()" novalidate data-testid="user-form">
      <mat-dialog-content>
        <p>You get a link for them, by which they choose their password.</p>
        @if (submission.failure()) {
          <p class="failure" role="alert">{{ submission.failure() }}</p>
        }
        <rc-person-fields [name]="form.controls.name" [email]="form.controls.email" />
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
    ...personControls(),
    admin: new FormControl(false, { nonNullable: true }),
  });
  protected readonly submission = new FormSubmission(this.form);

  protected submit(): Promise<void> {
    const { name, email, admin } = this.form.getRawValue();
    return this.submission.send(async () => {
      this.#dialog.close(await this.#api.add({ name, email, role: admin ? 'admin' : 'member' }));
    });
  }
}
