import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { LibraryFilter } from './library-filter';

/** First and last day, both inclusive; null where it is open. */
export type Days = Pick<LibraryFilter, 'from' | 'to'>;

/** Asks for the days that the library is to show. Closes with them. */
@Component({
  selector: 'rc-days-dialog',
  imports: [MatButton, MatDialogModule, MatFormFieldModule, MatInput],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>Recorded between</h2>
    <form (submit)="$event.preventDefault(); close()">
      <mat-dialog-content>
        @for (field of fields; track field.edge) {
          <mat-form-field appearance="outline" subscriptSizing="dynamic">
            <mat-label>{{ field.label }}</mat-label>
            <input
              #day
              matInput
              type="date"
              [min]="field.edge === 'to' ? (days().from ?? '') : ''"
              [max]="field.edge === 'from' ? (days().to ?? '') : ''"
              [value]="days()[field.edge] ?? ''"
              (change)="set(field.edge, day.value)"
              [attr.data-testid]="'days-' + field.edge"
            />
          </mat-form-field>
        }
      </mat-dialog-content>
      <mat-dialog-actions>
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit" data-testid="days-show">Show</button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    mat-dialog-content {
      display: grid;
      gap: 12px;
      padding-top: 8px !important;
    }
  `,
})
export class DaysDialog {
  readonly #dialog = inject<MatDialogRef<DaysDialog, Days>>(MatDialogRef);
  protected readonly days = signal(inject<Days>(MAT_DIALOG_DATA));
  protected readonly fields = [
    { edge: 'from', label: 'First day' },
    { edge: 'to', label: 'Last day' },
  ] as const;

  protected set(edge: keyof Days, day: string): void {
    this.days.update((days) => ({ ...days, [edge]: day || null }));
  }

  protected close(): void {
    this.#dialog.close(this.days());
  }
}
