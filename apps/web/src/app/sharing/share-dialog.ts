import { ChangeDetectionStrategy, Component, DOCUMENT, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioModule } from '@angular/material/radio';
import { type CreatedShare, DEFAULT_SHARE_HOURS, type Session, type Share } from '@reclimb/contracts';
import { mdiLinkPlus } from '@mdi/js';
import { CopyField, Icon, ToldOnce } from '@reclimb/ui';
import { textOf } from '../api/api-error';
import { embedCode } from './embed-code';
import { ShareList } from './share-list';
import type { SharesStore } from './shares-store';

/** The session that is shared, and where its links are kept. */
export interface ShareQuestion {
  readonly session: Session;
  readonly store: SharesStore;
}

const PERIODS = [
  { hours: 1, label: 'An hour' },
  { hours: 24, label: 'A day' },
  { hours: DEFAULT_SHARE_HOURS, label: 'A week' },
  { hours: 30 * 24, label: '30 days' },
  { hours: 365 * 24, label: 'A year' },
] as const;

/** Makes links to a session, tells each one once, and takes them back. */
@Component({
  selector: 'rc-share-dialog',
  imports: [
    CopyField,
    Icon,
    MatButton,
    MatDialogModule,
    MatFormFieldModule,
    MatInput,
    MatRadioModule,
    ShareList,
    ToldOnce,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './share-dialog.html',
  styleUrl: './share-dialog.scss',
})
export class ShareDialog {
  protected readonly session = inject<ShareQuestion>(MAT_DIALOG_DATA).session;
  protected readonly store = inject<ShareQuestion>(MAT_DIALOG_DATA).store;
  readonly #origin = inject(DOCUMENT).location.origin;

  protected readonly periods = PERIODS;
  protected readonly icon = mdiLinkPlus;
  protected readonly Number = Number;
  protected readonly now = Date.now();
  /** What shows less is chosen until somebody chooses otherwise. */
  protected readonly includeVideo = signal(false);
  protected readonly hours = signal(DEFAULT_SHARE_HOURS);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly created = signal<CreatedShare | null>(null);

  protected linkOf({ url }: CreatedShare): string {
    return this.#origin + url;
  }

  protected codeOf({ embedUrl }: CreatedShare): string {
    const { name, imageWidth: width, imageHeight: height } = this.session;
    return embedCode(this.#origin + embedUrl, name, { width, height });
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    try {
      const share = { expiresInHours: this.hours(), includeVideo: this.includeVideo() };
      this.created.set(await this.store.create(share));
    } catch (error) {
      this.failure.set(textOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  protected async revoke(share: Share): Promise<void> {
    if ((await this.store.revoke(share)) && this.created()?.id === share.id) this.created.set(null);
  }
}
