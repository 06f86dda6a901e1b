import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiCheckCircleOutline, mdiCloseCircleOutline, mdiProgressClock, mdiReload } from '@mdi/js';
import type { WebhookDelivery } from '@reclimb/contracts';
import { Icon, Item, LoadFailure, Notices } from '@reclimb/ui';
import { textOf } from '../../api/api-error';
import { repeatWhile } from '../../api/repeat';
import { WebhooksApi } from '../../api/webhooks-api';
import { STATUS_LABELS, attemptsText, deliveryText, nextText } from './wording';

/** How often what is under way is looked at. */
const REFRESH_MS = 2000;

/** What was sent to one webhook: how each message stands, when it is tried again, and the way to send it once more. */
@Component({
  selector: 'rc-delivery-log',
  imports: [Icon, Item, LoadFailure, MatButton, MatIconButton, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (failure()) {
      <rc-load-failure [text]="failure()" (retried)="load()" />
    } @else if (deliveries(); as deliveries) {
      <ul aria-label="Log" data-testid="deliveries">
        @for (delivery of deliveries; track delivery.id) {
          <li
            rcItem
            [icon]="icons[delivery.status]"
            [heading]="what(delivery)"
            [badge]="labels[delivery.status]"
            [attr.data-status]="delivery.status"
          >
            <p class="rc-figures">
              {{ attempts(delivery, now()) }}
              @if (delivery.sessionId && delivery.event !== 'session.deleted') {
                · <a [routerLink]="['/sessions', delivery.sessionId]">the recording</a>
              }
            </p>
            @if (delivery.error) {
              <p>{{ delivery.error }}</p>
            }
            @if (next(delivery, now()); as text) {
              <p class="rc-figures" data-testid="delivery-next">{{ text }}</p>
            }
            <button
              rcItemAction
              matIconButton
              type="button"
              title="Send it again"
              [attr.aria-label]="'Send again: ' + what(delivery) + ', ' + attempts(delivery, now())"
              (click)="redeliver(delivery)"
              data-testid="redeliver"
            >
              <rc-icon [path]="icons.again" />
            </button>
          </li>
        } @empty {
          <li class="none">Nothing has been sent yet.</li>
        }
      </ul>
      @if (nextCursor(); as cursor) {
        <button matButton type="button" (click)="more(cursor)">Earlier</button>
      }
    } @else {
      <span class="rc-skeleton" role="status" aria-label="Loading the log"></span>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .none {
      padding-block: 16px;
    }
    .rc-skeleton {
      height: 64px;
      margin-block: 8px;
    }
  `,
})
export class DeliveryLog {
  readonly #api = inject(WebhooksApi);
  readonly #notices = inject(Notices);

  readonly webhookId = input.required<string>();

  protected readonly deliveries = signal<readonly WebhookDelivery[] | null>(null);
  protected readonly nextCursor = signal<string | null>(null);
  protected readonly failure = signal('');
  protected readonly now = signal(Date.now());
  protected readonly labels = STATUS_LABELS;
  protected readonly what = deliveryText;
  protected readonly attempts = attemptsText;
  protected readonly next = nextText;
  protected readonly icons = {
    pending: mdiProgressClock,
    delivered: mdiCheckCircleOutline,
    failed: mdiCloseCircleOutline,
    again: mdiReload,
  };
  readonly #underWay = computed(() => this.deliveries()?.some(({ status }) => status === 'pending') ?? false);

  constructor() {
    effect(() => {
      this.webhookId();
      void this.load();
    });
    repeatWhile(this.#underWay, REFRESH_MS, () => this.#refresh());
  }

  /** Asks the server anew, also for what was sent since. */
  async load(): Promise<void> {
    this.failure.set('');
    try {
      await this.#refresh();
    } catch (error) {
      this.failure.set(textOf(error));
    }
  }

  protected async more(cursor: string): Promise<void> {
    await this.#attempt(async () => {
      const page = await this.#api.deliveries(this.webhookId(), cursor);
      this.deliveries.update((deliveries) => [...(deliveries ?? []), ...page.items]);
      this.nextCursor.set(page.nextCursor);
    });
  }

  protected async redeliver({ id }: WebhookDelivery): Promise<void> {
    await this.#attempt(async () => {
      const again = await this.#api.redeliver(this.webhookId(), id);
      this.deliveries.update((all) => all?.map((each) => (each.id === id ? again : each)) ?? null);
    });
  }

  /** The first page; what is further down stays. */
  async #refresh(): Promise<void> {
    const page = await this.#api.deliveries(this.webhookId());
    const fresh = new Set(page.items.map(({ id }) => id));
    const further = (this.deliveries() ?? []).filter(({ id }) => !fresh.has(id));
    // Who has not gone further down goes on where this page ends.
    if (further.length === 0) this.nextCursor.set(page.nextCursor);
    this.deliveries.set([...page.items, ...further]);
    this.now.set(Date.now());
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
  }
}
