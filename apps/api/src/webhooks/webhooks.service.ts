import { randomBytes, randomUUID } from 'node:crypto';
import {
  type CreatedWebhook,
  type DeliveryQuery,
  MAX_WEBHOOKS,
  type NewWebhook,
  type Webhook,
  WEBHOOK_TEST_EVENT,
  type WebhookDelivery,
  type WebhookDeliveryPage,
  type WebhookPatch,
} from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Caller } from '../accounts/caller.js';
import { TransactionRunner } from '../database/transaction-runner.js';
import { DomainError } from '../errors/domain-error.js';
import { validationError } from '../errors/validation.js';
import { decodeDeliveryCursor, encodeDeliveryCursor } from './delivery-cursor.js';
import { SecretBox } from './secret-box.js';
import { Endpoint } from './sending/endpoint.js';
import { SECRET_BYTES, secretText } from './sending/signature.js';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import { WebhookOutbox } from './webhook-outbox.js';
import { toDelivery, toWebhook } from './webhook.mapper.js';
import { WebhookEntity } from './webhook.entity.js';

/** The webhooks of the caller, and what was sent to them. Those of others do not exist. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly database: DataSource,
    private readonly transactions: TransactionRunner,
    private readonly outbox: WebhookOutbox,
    private readonly secrets: SecretBox,
    private readonly endpoint: Endpoint,
  ) {}

  /** Newest first. */
  async list({ userId }: Caller): Promise<Webhook[]> {
    const order = { createdAt: 'DESC', id: 'ASC' } as const;
    return (await this.database.manager.find(WebhookEntity, { where: { userId }, order })).map(toWebhook);
  }

  async get(caller: Caller, id: string): Promise<Webhook> {
    return toWebhook(await this.own(caller, id));
  }

  async create(caller: Caller, { url, events, name }: NewWebhook): Promise<CreatedWebhook> {
    this.checkUrl(url);
    const { userId } = caller;
    if ((await this.database.manager.countBy(WebhookEntity, { userId })) >= MAX_WEBHOOKS) {
      throw new DomainError('quota_exceeded', `An account has at most ${MAX_WEBHOOKS} webhooks`);
    }
    const id = randomUUID();
    const { secret, sealedSecret } = await this.newSecret(id);
    await this.database.manager.insert(WebhookEntity, { id, userId, url, events, name, sealedSecret });
    return { ...(await this.get(caller, id)), secret };
  }

  async patch(caller: Caller, id: string, patch: WebhookPatch): Promise<Webhook> {
    if (patch.url !== undefined) this.checkUrl(patch.url);
    await this.own(caller, id);
    // A new address, or an owner who says that it works again, begins anew.
    const begins = patch.url !== undefined || patch.enabled === true;
    await this.database.query(
      `UPDATE webhook
          SET url = coalesce($3, url), events = coalesce($4, events), name = coalesce($5, name),
              enabled = coalesce($6, enabled),
              disabled_reason = CASE WHEN $6 IS NULL THEN disabled_reason END,
              failing_since = CASE WHEN NOT $7 THEN failing_since END
        WHERE id = $1 AND user_id = $2`,
      [
        ...[id, caller.userId, patch.url ?? null, patch.events ?? null, patch.name ?? null],
        ...[patch.enabled ?? null, begins],
      ],
    );
    return this.get(caller, id);
  }

  async remove({ userId }: Caller, id: string): Promise<void> {
    // Its log goes with it, which somebody may be writing to.
    const { affected } = await this.transactions.run((manager) =>
      manager.delete(WebhookEntity, { id, userId }),
    );
    if (affected !== 1) throw webhookNotFound();
  }

  /** Makes a new secret; what is sent from now on is signed by it alone. */
  async renewSecret(caller: Caller, id: string): Promise<CreatedWebhook> {
    const webhook = await this.get(caller, id);
    const { secret, sealedSecret } = await this.newSecret(id);
    const { affected } = await this.database.manager.update(
      WebhookEntity,
      { id, userId: caller.userId },
      { sealedSecret },
    );
    if (affected !== 1) throw webhookNotFound();
    return { ...webhook, secret };
  }

  /** Sends a message that tells of nothing, also to a webhook that is disabled. It is not repeated. */
  async test(caller: Caller, id: string): Promise<WebhookDelivery> {
    await this.own(caller, id);
    return this.transactions.run(async (manager) => {
      const event = WEBHOOK_TEST_EVENT;
      // Locked, so that two requests do not both find no test on its way.
      await manager.query('SELECT FROM webhook WHERE id = $1 FOR UPDATE', [id]);
      if (await manager.existsBy(WebhookDeliveryEntity, { webhookId: id, event, status: 'pending' })) {
        throw new DomainError('conflict', 'A test is on its way already');
      }
      const deliveryId = await this.outbox.enqueue(manager, {
        ...{ webhookId: id, event, sessionId: null },
        data: {},
      });
      return toDelivery(await manager.findOneByOrFail(WebhookDeliveryEntity, { id: deliveryId }));
    });
  }

  async deliveries(
    caller: Caller,
    webhookId: string,
    { limit, cursor }: DeliveryQuery,
  ): Promise<WebhookDeliveryPage> {
    await this.own(caller, webhookId);
    const query = this.database
      .createQueryBuilder(WebhookDeliveryEntity, 'd')
      .where('d.webhook_id = :webhookId', { webhookId })
      .orderBy({ 'd.createdAt': 'DESC', 'd.id': 'DESC' })
      .limit(limit + 1);
    if (cursor !== undefined) {
      query.andWhere('(d.created_at, d.id) < (:createdAt, :id)', decodeDeliveryCursor(cursor));
    }
    const rows = await query.getMany();
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(toDelivery),
      nextCursor: rows.length > limit && last ? encodeDeliveryCursor(last) : null,
    };
  }

  /** Sends a delivery once more, now, however it went so far; its attempts count from the beginning. */
  async redeliver(caller: Caller, webhookId: string, id: string): Promise<WebhookDelivery> {
    const { enabled } = await this.own(caller, webhookId);
    return this.transactions.run(async (manager) => {
      const delivery = await this.requireDelivery(manager, webhookId, id);
      if (!enabled && delivery.event !== WEBHOOK_TEST_EVENT) {
        throw new DomainError('conflict', 'The webhook is disabled; enable it first');
      }
      const nextAttemptAt = new Date();
      await manager.update(
        WebhookDeliveryEntity,
        { id },
        {
          status: 'pending',
          attempts: 0,
          responseStatus: null,
          durationMs: null,
          error: null,
          nextAttemptAt,
        },
      );
      await this.outbox.attempt(manager, { id, webhookId });
      return toDelivery(await this.requireDelivery(manager, webhookId, id));
    });
  }

  private async requireDelivery(
    manager: EntityManager,
    webhookId: string,
    id: string,
  ): Promise<WebhookDeliveryEntity> {
    const delivery = await manager.findOneBy(WebhookDeliveryEntity, { id, webhookId });
    if (!delivery) throw new DomainError('not_found', 'There is no such delivery, or not any more');
    return delivery;
  }

  private async own({ userId }: Caller, id: string): Promise<WebhookEntity> {
    const row = await this.database.manager.findOneBy(WebhookEntity, { id, userId });
    if (!row) throw webhookNotFound();
    return row;
  }

  private async newSecret(id: string): Promise<{ secret: string; sealedSecret: Buffer }> {
    const key = randomBytes(SECRET_BYTES);
    return { secret: secretText(key), sealedSecret: await this.secrets.seal(key, id) };
  }

  /** What cannot be sent to is refused at once; a name is looked up when something is sent. */
  private checkUrl(url: string): void {
    const refusal = this.endpoint.refusal(url);
    if (refusal !== null) throw validationError([{ path: ['url'], message: refusal }]);
  }
}

const webhookNotFound = () => new DomainError('not_found', 'There is no such webhook');
