import { ElementRef, inject, signal } from '@angular/core';
import type { FormGroup } from '@angular/forms';
import { ApiError, textOf } from '../api/api-error';
import { focusFirstError, showFieldErrors } from './field-errors';

/**
 * Sends a form of the component that makes this: an input that is not right yet gets the focus, and what the server
 * refuses is shown where it was typed, or above the form when it belongs to no input.
 */
export class FormSubmission {
  readonly #root = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #busy = signal(false);
  readonly #failure = signal('');

  /** Whether the server is being asked. */
  readonly busy = this.#busy.asReadonly();
  /** What went wrong and belongs to no input; empty when nothing did. */
  readonly failure = this.#failure.asReadonly();

  constructor(private readonly form: FormGroup) {}

  /** Sends what was typed, once it may be right. `wording` tells a failure to the user. */
  async send(request: () => Promise<unknown>, wording: (error: unknown) => string = textOf): Promise<void> {
    this.#failure.set('');
    if (this.form.invalid) {
      this.form.markAllAsTouched();
      focusFirstError(this.form, this.#root);
      return;
    }
    this.#busy.set(true);
    try {
      await request();
    } catch (error) {
      this.#show(error, wording);
    } finally {
      this.#busy.set(false);
    }
  }

  #show(error: unknown, wording: (error: unknown) => string): void {
    const fields = error instanceof ApiError ? error.fields : [];
    const homeless = showFieldErrors(this.form, fields);
    const everyFieldShown = fields.length > 0 && homeless.length === 0;
    if (everyFieldShown) focusFirstError(this.form, this.#root);
    else this.#failure.set(homeless[0] ?? wording(error));
  }
}
