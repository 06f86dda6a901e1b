import { ChangeDetectionStrategy, Component, inject, signal, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { mdiDotsVertical, mdiWebhook } from '@mdi/js';
import type { CreatedWebhook, Webhook } from '@reclimb/contracts';
import { CopyField, Dialogs, Icon, Item, LoadFailure, Notices, ToldOnce } from '@reclimb/ui';
import { textOf } from '../../api/api-error';
import { WebhooksApi } from '../../api/webhooks-api';
import { DeliveryLog } from './delivery-log';
import { WebhookForm } from './webhook-form';
import { eventsText, troubleText } from './wording';

/** Where events of this account's recordings are sent: made, tried, paused and deleted here, with the log of each. */
@Component({
  selector: 'rc-webhooks',
  imports: [
    CopyField,
    DeliveryLog,
    Icon,
    Item,
    LoadFailure,
    MatButton,
    MatIconButton,
    MatMenuModule,
    ToldOnce,
    WebhookForm,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './webhooks.html',
  styleUrls: ['../settings-part.scss', './webhooks.scss'],
})
export class Webhooks {
  readonly #api = inject(WebhooksApi);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);

  protected readonly webhooks = signal<readonly Webhook[] | null>(null);
  protected readonly failure = signal('');
  /** The one whose secret is to be copied now. */
  protected readonly created = signal<CreatedWebhook | null>(null);
  protected readonly making = signal(false);
  /** Ids of the one that is being changed, and of the one whose log is open. */
  protected readonly changing = signal<string | null>(null);
  protected readonly opened = signal<string | null>(null);
  private readonly log = viewChild(DeliveryLog);
  protected readonly icons = { webhook: mdiWebhook, more: mdiDotsVertical };
  protected readonly events = eventsText;

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.failure.set('');
    try {
      this.webhooks.set(await this.#api.list());
    } catch (error) {
      this.failure.set(textOf(error));
    }
  }

  protected nameOf({ name, url }: Webhook): string {
    return name || url;
  }

  protected trouble(webhook: Webhook): string {
    return troubleText(webhook, Date.now());
  }

  protected welcome(created: CreatedWebhook): void {
    this.making.set(false);
    this.created.set(created);
    this.webhooks.update((webhooks) => [created, ...(webhooks ?? [])]);
  }

  protected show(changed: Webhook): void {
    this.webhooks.update((all) => all?.map((each) => (each.id === changed.id ? changed : each)) ?? null);
  }

  protected toggleLog({ id }: Webhook): void {
    this.opened.update((opened) => (opened === id ? null : id));
  }

  /** Sends a test, and shows in the log how it goes. */
  protected async test({ id }: Webhook): Promise<void> {
    await this.#attempt(async () => {
      await this.#api.test(id);
      if (this.opened() === id) await this.log()?.load();
      else this.opened.set(id);
    });
  }

  protected async setEnabled({ id }: Webhook, enabled: boolean): Promise<void> {
    await this.#attempt(async () => this.show(await this.#api.patch(id, { enabled })));
  }

  protected async renewSecret(webhook: Webhook): Promise<void> {
    const confirmed = await this.#dialogs.confirm({
      title: `New secret for “${this.nameOf(webhook)}”?`,
      text: 'The old one signs nothing from then on: what checks it refuses the messages until it knows the new one.',
      confirm: 'Make a new one',
    });
    if (!confirmed) return;
    await this.#attempt(async () => this.created.set(await this.#api.renewSecret(webhook.id)));
  }

  protected async remove(webhook: Webhook): Promise<void> {
    const confirmed = await this.#dialogs.confirm({
      title: `Delete “${this.nameOf(webhook)}”?`,
      text: 'Nothing is sent to it any more, and its log goes with it. This cannot be taken back.',
      confirm: 'Delete',
    });
    if (!confirmed) return;
    await this.#attempt(async () => {
      await this.#api.remove(webhook.id);
      this.webhooks.update((webhooks) => webhooks?.filter(({ id }) => id !== webhook.id) ?? null);
      if (this.created()?.id === webhook.id) this.created.set(null);
    });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#notices.failure(textOf(error));
    }
  }
}
