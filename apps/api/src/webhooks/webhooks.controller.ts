import {
  type CreatedWebhook,
  createdWebhookSchema,
  type DeliveryQuery,
  deliveryQuerySchema,
  type NewWebhook,
  newWebhookSchema,
  type Webhook,
  type WebhookDelivery,
  type WebhookDeliveryPage,
  webhookDeliveryPageSchema,
  webhookDeliverySchema,
  type WebhookPatch,
  webhookPatchSchema,
  webhookSchema,
} from '@reclimb/contracts';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import * as z from 'zod';
import { CurrentUser } from '../accounts/access.js';
import { type Caller } from '../accounts/caller.js';
import { WebhooksService } from './webhooks.service.js';
import { ApiProblems } from '../openapi/extensions.js';

const idSchema = z.uuid();

/** Where events of the caller's sessions are sent, and the log of what was sent. */
@ApiTags('webhooks')
@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @ApiProblems('quota_exceeded')
  @Post()
  @ApiOperation({
    summary: 'Make a webhook',
    description:
      'From now on events of your sessions are posted to `url`, signed by the `secret` that is answered this once ' +
      '(Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`). Answer with a 2xx within ten ' +
      'seconds; else it is tried again, ever later, for a day or so.',
  })
  @ApiCreatedResponse({ standardSchema: createdWebhookSchema })
  create(
    @CurrentUser() caller: Caller,
    @Body({ schema: newWebhookSchema }) body: NewWebhook,
  ): Promise<CreatedWebhook> {
    return this.webhooks.create(caller, body);
  }

  @Get()
  @ApiOperation({ summary: 'Your webhooks, newest first' })
  @ApiOkResponse({ standardSchema: z.array(webhookSchema) })
  list(@CurrentUser() caller: Caller): Promise<Webhook[]> {
    return this.webhooks.list(caller);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One webhook' })
  @ApiOkResponse({ standardSchema: webhookSchema })
  get(@CurrentUser() caller: Caller, @Param('id', { schema: idSchema }) id: string): Promise<Webhook> {
    return this.webhooks.get(caller, id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change a webhook; what is absent stays' })
  @ApiOkResponse({ standardSchema: webhookSchema })
  patch(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: webhookPatchSchema }) patch: WebhookPatch,
  ): Promise<Webhook> {
    return this.webhooks.patch(caller, id, patch);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a webhook with its log; what was still to be sent is not' })
  @ApiNoContentResponse()
  remove(@CurrentUser() caller: Caller, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.webhooks.remove(caller, id);
  }

  @Post(':id/secret')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Make a new secret',
    description: 'The old one signs nothing from now on. The new one is answered this once.',
  })
  @ApiOkResponse({ standardSchema: createdWebhookSchema })
  renewSecret(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<CreatedWebhook> {
    return this.webhooks.renewSecret(caller, id);
  }

  @ApiProblems('conflict')
  @Post(':id/test')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Send a test',
    description: 'A message of the type `webhook.test`, also when disabled. How it went is in the log.',
  })
  @ApiAcceptedResponse({ standardSchema: webhookDeliverySchema })
  test(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<WebhookDelivery> {
    return this.webhooks.test(caller, id);
  }

  @Get(':id/deliveries')
  @ApiOperation({
    summary: 'The log: what was sent and how it went, newest first',
    description: 'Kept for 30 days.',
  })
  @ApiOkResponse({ standardSchema: webhookDeliveryPageSchema })
  deliveries(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: deliveryQuerySchema }) query: DeliveryQuery,
  ): Promise<WebhookDeliveryPage> {
    return this.webhooks.deliveries(caller, id, query);
  }

  @ApiProblems('conflict')
  @Post(':id/deliveries/:deliveryId/redeliver')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Send a delivery once more, now',
    description: 'The same message with the same `webhook-id`. When it fails it is repeated like a new one.',
  })
  @ApiAcceptedResponse({ standardSchema: webhookDeliverySchema })
  redeliver(
    @CurrentUser() caller: Caller,
    @Param('id', { schema: idSchema }) id: string,
    @Param('deliveryId', { schema: idSchema }) deliveryId: string,
  ): Promise<WebhookDelivery> {
    return this.webhooks.redeliver(caller, id, deliveryId);
  }
}
