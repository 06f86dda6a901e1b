import type { DeliveryStatus, Webhook, WebhookDelivery, WebhookEvent } from '@reclimb/contracts';
import { countOf, formatUntil, formatWhen } from '@reclimb/ui';

/** What an event is, for people. */
export const EVENT_LABELS: Readonly<Record<WebhookEvent, string>> = {
  'session.completed': 'A recording is complete',
  'session.deleted': 'A recording is deleted',
  'session.restored': 'A recording is back from the trash',
};

/** How a delivery stands, for people. */
export const STATUS_LABELS: Readonly<Record<DeliveryStatus, string>> = {
  pending: 'under way',
  delivered: 'delivered',
  failed: 'given up',
};

/** What a webhook is told of. */
export function eventsText({ events }: Webhook): string {
  return events.map((event) => EVENT_LABELS[event]).join(' · ');
}

/** What is not as it should be with a webhook, and the way on; empty when nothing is. */
export function troubleText({ enabled, disabledReason, failingSince }: Webhook, now: number): string {
  switch (disabledReason) {
    case 'failing':
      return 'Stopped: nothing was taken for three days. Look at the log, mend the endpoint, then resume.';
    case 'gone':
      return 'Stopped: the endpoint answered that it is gone. Change the address, then resume.';
    case null:
      return enabled && failingSince
        ? `Nothing has been taken since ${formatWhen(failingSince, now)}. It is tried again.`
        : '';
  }
}

/** What a delivery tells of. */
export function deliveryText({ event }: WebhookDelivery): string {
  return event === 'webhook.test' ? 'Test' : EVENT_LABELS[event];
}

/** When it happened, how often it was tried, and what came of it. */
export function attemptsText(
  { createdAt, attempts, responseStatus, durationMs }: WebhookDelivery,
  now: number,
): string {
  const answer = responseStatus === null ? '' : ` · answered ${responseStatus}`;
  const time = durationMs === null ? '' : ` · ${durationMs.toLocaleString('en')} ms`;
  return `${formatWhen(createdAt, now)} · ${countOf(attempts, 'attempt')}${answer}${time}`;
}

/** When a delivery is tried again; empty when it is not. */
export function nextText({ status, attempts, nextAttemptAt }: WebhookDelivery, now: number): string {
  if (status !== 'pending' || nextAttemptAt === null) return '';
  return attempts === 0 ? 'Is being sent' : `Next try ${formatUntil(nextAttemptAt, now)}`;
}
