import type { ComponentType } from '@angular/cdk/portal';
import { Injectable, Injector, inject } from '@angular/core';
import type { MatDialog, MatDialogConfig } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { Notices } from '../pieces/notices';
import type { Question } from './confirm-dialog';
import type { TextQuestion } from './text-dialog';

/**
 * The questions that pages ask. What dialogs are made of is loaded with the first one, so that no page waits for it when it
 * opens.
 */
@Injectable({ providedIn: 'root' })
export class Dialogs {
  readonly #injector = inject(Injector);
  readonly #notices = inject(Notices);
  #dialog: MatDialog | undefined;

  /** Whether a dialog lies over the page. */
  get anyOpen(): boolean {
    return this.#dialog !== undefined && this.#dialog.openDialogs.length > 0;
  }

  /** Loads what dialogs are made of, for those who will ask when the server may be out of reach. */
  async load(): Promise<void> {
    await this.#parts();
  }

  /** Whether the user confirmed. Leaving the dialog by Escape or beside it is a no. */
  async confirm(question: Question): Promise<boolean> {
    const confirmed = await this.open<Question, boolean>(async () => (await this.#parts()).ConfirmDialog, {
      data: question,
      width: '440px',
      role: 'alertdialog',
    });
    return confirmed ?? false;
  }

  /** Whether a text was given and saved. */
  async askText(question: TextQuestion): Promise<boolean> {
    const saved = await this.open<TextQuestion, boolean>(async () => (await this.#parts()).TextDialog, {
      data: question,
      width: '480px',
    });
    return saved ?? false;
  }

  /**
   * Opens a dialog of the page's own, whose component is loaded by `load`; answers what it is closed with, undefined when it
   * was left. When it cannot be loaded, that is said, and the answer is undefined too.
   */
  async open<Data, Answer>(
    load: () => Promise<ComponentType<unknown>>,
    config: MatDialogConfig<Data>,
  ): Promise<Answer | undefined> {
    let component: ComponentType<unknown>;
    try {
      [component] = await Promise.all([load(), this.#parts()]);
    } catch (error) {
      console.error(error);
      this.#notices.failure('This could not be loaded. Check the connection, then reload the page.');
      return undefined;
    }
    const dialog = this.#dialog?.open<unknown, Data, Answer>(component, config);
    return dialog && (await firstValueFrom(dialog.afterClosed()));
  }

  async #parts() {
    const parts = await import('./dialog-parts');
    this.#dialog ??= this.#injector.get(parts.MatDialog);
    return parts;
  }
}
