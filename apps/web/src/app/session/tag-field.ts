import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatChipsModule, type MatChipInputEvent } from '@angular/material/chips';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MAX_TAG_LENGTH } from '@reclimb/contracts';
import { mdiClose } from '@mdi/js';
import { Icon } from '@reclimb/ui';

let fields = 0;

/** Tags as chips, with a field that adds some: Enter or a comma ends a tag. */
@Component({
  selector: 'rc-tag-field',
  imports: [Icon, MatChipsModule, MatFormFieldModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic">
      <mat-label>Tags</mat-label>
      <mat-chip-grid #grid aria-label="Tags">
        @for (tag of tags(); track tag) {
          <mat-chip-row
            [class.partly]="partly().includes(tag)"
            (removed)="removed.emit(tag)"
            [attr.data-testid]="'tag-' + tag"
          >
            {{ tag }}
            <button matChipRemove type="button" [attr.aria-label]="'Take “' + tag + '” away'">
              <rc-icon [path]="close" [size]="16" />
            </button>
          </mat-chip-row>
        }
      </mat-chip-grid>
      <input
        placeholder="Add a tag"
        autocomplete="off"
        [attr.maxlength]="maxLength"
        [attr.list]="listId"
        [matChipInputFor]="grid"
        [matChipInputSeparatorKeyCodes]="[ENTER, COMMA]"
        [matChipInputAddOnBlur]="true"
        (matChipInputTokenEnd)="end($event)"
        data-testid="tag-input"
      />
    </mat-form-field>
    <datalist [id]="listId">
      @for (tag of offered(); track tag) {
        <option [value]="tag"></option>
      }
    </datalist>
  `,
  styles: `
    :host,
    mat-form-field {
      display: block;
      width: 100%;
    }
    .partly {
      opacity: 0.72;
    }
  `,
})
export class TagField {
  readonly tags = input.required<readonly string[]>();
  /** Of {@link tags}, those that only some of several sessions have. */
  readonly partly = input<readonly string[]>([]);
  /** Tags to choose from. */
  readonly suggestions = input<readonly string[]>([]);
  readonly added = output<string>();
  readonly removed = output<string>();

  protected readonly close = mdiClose;
  protected readonly ENTER = 13;
  protected readonly COMMA = 188;
  protected readonly maxLength = MAX_TAG_LENGTH;
  protected readonly listId = `rc-tags-${++fields}`;
  protected readonly offered = computed(() =>
    this.suggestions().filter((tag) => !this.tags().includes(tag) || this.partly().includes(tag)),
  );

  protected end({ value, chipInput }: MatChipInputEvent): void {
    chipInput.clear();
    for (const tag of value.split(',').map((text) => text.trim())) {
      if (tag !== '' && (!this.tags().includes(tag) || this.partly().includes(tag))) this.added.emit(tag);
    }
  }
}
