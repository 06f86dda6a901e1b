import {
  ChangeDetectionStrategy,
  Component,
  ViewContainerRef,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import type { Session } from '@reclimb/contracts';
import { mdiLinkPlus } from '@mdi/js';
import { Icon, LoadFailure } from '@reclimb/ui';
import { type ShareQuestion } from './share-dialog';
import { ShareList } from './share-list';
import { SharesStore } from './shares-store';

/** A session's links, on its page, and the way to make one. */
@Component({
  selector: 'rc-session-shares',
  imports: [Icon, LoadFailure, MatButton, ShareList],
  providers: [SharesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section aria-labelledby="shares-heading" data-testid="session-shares">
      <h2 id="shares-heading">Shared links</h2>
      @if (store.failure()) {
        <rc-load-failure [text]="store.failure()" (retried)="store.reload()" />
      } @else if (store.shares(); as shares) {
        @if (shares.length > 0) {
          <rc-share-list [shares]="shares" [now]="now()" (revoked)="store.revoke($event)" />
        } @else {
          <p>Nobody but you sees this recording.</p>
        }
      }
      @if (session().deletedAt === null) {
        <button matButton="outlined" type="button" (click)="share()" data-testid="session-share">
          <rc-icon [path]="icon" />Share
        </button>
      }
    </section>
  `,
  styles: `
    section {
      padding: 16px 20px 20px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--mat-sys-corner-large);
      background: var(--rc-card);
    }
    h2 {
      font-size: 1.0625rem;
    }
    p {
      color: var(--mat-sys-on-surface-variant);
    }
    section > button {
      margin-top: 12px;
    }
  `,
})
export class SessionShares {
  protected readonly store = inject(SharesStore);
  readonly #dialog = inject(MatDialog);
  readonly #viewContainerRef = inject(ViewContainerRef);

  readonly session = input.required<Session>();
  readonly #id = computed(() => this.session().id);
  protected readonly icon = mdiLinkPlus;
  /** The time at which the links were last looked at. */
  protected readonly now = computed(() => (this.store.shares(), Date.now()));

  constructor() {
    effect(() => {
      const id = this.#id();
      untracked(() => void this.store.load(id));
    });
  }

  protected async share(): Promise<void> {
    const { ShareDialog } = await import('./share-dialog');
    this.#dialog.open<InstanceType<typeof ShareDialog>, ShareQuestion>(ShareDialog, {
      data: { session: this.session(), store: this.store },
      viewContainerRef: this.#viewContainerRef,
      width: '560px',
    });
  }
}
