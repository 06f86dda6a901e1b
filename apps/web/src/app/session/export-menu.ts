import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import type { ExportQuery, Session } from '@reclimb/contracts';
import { mdiDownload } from '@mdi/js';
import { Dialogs, Icon } from '@reclimb/ui';
import { SessionsApi } from '../api/sessions-api';
import { EXPORT_CHOICES, type ExportChoice } from './export-formats';

/** Heights that the server takes, in metres. */
const MIN_STATURE = 0.5;
const MAX_STATURE = 2.5;

/** A session's exports: what there is, and what opens it. The browser downloads and shows how far it is. */
@Component({
  selector: 'rc-export-menu',
  imports: [Icon, MatButton, MatMenuModule, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button
      matButton="outlined"
      type="button"
      [matMenuTriggerFor]="menu"
      [disabled]="!ready()"
      [attr.title]="ready() ? null : 'When the recording has been processed'"
      data-testid="session-export"
    >
      <rc-icon [path]="icons.export" />Export
    </button>
    <mat-menu #menu="matMenu" xPosition="before" class="rc-export-menu">
      <p class="heading" role="presentation">To look at</p>
      <a
        mat-menu-item
        [routerLink]="['/sessions', session().id, 'replay']"
        [queryParams]="{ save: 1 }"
        data-testid="export-picture"
      >
        <span class="name">Video with the skeleton (.mp4), picture (.png)</span>
        <span class="use">Any player. Made in this browser: all of it, a part, one moment.</span>
      </a>
      @for (group of groups; track group.heading) {
        <p class="heading" role="presentation">{{ group.heading }}</p>
        @for (choice of group.choices; track choice.name) {
          <button mat-menu-item type="button" (click)="choose(choice)">
            <span class="name">{{ choice.name }}</span>
            <span class="use">{{ choice.use }}</span>
          </button>
        }
      }
    </mat-menu>
  `,
  styles: `
    .heading {
      margin: 0;
      padding: 12px 16px 4px;
      color: var(--mat-sys-on-surface-variant);
      font-weight: 600;
      font-size: 0.8125rem;
    }
    .name,
    .use {
      display: block;
    }
    .use {
      color: var(--mat-sys-on-surface-variant);
      font-size: 0.8125rem;
      line-height: 1.125rem;
    }
    [mat-menu-item] {
      min-height: 56px;
      padding-block: 6px;
    }
  `,
})
export class ExportMenu {
  readonly #api = inject(SessionsApi);
  readonly #dialogs = inject(Dialogs);
  readonly #document = inject(DOCUMENT);

  readonly session = input.required<Session>();

  /** Half of the formats hold the video: they are offered when it is there. */
  protected readonly ready = computed(() => ['completed', 'failed'].includes(this.session().status));
  protected readonly groups = EXPORT_CHOICES;
  protected readonly icons = { export: mdiDownload };

  protected async choose({ query, asksStature }: ExportChoice): Promise<void> {
    if (!asksStature) return this.#download(query);
    await this.#dialogs.askText({
      title: 'TRC in metres',
      label: 'The climber’s height in metres',
      value: '1.70',
      confirm: 'Export',
      maxLength: 10,
      save: (text) => {
        const stature = Number(text.replace(',', '.'));
        if (!(stature >= MIN_STATURE && stature <= MAX_STATURE)) {
          return Promise.reject(new Error(`Enter a height from ${MIN_STATURE} to ${MAX_STATURE} metres.`));
        }
        this.#download({ ...query, stature });
        return Promise.resolve();
      },
    });
  }

  /** By a link, so that the file goes to the disk as it comes, however large it is. */
  #download(query: ExportQuery): void {
    const link = this.#document.createElement('a');
    link.href = this.#api.exportUrl(this.session().id, query);
    // The server names the file.
    link.download = '';
    link.click();
  }
}
