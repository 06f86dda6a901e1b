import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterNextRender,
  input,
  output,
  viewChild,
} from '@angular/core';
import { MAX_SESSION_NAME_LENGTH } from '@reclimb/contracts';

/**
 * A name that is being changed where it stands: Enter, or going elsewhere, takes it; Escape, or an empty field, leaves it
 * as it was. Looks like the text it replaces.
 */
@Component({
  selector: 'rc-name-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <input
      #field
      type="text"
      aria-label="Name"
      autocomplete="off"
      [attr.maxlength]="max"
      [value]="name()"
      (keydown)="key($event)"
      (blur)="end(field.value)"
      data-testid="name-field"
    />
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    input {
      width: 100%;
      padding: 2px 8px;
      margin: -3px 0 -3px -9px;
      border: 1px solid var(--mat-sys-primary);
      border-radius: var(--mat-sys-corner-extra-small);
      background: var(--rc-card);
      color: var(--mat-sys-on-surface);
      font: inherit;
      letter-spacing: inherit;
      outline: none;
      box-shadow: inset 0 0 0 1px var(--mat-sys-primary);
    }
  `,
})
export class NameField {
  readonly name = input.required<string>();
  /** The name to be: with something in it, and not as it was. */
  readonly renamed = output<string>();
  /** Nothing is to be changed. */
  readonly cancelled = output<void>();

  protected readonly max = MAX_SESSION_NAME_LENGTH;
  private readonly fieldRef = viewChild.required<ElementRef<HTMLInputElement>>('field');
  #ended = false;

  constructor() {
    afterNextRender(() => {
      const field = this.fieldRef().nativeElement;
      field.focus();
      field.select();
    });
  }

  protected key(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.isComposing) this.end(this.fieldRef().nativeElement.value);
    else if (event.key === 'Escape') this.end(this.name());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Once: a field that is taken away after Enter loses the focus too. */
  protected end(text: string): void {
    if (this.#ended) return;
    this.#ended = true;
    const name = text.trim();
    if (name === '' || name === this.name()) this.cancelled.emit();
    else this.renamed.emit(name);
  }
}
