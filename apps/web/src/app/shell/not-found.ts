import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiMapMarkerQuestionOutline } from '@mdi/js';
import { EmptyState } from '@reclimb/ui';

/** What is shown for an address that leads nowhere. */
@Component({
  selector: 'rc-not-found',
  imports: [EmptyState, MatButton, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="rc-page" data-testid="not-found">
      <rc-empty-state
        [icon]="icon"
        heading="There is no page here"
        text="The address may be mistyped, or what it led to is gone."
        [level]="1"
      >
        <a matButton="filled" routerLink="/library">To the library</a>
      </rc-empty-state>
    </div>
  `,
})
export class NotFound {
  protected readonly icon = mdiMapMarkerQuestionOutline;
}
