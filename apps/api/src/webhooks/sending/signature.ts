import { createHmac } from 'node:crypto';

/** Begins every secret, so that people and scanners recognise one (Standard Webhooks). */
const SECRET_PREFIX = 'whsec_';
/** As long as the hash: more adds nothing, less is easier to guess. */
export const SECRET_BYTES = 32;

/** The key as its owner is told it. */
export function secretText(key: Uint8Array): string {
  return SECRET_PREFIX + Buffer.from(key).toString('base64');
}

/**
 * The headers that Standard Webhooks 1.0 wants of a message: who receives it can tell that it comes from here, unchanged,
 * and by the time in it that nobody repeats an old one.
 *
 * @param sentAt of this attempt
 */
export function signatureHeaders(
  key: Uint8Array,
  message: { id: string; body: string },
  sentAt: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const signature = createHmac('sha256', key)
    .update(`${message.id}.${timestamp}.${message.body}`)
    .digest('base64');
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
