import { DOCUMENT, ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import type { ResetLink, User } from '@reclimb/contracts';
import { CopyField, formatMoment } from '@reclimb/ui';

/** A link, and whom it is for. */
export interface LinkToHandOver extends ResetLink {
  readonly user: User;
  /** Whether the account was just made. */
  readonly isNew?: boolean;
}

/** Shows a one-time link, to be handed over to its user. */
@Component({
  selector: 'rc-link-dialog',
  imports: [CopyField, MatButton, MatDialogModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>{{ link.isNew ? link.user.name + ' is added' : 'Link for ' + link.user.name }}</h2>
    <mat-dialog-content>
      <p>
        Give this link to them alone: whoever opens it chooses the password of this account. It works once,
        until
        {{ until }}, and is not shown again.
      </p>
      <rc-copy-field label="Link" [text]="address" testId="reset-link" />
    </mat-dialog-content>
    <mat-dialog-actions>
      <button matButton type="button" mat-dialog-close data-testid="link-close">Close</button>
    </mat-dialog-actions>
  `,
  styles: `
    rc-copy-field {
      /* Below it the ring around what has the focus would be cut off. */
      margin-block: 16px 8px;
    }
  `,
})
export class LinkDialog {
  protected readonly link = inject<LinkToHandOver>(MAT_DIALOG_DATA);
  protected readonly address = `${inject(DOCUMENT).location.origin}/reset-password#${this.link.token}`;
  protected readonly until = formatMoment(this.link.expiresAt);
}
