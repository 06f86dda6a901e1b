import { Global, Module } from '@nestjs/common';
import { DeliveryCleanup } from './delivery-cleanup.js';
import { SecretBox } from './secret-box.js';
import { Endpoint, NameServer } from './sending/endpoint.js';
import { WebhookOutbox } from './webhook-outbox.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';

/** Telling other programs what happens to sessions. What makes it happen calls the outbox. */
@Global()
@Module({
  controllers: [WebhooksController],
  providers: [
    WebhooksService,
    WebhookOutbox,
    WebhookSender,
    DeliveryCleanup,
    SecretBox,
    Endpoint,
    NameServer,
  ],
  exports: [WebhookOutbox, WebhooksService],
})
export class WebhooksModule {}
