import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';

/** What a {@link TextDialog} asks for. */
export interface TextQuestion {
  readonly title: string;
  /** The input's label. */
  readonly label: string;
  /** What the input holds at first; all of it is selected. */
  readonly value: string;
  /** The button that takes the text, as a verb: "Rename". */
  readonly confirm: string;
  /** Most characters. */
  readonly maxLength: number;
  /**
   * Does what the text is for. The dialog stays open, with the text in it, when this rejects; the error's message is shown.
   */
  readonly save: (text: string) => Promise<void>;
}

/** Asks for a line of text that must not be blank. Closes with true when it was saved. See {@link Dialogs.askText}. */
@Component({
  selector: 'rc-text-dialog',
  imports: [MatButton, MatDialogModule, MatFormFieldModule, MatInput],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>{{ question.title }}</h2>
    <form (submit)="submit($event)" novalidate>
      <mat-dialog-content>
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ question.label }}</mat-label>
          <input
            #field
            matInput
            required
            cdkFocusInitial
            autocomplete="off"
            data-testid="text"
            [attr.maxlength]="question.maxLength"
            [value]="text()"
            (input)="text.set(field.value)"
            (focus)="field.select()"
          />
        </mat-form-field>
        @if (failure()) {
          <p role="alert">{{ failure() }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions>
        <button matButton type="button" [mat-dialog-close]="false">Cancel</button>
        <button matButton="filled" type="submit" [disabled]="blank() || busy()" data-testid="confirm">
          {{ question.confirm }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    mat-dialog-content {
      padding-top: 8px !important;
    }
    mat-form-field {
      display: block;
    }
    p {
      color: var(--mat-sys-error);
    }
  `,
})
export class TextDialog {
  protected readonly question = inject<TextQuestion>(MAT_DIALOG_DATA);
  readonly #dialog = inject<MatDialogRef<TextDialog, boolean>>(MatDialogRef);

  protected readonly text = signal(this.question.value);
  protected readonly blank = computed(() => this.text().trim() === '');
  protected readonly busy = signal(false);
  protected readonly failure = signal('');

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.blank() || this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    try {
      await this.question.save(this.text().trim());
      this.#dialog.close(true);
    } catch (error) {
      this.failure.set(error instanceof Error ? error.message : String(error));
    } finally {
      this.busy.set(false);
    }
  }
}
