import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { CleanupDeletion } from '@reclimb/contracts';
import { formatBytes, formatMoment } from '@reclimb/ui';
import { AdminApi } from '../../api/admin-api';
import { textOf } from '../../api/api-error';
import { ACTION_TEXT, REASON_TEXT } from './wording';

/** What one run has removed: what, whose, why and when. */
@Component({
  selector: 'rc-run-log',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (failure()) {
      <p class="failure" role="alert">{{ failure() }}</p>
    }
    <ul class="items" data-testid="log">
      @for (line of lines(); track line.sessionId) {
        <li>
          <span class="name">{{ line.sessionName }}</span>
          <span class="rc-figures">{{ bytes(line.bytes) }}</span>
          <span class="about"
            >{{ line.owner?.name ?? 'A former user' }} · {{ actionText[line.action] }} ·
            {{ reasonText[line.reason] }} · {{ moment(line.at) }}</span
          >
        </li>
      }
    </ul>
    @if (next(); as cursor) {
      <button matButton type="button" (click)="load(cursor)">More of the log</button>
    }
  `,
  styles: `
    @use '../../../styles/section';
    @use 'items';
  `,
})
export class RunLog {
  readonly #api = inject(AdminApi);
  readonly runId = input.required<string>();

  protected readonly lines = signal<readonly CleanupDeletion[]>([]);
  protected readonly next = signal<string | null>(null);
  protected readonly failure = signal('');
  protected readonly actionText = ACTION_TEXT;
  protected readonly reasonText = REASON_TEXT;
  protected readonly bytes = formatBytes;
  protected readonly moment = formatMoment;

  constructor() {
    effect(() => {
      this.runId();
      this.lines.set([]);
      void this.load();
    });
  }

  protected async load(cursor?: string): Promise<void> {
    this.failure.set('');
    try {
      const { items, nextCursor } = await this.#api.deletions(this.runId(), cursor);
      this.lines.update((lines) => [...lines, ...items]);
      this.next.set(nextCursor);
    } catch (error) {
      this.failure.set(textOf(error));
    }
  }
}
