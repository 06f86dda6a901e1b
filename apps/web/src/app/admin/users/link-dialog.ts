import { Clipboard } from '@angular/cdk/clipboard';
import { DOCUMENT, ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { mdiContentCopy } from '@mdi/js';
import type { ResetLink, User } from '@reclimb/contracts';
import { Icon, formatMoment } from '@reclimb/ui';

/** A link, and whom it is for. */
export interface LinkToHandOver extends ResetLink {
  readonly user: User;
  /** Whether the account was just made. */
  readonly isNew?: boolean;
}

/** Shows a one-time link, to be handed over to its user. */
@Component({
  selector: 'rc-link-dialog',
  imports: [Icon, MatButton, MatDialogModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 mat-dialog-title>{{ link.isNew ? link.user.name + ' is added' : 'Link for ' + link.user.name }}</h2>
    <mat-dialog-content>
      <p>
        Give this link to them alone: whoever opens it chooses the password of this account. It works once,
        until
        {{ until }}, and is not shown again.
      </p>
      <code data-testid="reset-link">{{ address }}</code>
      <p role="status">{{ copied() }}</p>
    </mat-dialog-content>
    <mat-dialog-actions>
      <button matButton type="button" mat-dialog-close data-testid="link-close">Close</button>
      <button matButton="filled" type="button" (click)="copy()" cdkFocusInitial>
        <rc-icon [path]="icon" />Copy
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    code {
      display: block;
      margin: 16px 0 8px;
      padding: 16px;
      border-radius: var(--mat-sys-corner-small);
      background: var(--mat-sys-surface-container-high);
      color: var(--mat-sys-on-surface);
      overflow-wrap: anywhere;
      user-select: all;
    }
  `,
})
export class LinkDialog {
  protected readonly link = inject<LinkToHandOver>(MAT_DIALOG_DATA);
  readonly #clipboard = inject(Clipboard);

  protected readonly address = `${inject(DOCUMENT).location.origin}/reset-password#${this.link.token}`;
  protected readonly until = formatMoment(this.link.expiresAt);
  protected readonly copied = signal('');
  protected readonly icon = mdiContentCopy;

  protected copy(): void {
    this.copied.set(
      this.#clipboard.copy(this.address)
        ? 'Copied.'
        : 'Copying was refused: select the link and copy it by hand.',
    );
  }
}
