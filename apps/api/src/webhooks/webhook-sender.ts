import { WEBHOOK_TEST_EVENT } from '@reclimb/contracts';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import * as z from 'zod';
import { TransactionRunner } from '../database/transaction-runner.js';
import { Jobs } from '../jobs/jobs.js';
import { Endpoint, EndpointError } from './sending/endpoint.js';
import { nextAttempt } from './sending/retry-schedule.js';
import { signatureHeaders } from './sending/signature.js';
import { SecretBox } from './secret-box.js';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import { SEND_WEBHOOK_JOB, WebhookOutbox } from './webhook-outbox.js';
import { WebhookEntity } from './webhook.entity.js';

/** An endpoint that has not taken anything for so long is disabled with the next delivery that is given up. */
const DISABLE_AFTER_MS = 3 * 86_400_000;
/** The endpoint says that it is not there any more and never will be again. */
const GONE = 410;

const payloadSchema = z.object({ deliveryId: z.uuid() });

/** How one attempt went. */
interface Attempt {
  at: Date;
  durationMs: number;
  responseStatus: number | null;
  /** Null when the endpoint took it. */
  error: string | null;
}

/** Sends what the outbox holds: a job an attempt, until it is taken or given up. */
@Injectable()
export class WebhookSender implements OnModuleInit {
  private readonly logger = new Logger('WebhookSender');

  constructor(
    private readonly database: DataSource,
    private readonly transactions: TransactionRunner,
    private readonly jobs: Jobs,
    private readonly outbox: WebhookOutbox,
    private readonly endpoint: Endpoint,
    private readonly secrets: SecretBox,
  ) {}

  onModuleInit(): void {
    this.jobs.register(
      SEND_WEBHOOK_JOB,
      (payload, abort) => this.send(payloadSchema.parse(payload).deliveryId, abort),
      { lane: 'network' },
    );
  }

  private async send(deliveryId: string, abort: AbortSignal): Promise<void> {
    const delivery = await this.database.manager.findOne(WebhookDeliveryEntity, {
      where: { id: deliveryId },
      relations: { webhook: true },
    });
    // Removed with its webhook, or sent by an attempt whose end was not noted in the queue.
    if (delivery?.status !== 'pending') return;
    const { webhook } = delivery;
    if (!webhook.enabled && delivery.event !== WEBHOOK_TEST_EVENT) {
      await this.withWebhook(webhook.id, (manager) =>
        this.giveUp(manager, webhook.id, 'The webhook is disabled'),
      );
      return;
    }
    const attempt = await this.attempt(delivery, abort);
    await this.withWebhook(webhook.id, (manager) => this.note(manager, delivery, attempt));
  }

  /**
   * Changes deliveries, with their webhook locked before them: who removes a webhook locks it first and its deliveries
   * after, and the other way round would be a deadlock.
   */
  private withWebhook(webhookId: string, change: (manager: EntityManager) => Promise<void>): Promise<void> {
    return this.transactions.run(async (manager) => {
      await manager.query('SELECT FROM webhook WHERE id = $1 FOR NO KEY UPDATE', [webhookId]);
      await change(manager);
    });
  }

  private async attempt({ id, body, webhook }: WebhookDeliveryEntity, abort: AbortSignal): Promise<Attempt> {
    const at = new Date();
    const begun = performance.now();
    const result = (responseStatus: number | null, error: string | null): Attempt => ({
      ...{ at, responseStatus, error },
      durationMs: Math.round(performance.now() - begun),
    });
    let key: Buffer;
    try {
      key = await this.secrets.open(webhook.sealedSecret, webhook.id);
    } catch (error) {
      this.logger.error(`The secret of webhook ${webhook.id} cannot be read: ${String(error)}`);
      return result(null, 'The secret cannot be read any more: make a new one');
    }
    try {
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Reclimb',
        ...signatureHeaders(key, { id, body }, at),
      };
      const status = await this.endpoint.post(webhook.url, { headers, body }, abort);
      return result(status, refusalOf(status));
    } catch (error) {
      if (!(error instanceof EndpointError)) throw error;
      return result(null, error.message);
    }
  }

  private async note(
    manager: EntityManager,
    delivery: WebhookDeliveryEntity,
    attempt: Attempt,
  ): Promise<void> {
    const { id, webhookId, event } = delivery;
    const attempts = delivery.attempts + 1;
    const isTest = event === WEBHOOK_TEST_EVENT;
    const failed = attempt.error !== null;
    const next = failed && !isTest ? nextAttempt(attempts, attempt.at, Math.random()) : null;
    const { affected } = await manager.update(
      WebhookDeliveryEntity,
      // Sent again by hand meanwhile: that attempt counts, not this one.
      { id, status: 'pending', attempts: delivery.attempts },
      {
        status: next ? 'pending' : failed ? 'failed' : 'delivered',
        ...{ attempts, responseStatus: attempt.responseStatus, durationMs: attempt.durationMs },
        ...{ error: attempt.error, lastAttemptAt: attempt.at, nextAttemptAt: next },
      },
    );
    if (affected !== 1) return;
    if (next) await this.outbox.attempt(manager, { id, webhookId }, next);
    if (!failed) await manager.update(WebhookEntity, { id: webhookId }, { failingSince: null });
    else if (!isTest) await this.noteFailure(manager, webhookId, attempt, next === null);
  }

  private async noteFailure(
    manager: EntityManager,
    webhookId: string,
    { at, responseStatus }: Attempt,
    givenUp: boolean,
  ): Promise<void> {
    await manager.query('UPDATE webhook SET failing_since = coalesce(failing_since, $2) WHERE id = $1', [
      webhookId,
      at,
    ]);
    const gone = responseStatus === GONE;
    const [disabled]: [unknown[], number] = await manager.query(
      `UPDATE webhook SET enabled = false, disabled_reason = $2
        WHERE id = $1 AND enabled AND ($3 OR ($4 AND failing_since < $5)) RETURNING id`,
      [webhookId, gone ? 'gone' : 'failing', gone, givenUp, new Date(at.getTime() - DISABLE_AFTER_MS)],
    );
    if (disabled.length === 0) return;
    this.logger.warn(`Webhook ${webhookId} is disabled: its endpoint takes nothing`);
    await this.giveUp(manager, webhookId, 'The webhook was disabled');
  }

  /** Ends what is still to be sent to a webhook; tests stay. */
  private async giveUp(manager: EntityManager, webhookId: string, error: string): Promise<void> {
    await manager.query(
      `UPDATE webhook_delivery SET status = 'failed', next_attempt_at = NULL, error = $2
        WHERE webhook_id = $1 AND status = 'pending' AND event <> $3`,
      [webhookId, error, WEBHOOK_TEST_EVENT],
    );
  }
}

/** What is wrong with an answer; null when it is a 2xx. */
function refusalOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `The endpoint answered ${status}; redirects are not followed`;
  return `The endpoint answered ${status}`;
}
