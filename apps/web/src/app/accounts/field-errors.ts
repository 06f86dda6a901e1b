import type { AbstractControl, FormGroup } from '@angular/forms';
import type { FieldError } from '@reclimb/contracts';

/**
 * Shows refused fields at their inputs; the errors go away when the field is edited. Answers the messages that belong
 * to no input of the form.
 */
export function showFieldErrors(form: FormGroup, errors: readonly FieldError[]): string[] {
  const homeless: string[] = [];
  for (const { path, message } of errors) {
    const control = form.get(path);
    if (control) {
      control.setErrors({ refused: message });
      control.markAsTouched();
    } else homeless.push(message);
  }
  return homeless;
}

/** What is wrong with an input, in words for people; empty when nothing is. `name` is the field's: "email". */
export function fieldMessage(control: AbstractControl, name: string): string {
  const { errors } = control;
  if (!errors) return '';
  const refused: unknown = errors['refused'];
  if (typeof refused === 'string') return refused;
  if (errors['required']) return `Enter your ${name}.`;
  if (errors['email']) return 'This is not an email address. It looks like name@example.org.';
  const short: unknown = errors['minlength'];
  if (short && typeof short === 'object' && 'requiredLength' in short) {
    return `At least ${String(short.requiredLength)} characters, please.`;
  }
  return `This ${name} is not right.`;
}

/** Moves the focus to the first refused input, where the user goes on. */
export function focusFirstError(form: FormGroup, root: HTMLElement): void {
  const name = Object.keys(form.controls).find((key) => form.get(key)?.invalid);
  if (name) {
    root.querySelector<HTMLElement>(`[formcontrolname="${name}"], [data-field="${name}"] input`)?.focus();
  }
}
