import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { mdiLanDisconnect } from '@mdi/js';
import { EmptyState } from '@reclimb/ui';
import type { ApiError } from '../api/api-error';

/** The whole page while the server cannot be asked who is logged in. */
@Component({
  selector: 'rc-server-silent',
  imports: [EmptyState, MatButton, MatProgressBar],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <main class="rc-whole-window" data-testid="server-silent">
      <rc-empty-state [icon]="icon" heading="No answer from Reclimb" [text]="failure().message" [level]="1">
        <mat-progress-bar mode="indeterminate" aria-label="Trying again by itself" />
        <button matButton="tonal" type="button" (click)="retry.emit()">Try now</button>
      </rc-empty-state>
    </main>
  `,
  styles: `
    mat-progress-bar {
      width: 160px;
      border-radius: 2px;
    }
  `,
})
export class ServerSilent {
  readonly failure = input.required<ApiError>();
  readonly retry = output<void>();
  protected readonly icon = mdiLanDisconnect;
}
