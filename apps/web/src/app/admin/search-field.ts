import { ChangeDetectionStrategy, Component, DestroyRef, inject, input, output, signal } from '@angular/core';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { mdiMagnify } from '@mdi/js';
import { Icon } from '@reclimb/ui';

/** Waits for a pause in typing. */
const PAUSE_MS = 200;

/** Words to search a list for. */
@Component({
  selector: 'rc-search-field',
  imports: [Icon, MatFormFieldModule, MatInput],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic">
      <mat-label>{{ label() }}</mat-label>
      <rc-icon matPrefix [path]="icon" />
      <input
        #field
        matInput
        type="search"
        autocomplete="off"
        [value]="text()"
        (input)="typed(field.value)"
        data-testid="search"
      />
    </mat-form-field>
  `,
  styles: `
    mat-form-field {
      width: 100%;
    }
    rc-icon {
      margin-inline: 12px 4px;
    }
  `,
})
export class SearchField {
  readonly label = input.required<string>();
  /** What was typed, without the spaces around it, after a pause. */
  readonly searched = output<string>();

  protected readonly text = signal('');
  protected readonly icon = mdiMagnify;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#pause));
  }

  protected typed(text: string): void {
    this.text.set(text);
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.searched.emit(text.trim()), PAUSE_MS);
  }
}
