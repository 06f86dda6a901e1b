import { ChangeDetectionStrategy, Component, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressSpinner } from '@angular/material/progress-spinner';
import { Title } from '@angular/platform-browser';
import { mdiCloudAlertOutline, mdiLinkOff } from '@mdi/js';
import { EmptyState } from '@reclimb/ui';
import { ApiError, textOf } from '../api/api-error';
import { Replay } from '../replay/replay';
import { SharesApi } from './shares-api';

/** A session that somebody shows by a link: the player, without an account; or that the link leads nowhere. */
@Component({
  selector: 'rc-shared-page',
  imports: [EmptyState, MatButton, MatProgressSpinner, Replay],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @switch (phase()) {
      @case ('loading') {
        <main class="rc-whole-window" role="status" aria-label="Opening the recording">
          <mat-progress-spinner mode="indeterminate" diameter="56" />
        </main>
      }
      @case ('open') {
        <rc-replay [shareToken]="token()" [embedded]="embedded()" (over)="phase.set('nowhere')" />
      }
      @case ('nowhere') {
        <main class="rc-whole-window" data-testid="shared-nowhere">
          <rc-empty-state
            [icon]="icons.nowhere"
            heading="This link leads nowhere"
            text="It has expired, was taken back, or is not complete. Ask whoever sent it for a new one."
            [level]="1"
          >
            <button matButton="tonal" type="button" (click)="open()">Try again</button>
            @if (!embedded()) {
              <a matButton href="/">To Reclimb</a>
            }
          </rc-empty-state>
        </main>
      }
      @case ('failed') {
        <main class="rc-whole-window" data-testid="shared-failed">
          <rc-empty-state
            [icon]="icons.failed"
            heading="This cannot be shown now"
            [text]="failure()"
            [level]="1"
          >
            <button matButton="filled" type="button" (click)="open()">Try again</button>
          </rc-empty-state>
        </main>
      }
    }
  `,
  styles: `
    mat-progress-spinner {
      animation: late 0.2s 0.25s both;
    }
    @keyframes late {
      from {
        opacity: 0;
      }
    }
  `,
})
export class SharedPage {
  readonly #api = inject(SharesApi);
  readonly #title = inject(Title);

  /** From the address. */
  readonly token = input.required<string>();
  /** Whether the page stands within another one. */
  readonly embedded = input(false);

  protected readonly phase = signal<'loading' | 'open' | 'nowhere' | 'failed'>('loading');
  protected readonly failure = signal('');
  protected readonly icons = { failed: mdiCloudAlertOutline, nowhere: mdiLinkOff };
  #request = new AbortController();

  constructor() {
    effect(() => {
      if (this.token()) void this.open();
    });
    inject(DestroyRef).onDestroy(() => this.#request.abort());
  }

  protected async open(): Promise<void> {
    this.#request.abort();
    const { signal } = (this.#request = new AbortController());
    this.phase.set('loading');
    try {
      const { session } = await this.#api.open(this.token(), signal);
      this.#title.setTitle(`${session.name} · Reclimb`);
      this.phase.set('open');
    } catch (error) {
      if (signal.aborted) return;
      this.failure.set(textOf(error));
      this.phase.set(error instanceof ApiError && error.code === 'not_found' ? 'nowhere' : 'failed');
    }
  }
}
