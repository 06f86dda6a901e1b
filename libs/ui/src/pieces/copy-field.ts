import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { mdiContentCopy } from '@mdi/js';
import { Icon } from '../icon/icon';
import { Notices } from './notices';

/** A text that is to be taken along, with a button that copies it. */
@Component({
  selector: 'rc-copy-field',
  imports: [Icon, MatIconButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label>
      <span>{{ label() }}</span>
      <input #field readonly [value]="text()" (focus)="field.select()" [attr.data-testid]="testId()" />
    </label>
    <button matIconButton type="button" [attr.aria-label]="'Copy: ' + label()" title="Copy" (click)="copy()">
      <rc-icon [path]="icon" />
    </button>
  `,
  styles: `
    :host {
      display: flex;
      gap: 4px;
      align-items: end;
    }
    label {
      display: grid;
      flex: 1;
      gap: 4px;
      min-width: 0;
      font-size: 0.8125rem;
      font-weight: 550;
    }
    input {
      min-width: 0;
      height: 48px;
      padding: 0 12px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: var(--mat-sys-corner-small);
      background: var(--mat-sys-surface);
      color: var(--mat-sys-on-surface);
      font: inherit;
      font-weight: 400;
      font-size: 0.9375rem;
      text-overflow: ellipsis;
    }
  `,
})
export class CopyField {
  readonly #clipboard = inject(Clipboard);
  readonly #notices = inject(Notices);

  /** What it is, for people. */
  readonly label = input.required<string>();
  readonly text = input.required<string>();
  readonly testId = input<string>();

  protected readonly icon = mdiContentCopy;

  protected copy(): void {
    if (this.#clipboard.copy(this.text())) this.#notices.done('Copied.');
    else this.#notices.failure('Copying was refused. Select the text and copy it by hand.');
  }
}
