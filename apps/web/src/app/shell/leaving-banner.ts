import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Notices, formatMoment } from '@reclimb/ui';
import { AccountStore } from '../accounts/account-store';
import { textOf } from '../api/api-error';

/** Reminds somebody who deletes their account until when they can stay. */
@Component({
  selector: 'rc-leaving-banner',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `@if (when(); as moment) {
    <div role="status" data-testid="leaving">
      <p>Your account goes on {{ moment }}, with everything that you recorded.</p>
      <button matButton="outlined" type="button" [disabled]="busy()" (click)="stay()" data-testid="stay">
        Keep my account
      </button>
    </div>
  }`,
  styles: `
    div {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 16px;
      align-items: center;
      padding: 12px var(--rc-page-padding);
      background: var(--rc-warning-container);
      color: var(--rc-on-warning-container);
      font-size: 0.9375rem;
      font-weight: 550;
    }
    button {
      color: inherit;
      border-color: currentColor;
    }
  `,
})
export class LeavingBanner {
  readonly #accounts = inject(AccountStore);
  readonly #notices = inject(Notices);

  protected readonly busy = signal(false);
  protected readonly when = computed(() => {
    const { deleteAfter } = this.#accounts.account() ?? {};
    return deleteAfter === undefined ? '' : formatMoment(deleteAfter);
  });

  protected async stay(): Promise<void> {
    this.busy.set(true);
    try {
      await this.#accounts.stay();
      this.#notices.done('Your account stays.');
    } catch (error) {
      this.#notices.failure(textOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
