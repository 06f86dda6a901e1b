import type { Webhook, WebhookDelivery } from '@reclimb/contracts';
import type { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import type { WebhookEntity } from './webhook.entity.js';

/** A row as the API tells it: field by field, so that no secret slips out. */
export function toWebhook(row: WebhookEntity): Webhook {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    events: row.events,
    enabled: row.enabled,
    failingSince: row.failingSince?.toISOString() ?? null,
    disabledReason: row.disabledReason,
    createdAt: row.createdAt.toISOString(),
  };
}

/** A row as the API tells it. */
export function toDelivery(row: WebhookDeliveryEntity): WebhookDelivery {
  return {
    id: row.id,
    event: row.event,
    sessionId: row.sessionId,
    status: row.status,
    attempts: row.attempts,
    responseStatus: row.responseStatus,
    durationMs: row.durationMs,
    error: row.error,
    createdAt: row.createdAt.toISOString(),
    lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  };
}
