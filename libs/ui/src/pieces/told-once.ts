import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** Holds what was just made and is shown this once: fields to copy it from, and what to do next (its content). */
@Component({
  selector: 'rc-told-once',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p>
      <strong>{{ heading() }}</strong> {{ text() }}
    </p>
    <ng-content />
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
      padding: 16px;
      border-radius: var(--mat-sys-corner-medium);
      background: var(--mat-sys-primary-container);
      color: var(--mat-sys-on-primary-container);
      --mat-button-text-label-text-color: currentColor;
    }
  `,
  host: { role: 'status' },
})
export class ToldOnce {
  /** What to do now. */
  readonly heading = input.required<string>();
  readonly text = input('It is told this once.');
}
