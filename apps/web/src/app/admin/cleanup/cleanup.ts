import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { CleanupAnswer, CleanupRun } from '@reclimb/contracts';
import { Dialogs, LoadFailure, Notices, formatBytes, formatWhen } from '@reclimb/ui';
import { AdminApi } from '../../api/admin-api';
import { textOf } from '../../api/api-error';
import { MediaCheck } from './media-check';
import { RetentionForm } from './retention-form';
import { RunLog } from './run-log';
import { ACTION_TEXT, REASON_TEXT, statusIn, totalsText } from './wording';

/** How often a run in progress is asked for. */
const RUN_INTERVAL_MS = 1500;
const SHOWN_ITEMS = 12;

/** Rules, what they would remove now, and what has been removed. */
@Component({
  selector: 'rc-cleanup',
  imports: [LoadFailure, MatButton, MediaCheck, RetentionForm, RunLog],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './cleanup.html',
  styleUrl: './cleanup.scss',
})
export class CleanupPage {
  readonly #api = inject(AdminApi);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);

  protected readonly plan = signal<CleanupAnswer | null>(null);
  protected readonly allItems = signal(false);
  protected readonly busy = signal(false);
  protected readonly runs = signal<readonly CleanupRun[] | null>(null);
  protected readonly nextRuns = signal<string | null>(null);
  protected readonly opened = signal<string | null>(null);
  protected readonly failure = signal('');
  protected readonly items = computed(() => {
    const items = this.plan()?.items ?? [];
    return this.allItems() ? items : items.slice(0, SHOWN_ITEMS);
  });
  protected readonly actionText = ACTION_TEXT;
  protected readonly reasonText = REASON_TEXT;
  protected readonly statusText = statusIn;
  protected readonly totals = totalsText;
  protected readonly bytes = formatBytes;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    void this.loadRuns();
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#timer));
  }

  protected async look(): Promise<void> {
    await this.#attempt(async () => {
      this.plan.set(await this.#api.dryRun());
      this.allItems.set(false);
    });
  }

  /** Rules have changed: what they would remove is another matter. */
  protected forgetPlan(): void {
    this.plan.set(null);
  }

  protected async cleanUp(plan: Pick<CleanupAnswer, 'totals' | 'confirmation'>): Promise<void> {
    const most = plan.confirmation !== null ? 'This is more than half of everything. ' : '';
    const confirmed = await this.#dialogs.confirm({
      title: `Remove ${totalsText(plan.totals)}?`,
      text: `${most}What goes cannot be brought back.`,
      confirm: 'Clean up',
    });
    if (!confirmed) return;
    await this.#attempt(async () => {
      const answer = await this.#api.cleanUp(plan.confirmation ?? undefined);
      if (answer.run?.status === 'needs_confirmation') {
        this.plan.set(answer);
        this.#notices.failure('More goes now than what you confirmed. Look at it again.');
      } else this.plan.set(null);
      await this.loadRuns();
    });
  }

  protected async loadRuns(): Promise<void> {
    clearTimeout(this.#timer);
    this.failure.set('');
    try {
      const { items, nextCursor } = await this.#api.runs();
      this.runs.set(items);
      this.nextRuns.set(nextCursor);
      if (items.some(({ endedAt }) => endedAt === null)) {
        this.#timer = setTimeout(() => void this.loadRuns(), RUN_INTERVAL_MS);
      }
    } catch (error) {
      this.failure.set(textOf(error));
    }
  }

  protected async moreRuns(cursor: string): Promise<void> {
    await this.#attempt(async () => {
      const { items, nextCursor } = await this.#api.runs(cursor);
      this.runs.update((runs) => [...(runs ?? []), ...items]);
      this.nextRuns.set(nextCursor);
    });
  }

  protected toggle(id: string): void {
    this.opened.update((opened) => (opened === id ? null : id));
  }

  protected when(time: string): string {
    return formatWhen(time, Date.now());
  }

  protected about(run: CleanupRun): string {
    const by = run.trigger === 'schedule' ? 'by schedule' : `by ${run.startedBy?.name ?? 'a former user'}`;
    const what =
      run.status === 'needs_confirmation'
        ? `would remove ${totalsText(run.planned)}`
        : `removed ${totalsText(run.removed)}${run.endedAt === null ? ` of ${totalsText(run.planned)}` : ''}`;
    const skipped = run.skipped > 0 ? ` · ${run.skipped} had changed and stayed` : '';
    return `${this.when(run.startedAt)}, ${by} · ${what}${skipped}`;
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      await work();
    } catch (error) {
      this.#notices.failure(textOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
