import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { CleanupAnswer, CleanupRun, Retention, StoredRetention } from '@reclimb/contracts';
import { LoadFailure, formatMoment, formatWhen } from '@reclimb/ui';
import { AdminApi } from '../../api/admin-api';
import { textOf } from '../../api/api-error';
import { STATUS_TEXT, totalsText } from '../cleanup/wording';

interface Outlook {
  readonly stored: StoredRetention;
  /** What is due now; null when no rule is on, and nothing has to be looked through. */
  readonly plan: CleanupAnswer | null;
  readonly last: CleanupRun | null;
}

/** What the rules of cleaning up will do next, and what they did last. */
@Component({
  selector: 'rc-next-cleanup',
  imports: [LoadFailure, MatButton, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 id="next-heading">What goes next</h2>
    @if (failure()) {
      <rc-load-failure [text]="failure()" (retried)="load()" />
    } @else if (outlook(); as outlook) {
      <dl class="rc-figures" data-testid="next-cleanup">
        <div>
          <dt>Due now</dt>
          <dd>{{ due(outlook) }}</dd>
        </div>
        <div>
          <dt>Next run</dt>
          <dd>{{ next(outlook.stored) }}</dd>
        </div>
        <div>
          <dt>Last run</dt>
          <dd>{{ past(outlook.last) }}</dd>
        </div>
      </dl>
      <a matButton="outlined" routerLink="/admin/cleanup">Rules, dry run and log</a>
    } @else {
      <span class="rc-skeleton loading"></span>
    }
  `,
  styles: `
    @use '../../../styles/section';

    dl {
      margin: 12px 0 16px;
    }
    dl div {
      display: grid;
      grid-template-columns: 96px minmax(0, 1fr);
      gap: 16px;
      padding: 8px 0;
      border-bottom: 1px solid var(--mat-sys-outline-variant);
    }
    dt {
      color: var(--mat-sys-on-surface-variant);
    }
    .loading {
      height: 160px;
      margin-top: 12px;
    }
  `,
})
export class NextCleanup {
  readonly #api = inject(AdminApi);

  protected readonly outlook = signal<Outlook | null>(null);
  protected readonly failure = signal('');

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.failure.set('');
    try {
      const [stored, runs] = await Promise.all([this.#api.retention(), this.#api.runs()]);
      const plan = removesAnything(stored.retention) ? await this.#api.dryRun() : null;
      this.outlook.set({ stored, plan, last: runs.items[0] ?? null });
    } catch (error) {
      this.failure.set(textOf(error));
    }
  }

  protected due({ plan }: Outlook): string {
    if (plan === null) return 'Nothing: every rule is off.';
    if (plan.items.length === 0) return 'Nothing.';
    const asks = plan.confirmation === null ? '' : ' That is more than half: the run will stop and ask.';
    return `${totalsText(plan.totals)}.${asks}`;
  }

  protected next({ nextRunAt }: StoredRetention): string {
    return nextRunAt === null ? 'By hand only.' : formatMoment(nextRunAt);
  }

  protected past(run: CleanupRun | null): string {
    if (run === null) return 'There was none.';
    return `${STATUS_TEXT[run.status]}, ${formatWhen(run.startedAt, Date.now())}: removed ${totalsText(run.removed)}.`;
  }
}

const removesAnything = ({ sessions, videos, trash, leftovers, diskPressure }: Retention): boolean =>
  [sessions, videos, trash, leftovers, diskPressure].some(({ enabled }) => enabled);
