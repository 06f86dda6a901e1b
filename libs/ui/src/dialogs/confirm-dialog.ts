import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';

/** What a {@link ConfirmDialog} asks. */
export interface Question {
  readonly title: string;
  /** What will happen, and whether it can be taken back. */
  readonly text: string;
  /** The button that does it, as a verb: "Delete". */
  readonly confirm: string;
}

/** A question before something is done. Closes with true when it was confirmed. See {@link Dialogs.confirm}. */
@Component({
  selector: 'rc-confirm-dialog',
  imports: [MatButton, MatDialogModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>{{ question.title }}</h2>
    <mat-dialog-content>{{ question.text }}</mat-dialog-content>
    <mat-dialog-actions>
      <button matButton type="button" [mat-dialog-close]="false" cdkFocusInitial>Cancel</button>
      <button matButton="filled" type="button" [mat-dialog-close]="true" data-testid="confirm">
        {{ question.confirm }}
      </button>
    </mat-dialog-actions>
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
}
