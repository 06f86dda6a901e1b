import { Injectable, inject } from '@angular/core';
import {
  type CreatedWebhook,
  type NewWebhook,
  type Webhook,
  type WebhookDelivery,
  type WebhookDeliveryPage,
  type WebhookPatch,
  createdWebhookSchema,
  webhookDeliveryPageSchema,
  webhookDeliverySchema,
  webhookSchema,
} from '@reclimb/contracts';
import * as z from 'zod';
import { ApiClient } from './api-client';

/** Where the events of this account's sessions are sent, and what was sent. */
@Injectable({ providedIn: 'root' })
export class WebhooksApi {
  readonly #api = inject(ApiClient);

  /** Newest first. */
  list(): Promise<Webhook[]> {
    return this.#api.get('/webhooks', z.array(webhookSchema));
  }

  /** The answer tells the secret this once. */
  create(webhook: NewWebhook): Promise<CreatedWebhook> {
    return this.#api.post('/webhooks', createdWebhookSchema, { body: webhook });
  }

  patch(id: string, patch: WebhookPatch): Promise<Webhook> {
    return this.#api.patch(pathOf(id), webhookSchema, { body: patch });
  }

  remove(id: string): Promise<void> {
    return this.#api.send('DELETE', pathOf(id));
  }

  /** The old secret signs nothing from then on. */
  renewSecret(id: string): Promise<CreatedWebhook> {
    return this.#api.post(`${pathOf(id)}/secret`, createdWebhookSchema);
  }

  /** Sends a message that tells of nothing. How it went is in the log. */
  test(id: string): Promise<WebhookDelivery> {
    return this.#api.post(`${pathOf(id)}/test`, webhookDeliverySchema);
  }

  /** The log, newest first; `cursor` is the last page's `nextCursor`. */
  deliveries(id: string, cursor?: string): Promise<WebhookDeliveryPage> {
    return this.#api.get(`${pathOf(id)}/deliveries`, webhookDeliveryPageSchema, { query: { cursor } });
  }

  /** Sends the same message once more, now. */
  redeliver(id: string, deliveryId: string): Promise<WebhookDelivery> {
    const path = `${pathOf(id)}/deliveries/${encodeURIComponent(deliveryId)}/redeliver`;
    return this.#api.post(path, webhookDeliverySchema);
  }
}

const pathOf = (id: string) => `/webhooks/${encodeURIComponent(id)}`;
