import { randomUUID } from 'node:crypto';
import { type WebhookDelivery, type WebhookEvent, type WebhookMessage } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IS_BLOCKED } from '../accounts/user-account.entity.js';
import { Jobs } from '../jobs/jobs.js';
import { toSession } from '../sessions/session.mapper.js';
import type { SessionRecording } from '../sessions/session-recording.entity.js';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.js';

export const SEND_WEBHOOK_JOB = 'send-webhook';

/** A delivery to be made. */
interface NewDelivery {
  webhookId: string;
  event: WebhookDelivery['event'];
  sessionId: string | null;
  data: WebhookMessage['data'];
}

/** Where an event becomes deliveries: rows and jobs of the very transaction that makes it happen. */
@Injectable()
export class WebhookOutbox {
  constructor(private readonly jobs: Jobs) {}

  /**
   * Tells the webhooks of the sessions' owners, but of those who are kept out. To be called in the transaction in which it happens, with the rows as
   * they are then, each with its user.
   */
  async announce(
    manager: EntityManager,
    event: WebhookEvent,
    sessions: readonly SessionRecording[],
    facts: Omit<WebhookMessage['data'], 'session'> = {},
  ): Promise<void> {
    if (sessions.length === 0) return;
    // Locked, so that none is removed before its deliveries are stored.
    const webhooks: { id: string; user_id: string }[] = await manager.query(
      `SELECT w.id, w.user_id FROM webhook AS w JOIN user_account AS u ON u.id = w.user_id AND NOT ${IS_BLOCKED}
        WHERE w.user_id = ANY ($1::uuid[]) AND w.enabled AND $2 = ANY (w.events) ORDER BY w.id FOR KEY SHARE OF w`,
      [[...new Set(sessions.map(({ userId }) => userId))], event],
    );
    for (const webhook of webhooks) {
      for (const session of sessions.filter(({ userId }) => userId === webhook.user_id)) {
        const data = { session: toSession(session), ...facts };
        await this.enqueue(manager, { webhookId: webhook.id, event, sessionId: session.id, data });
      }
    }
  }

  /** Stores a delivery and queues its first attempt; answers its id. */
  async enqueue(manager: EntityManager, { webhookId, event, sessionId, data }: NewDelivery): Promise<string> {
    const id = randomUUID();
    const message: WebhookMessage = { type: event, timestamp: new Date().toISOString(), data };
    const body = JSON.stringify(message);
    await manager.insert(WebhookDeliveryEntity, { id, webhookId, event, sessionId, body });
    await this.attempt(manager, { id, webhookId });
    return id;
  }

  /** Queues an attempt, not before `runAt`. Those of one webhook come one after the other. */
  attempt(
    manager: EntityManager,
    { id, webhookId }: { id: string; webhookId: string },
    runAt?: Date,
  ): Promise<void> {
    return this.jobs.add(
      manager,
      SEND_WEBHOOK_JOB,
      { deliveryId: id },
      { jobKey: id, queue: `webhook:${webhookId}`, ...(runAt && { runAt }) },
    );
  }
}
