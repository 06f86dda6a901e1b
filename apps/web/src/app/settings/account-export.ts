import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { mdiDownload } from '@mdi/js';
import type { AccountExport as Progress } from '@reclimb/contracts';
import { Icon, Notices, countOf, formatBytes, formatWhen } from '@reclimb/ui';
import { AccountsApi } from '../api/accounts-api';
import { textOf } from '../api/api-error';
import { repeatWhile } from '../api/repeat';

const LOOK_EVERY_MS = 1000;
/** So many looks without its beginning, and the browser has not begun. */
const LOOKS_FOR_A_START = 15;

/** Everything of this account as one archive. The browser downloads; how far it is the server says. */
@Component({
  selector: 'rc-account-export',
  imports: [Icon, MatButton, MatProgressBar],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 id="export-heading">Take everything with you</h2>
    <p class="lead">
      One archive with all your sessions – videos, poses, markers – and what belongs to your account. Each
      session in it can be dropped on a library again. It may be large; a recording can go on meanwhile.
    </p>
    <div class="progress" data-testid="export-progress">
      @if (running(); as progress) {
        <mat-progress-bar
          [mode]="progress.sessionsTotal > 0 ? 'determinate' : 'indeterminate'"
          [value]="percent()"
          aria-label="Sessions in the archive"
        />
        <p class="rc-figures">{{ going(progress) }}</p>
      }
      <!-- Figures that grow are not read out each second; beginning and end are. -->
      <p class="rc-figures" role="status" [attr.data-state]="latest()?.state">
        @if (running()) {
          <span class="rc-visually-hidden">The archive is being sent.</span>
        } @else if (started()) {
          Waiting for your browser to begin…
        } @else if (latest(); as last) {
          {{ ended(last) }}
        }
      </p>
    </div>
    <button
      matButton="outlined"
      type="button"
      [disabled]="busy()"
      (click)="start()"
      data-testid="export-account"
    >
      <rc-icon [path]="icons.download" />{{ busy() ? 'Exporting…' : 'Export everything' }}
    </button>
  `,
  styles: `
    .lead {
      margin-top: 4px;
      color: var(--mat-sys-on-surface-variant);
    }
    .progress {
      margin: 12px 0 16px;
    }
    mat-progress-bar {
      margin-bottom: 8px;
    }
  `,
})
export class AccountExport {
  readonly #api = inject(AccountsApi);
  readonly #notices = inject(Notices);
  readonly #document = inject(DOCUMENT);

  /** The newest one, as it was last heard of; null when there was none. */
  protected readonly latest = signal<Progress | null>(null);
  /** When the one before began, while a new one is waited for. */
  readonly #before = signal<{ startedAt: string | undefined } | null>(null);
  #looks = 0;

  protected readonly started = computed(() => this.#before() !== null);
  protected readonly running = computed(() => {
    const latest = this.latest();
    return latest?.state === 'running' ? latest : null;
  });
  protected readonly busy = computed(() => this.started() || this.running() !== null);
  protected readonly percent = computed(() => {
    const { sessionsDone = 0, sessionsTotal = 0 } = this.running() ?? {};
    return (100 * sessionsDone) / Math.max(1, sessionsTotal);
  });
  protected readonly icons = { download: mdiDownload };

  constructor() {
    void this.#look();
    repeatWhile(this.busy, LOOK_EVERY_MS, () => this.#look());
  }

  protected async start(): Promise<void> {
    await this.#look();
    if (this.running()) return;
    this.#looks = 0;
    this.#before.set({ startedAt: this.latest()?.startedAt });
    const link = this.#document.createElement('a');
    link.href = this.#api.exportUrl;
    // The server names the file; by a link it goes to the disk as it comes.
    link.download = '';
    link.click();
  }

  protected going({ sessionsDone, sessionsTotal, bytes }: Progress): string {
    return `${sessionsDone} of ${countOf(sessionsTotal, 'session')}, ${formatBytes(bytes)} so far`;
  }

  protected ended({ state, bytes, endedAt, startedAt }: Progress): string {
    const when = formatWhen(endedAt ?? startedAt, Date.now());
    return state === 'completed'
      ? `Your last archive left whole ${when}: ${formatBytes(bytes)}.`
      : `Your last archive broke off ${when}. Delete the file and export again.`;
  }

  async #look(): Promise<void> {
    try {
      const { export: latest } = await this.#api.exportStatus();
      this.latest.set(latest);
      const before = this.#before();
      if (before === null) return;
      if (latest !== null && latest.startedAt !== before.startedAt) this.#before.set(null);
      else if (++this.#looks > LOOKS_FOR_A_START) {
        this.#before.set(null);
        this.#notices.failure('The download has not begun. Does your browser ask for something?');
      }
    } catch (error) {
      if (this.#before() !== null && ++this.#looks > LOOKS_FOR_A_START) {
        this.#before.set(null);
        this.#notices.failure(textOf(error));
      }
    }
  }
}
