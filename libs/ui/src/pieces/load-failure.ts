import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';

/** What stands where something could not be loaded: why, and the way to try it again. */
@Component({
  selector: 'rc-load-failure',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p role="alert">{{ text() }}</p>
    <button matButton type="button" (click)="retried.emit()">Try again</button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
      align-items: center;
      margin-block: 12px;
      color: var(--mat-sys-error);
    }
  `,
})
export class LoadFailure {
  /** For people. */
  readonly text = input.required<string>();
  readonly retried = output<void>();
}
