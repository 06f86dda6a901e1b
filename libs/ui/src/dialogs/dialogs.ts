import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { ConfirmDialog, type Question } from './confirm-dialog';
import { TextDialog, type TextQuestion } from './text-dialog';

/** The questions that pages ask. */
@Injectable({ providedIn: 'root' })
export class Dialogs {
  readonly #dialog = inject(MatDialog);

  /** Whether the user confirmed. Leaving the dialog by Escape or beside it is a no. */
  async confirm(question: Question): Promise<boolean> {
    const dialog = this.#dialog.open<ConfirmDialog, Question, boolean>(ConfirmDialog, {
      data: question,
      width: '440px',
      role: 'alertdialog',
    });
    return (await firstValueFrom(dialog.afterClosed())) ?? false;
  }

  /** Whether a text was given and saved. */
  async askText(question: TextQuestion): Promise<boolean> {
    const dialog = this.#dialog.open<TextDialog, TextQuestion, boolean>(TextDialog, {
      data: question,
      width: '480px',
    });
    return (await firstValueFrom(dialog.afterClosed())) ?? false;
  }
}
