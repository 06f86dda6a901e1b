import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSlideToggle } from '@angular/material/slide-toggle';

/** What every rule has; those that remove sessions also say what they leave alone. */
export interface RuleSettings {
  enabled: boolean;
  keepPinned?: boolean;
  keepShared?: boolean;
}

/** One rule of the retention: whether it is on, its figure, and what it leaves alone. */
@Component({
  selector: 'rc-rule-fieldset',
  imports: [MatCheckbox, MatFormFieldModule, MatInput, MatSlideToggle],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend class="rc-visually-hidden">{{ heading() }}</legend>
      <mat-slide-toggle [checked]="settings().enabled" (change)="changed.emit({ enabled: $event.checked })">{{
        heading()
      }}</mat-slide-toggle>
      <p class="about">{{ about() }}</p>
      <div class="settings">
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ unit() }}</mat-label>
          <input
            #figure
            matInput
            type="number"
            [min]="min()"
            [max]="max()"
            [step]="step()"
            required
            [value]="value()"
            (input)="valueChanged.emit(figure.valueAsNumber)"
          />
        </mat-form-field>
        @if (settings().keepPinned !== undefined) {
          <mat-checkbox
            [checked]="settings().keepPinned"
            (change)="changed.emit({ keepPinned: $event.checked })"
            >Pinned ones stay</mat-checkbox
          >
          <mat-checkbox
            [checked]="settings().keepShared"
            (change)="changed.emit({ keepShared: $event.checked })"
            >Shared ones stay</mat-checkbox
          >
        }
      </div>
    </fieldset>
  `,
  styleUrl: './rule-fieldset.scss',
})
export class RuleFieldset {
  readonly heading = input.required<string>();
  /** What it does, in a sentence. */
  readonly about = input.required<string>();
  readonly settings = input.required<RuleSettings>();
  /** What the figure counts. */
  readonly unit = input.required<string>();
  readonly value = input.required<number>();
  readonly min = input(0);
  readonly max = input<number | null>(null);
  readonly step = input<number | 'any'>(1);

  readonly changed = output<Partial<RuleSettings>>();
  /** NaN for what is no number. */
  readonly valueChanged = output<number>();
}
