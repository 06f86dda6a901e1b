import { Injectable, inject } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';

/** Long enough to read the text, find the button and reach it. */
const UNDO_MS = 10_000;
const NOTICE_MS = 5000;
const FAILURE_MS = 8000;

/** Short messages at the edge of the page. */
@Injectable({ providedIn: 'root' })
export class Notices {
  readonly #snackBar = inject(MatSnackBar);

  /** Says that something was done. */
  done(text: string): void {
    this.#snackBar.open(text, undefined, { duration: NOTICE_MS });
  }

  /** Says that something was done and can be taken back. `undo` is called at most once. */
  undoable(text: string, undo: () => void): void {
    this.#snackBar.open(text, 'Undo', { duration: UNDO_MS }).onAction().subscribe(undo);
  }

  /** Says that something did not work. Read out at once by screen readers. */
  failure(text: string): void {
    this.#snackBar.open(text, 'Close', { duration: FAILURE_MS, politeness: 'assertive' });
  }
}
