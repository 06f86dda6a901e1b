import * as z from 'zod';
import { sessionSchema } from './session.js';
import { textSchema } from './text.js';

/** What a webhook can be told of. */
export const WEBHOOK_EVENTS = ['session.completed', 'session.deleted', 'session.restored'] as const;
/** One of {@link WEBHOOK_EVENTS}. */
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** The event of a delivery that its owner asked for, to see whether the endpoint answers. */
export const WEBHOOK_TEST_EVENT = 'webhook.test';

/** Most webhooks of one account: every one of them is told of everything it wants to hear. */
export const MAX_WEBHOOKS = 20;

const webhookUrl = z
  .url({ protocol: /^https?$/, error: 'Expected an http:// or https:// URL' })
  .max(2000)
  .refine((url) => !/^[^/]*\/\/[^/?#]*@/.test(url), {
    message: 'Expected a URL without a user name and password',
  })
  .meta({
    description:
      'Where events are sent by POST: `https://…`, or `http://…`. Without a user name and password.',
    example: 'https://example.org/hooks/reclimb',
  });

const webhookEvents = z
  .array(z.enum(WEBHOOK_EVENTS))
  .min(1)
  .transform((events) => [...new Set(events)])
  .meta({ description: 'What it is told of.', example: ['session.completed', 'session.deleted'] });

const webhookName = textSchema
  .trim()
  .max(100)
  .meta({ description: 'What its owner calls it; may be empty.', example: 'Training diary' });

/** The body of `POST /webhooks`. */
export const newWebhookSchema = z
  .strictObject({ url: webhookUrl, events: webhookEvents, name: webhookName.default('') })
  .meta({ id: 'NewWebhook', description: 'A webhook to be made.' });
/** See {@link newWebhookSchema}. */
export type NewWebhook = z.infer<typeof newWebhookSchema>;

/** The body of `PATCH /webhooks/:id`: what is absent stays. */
export const webhookPatchSchema = z
  .strictObject({
    url: webhookUrl.optional(),
    events: webhookEvents.optional(),
    name: webhookName.optional(),
    enabled: z.boolean().optional().describe('`true` also puts an end to a disabling by the server.'),
  })
  .meta({ id: 'WebhookPatch', description: 'What is to be changed; what is absent stays.' });
/** See {@link webhookPatchSchema}. */
export type WebhookPatch = z.infer<typeof webhookPatchSchema>;

/** A webhook without its secret. Times are ISO 8601 in UTC. */
export const webhookSchema = z
  .object({
    id: z.uuid().describe('Its id.'),
    name: z.string().meta({ description: 'What its owner calls it.', example: 'Training diary' }),
    url: z
      .string()
      .meta({ description: 'Where events are sent.', example: 'https://example.org/hooks/reclimb' }),
    events: z.array(z.enum(WEBHOOK_EVENTS)).describe('What it is told of.'),
    enabled: z
      .boolean()
      .describe('Whether events are sent. Those of a time when it was not are not made up for.'),
    failingSince: z.iso
      .datetime()
      .nullable()
      .describe('Since when every attempt has failed; null when the last one succeeded.'),
    disabledReason: z
      .enum(['failing', 'gone'])
      .nullable()
      .describe(
        'Why the server has disabled it: every attempt failed for days (`failing`), or the endpoint answered 410 (`gone`).',
      ),
    createdAt: z.iso.datetime().describe('When it was made.'),
  })
  .meta({ id: 'Webhook', description: 'Where events of the owner’s sessions are sent.' });
/** See {@link webhookSchema}. */
export type Webhook = z.infer<typeof webhookSchema>;

/** A webhook with the secret that signs its messages, which is told this once. */
export const createdWebhookSchema = webhookSchema
  .extend({
    secret: z.string().meta({
      description:
        'Signs what is sent (Standard Webhooks); told this once. Base64 of the key behind `whsec_`.',
      example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=',
    }),
  })
  .meta({ id: 'CreatedWebhook', description: 'A webhook with its secret.' });
/** See {@link createdWebhookSchema}. */
export type CreatedWebhook = z.infer<typeof createdWebhookSchema>;

/** How a delivery stands: `pending` is tried (again), `delivered` was answered by a 2xx, `failed` was given up. */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;
/** One of {@link DELIVERY_STATUSES}. */
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** One event on its way to one webhook, or arrived there. */
export const webhookDeliverySchema = z
  .object({
    id: z.uuid().describe('The `webhook-id` of the message: the same in every attempt and redelivery.'),
    event: z.enum([...WEBHOOK_EVENTS, WEBHOOK_TEST_EVENT]).describe('What it tells of.'),
    sessionId: z.uuid().nullable().describe('The session it tells of; null for a test.'),
    status: z
      .enum(DELIVERY_STATUSES)
      .describe('`pending` is tried (again), `delivered` was answered by a 2xx, `failed` was given up.'),
    attempts: z.int().describe('Attempts so far, since it was made or sent again by hand.'),
    responseStatus: z
      .int()
      .nullable()
      .describe('The HTTP status of the last answer; null when there was none.'),
    durationMs: z.int().nullable().describe('How long the last attempt took, in milliseconds.'),
    error: z
      .string()
      .nullable()
      .meta({ description: 'Why the last attempt failed.', example: 'The endpoint answered 503' }),
    createdAt: z.iso.datetime().describe('When it happened.'),
    lastAttemptAt: z.iso.datetime().nullable().describe('When it was last tried.'),
    nextAttemptAt: z.iso.datetime().nullable().describe('When it is tried again; null when it is not.'),
  })
  .meta({ id: 'WebhookDelivery', description: 'One event on its way to a webhook, or arrived there.' });
/** See {@link webhookDeliverySchema}. */
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

/** The query of `GET /webhooks/:id/deliveries`. */
export const deliveryQuerySchema = z.strictObject({
  limit: z.coerce.number().pipe(z.int().min(1).max(100)).default(24).describe('Most items of the page.'),
  cursor: z.string().max(500).optional().describe('`nextCursor` of the page before.'),
});
/** See {@link deliveryQuerySchema}. */
export type DeliveryQuery = z.infer<typeof deliveryQuerySchema>;

/** A page of a webhook's deliveries, newest first. */
export const webhookDeliveryPageSchema = z
  .object({
    items: z.array(webhookDeliverySchema).describe('Newest first.'),
    nextCursor: z.string().nullable().describe('Where the next page begins; null on the last one.'),
  })
  .meta({ id: 'WebhookDeliveryPage', description: 'A page of deliveries.' });
/** See {@link webhookDeliveryPageSchema}. */
export type WebhookDeliveryPage = z.infer<typeof webhookDeliveryPageSchema>;

/** The body of every message to a webhook. */
export const webhookMessageSchema = z
  .object({
    type: z.enum([...WEBHOOK_EVENTS, WEBHOOK_TEST_EVENT]).describe('What happened.'),
    timestamp: z.iso.datetime().describe('When it happened.'),
    data: z
      .object({
        session: sessionSchema.optional().describe('The session as it was then; absent in a test.'),
        permanent: z
          .boolean()
          .optional()
          .describe(
            'Only of `session.deleted`: whether it is gone, or in the trash, where it can be restored.',
          ),
      })
      .describe('What it happened to.'),
  })
  .meta({ id: 'WebhookMessage', description: 'The body of every message to a webhook.' });
/** See {@link webhookMessageSchema}. */
export type WebhookMessage = z.infer<typeof webhookMessageSchema>;
