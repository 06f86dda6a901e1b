import { Injectable, Injector, inject } from '@angular/core';
import type { MatSnackBar, MatSnackBarConfig } from '@angular/material/snack-bar';

/** Long enough to read the text, find the button and reach it. */
const UNDO_MS = 10_000;
const NOTICE_MS = 5000;
const FAILURE_MS = 8000;

/** Short messages at the edge of the page. What they are made of is loaded with the first one. */
@Injectable({ providedIn: 'root' })
export class Notices {
  readonly #injector = inject(Injector);

  /** Loads what notices are made of, for the one that says that the server is out of reach. */
  async load(): Promise<void> {
    await this.#snackBar();
  }

  /** Says that something was done. */
  done(text: string): void {
    this.#open(text, undefined, { duration: NOTICE_MS });
  }

  /** Says that something was done and can be taken back. `undo` is called at most once. */
  undoable(text: string, undo: () => void): void {
    this.#open(text, 'Undo', { duration: UNDO_MS }, undo);
  }

  /** Says that something did not work. Read out at once by screen readers. */
  failure(text: string): void {
    this.#open(text, 'Close', { duration: FAILURE_MS, politeness: 'assertive' });
  }

  #open(text: string, action: string | undefined, config: MatSnackBarConfig, act?: () => void): void {
    this.#snackBar().then(
      (snackBar) => {
        const notice = snackBar.open(text, action, config);
        if (act) notice.onAction().subscribe(act);
      },
      (error: unknown) => console.error(text, error),
    );
  }

  async #snackBar(): Promise<MatSnackBar> {
    const { MatSnackBar } = await import('@angular/material/snack-bar');
    return this.#injector.get(MatSnackBar);
  }
}
