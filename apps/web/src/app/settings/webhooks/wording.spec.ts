import type { Webhook, WebhookDelivery } from '@reclimb/contracts';
import { attemptsText, nextText, troubleText } from './wording';

const now = Date.parse('2026-06-17T18:00:00Z');
const minutes = (count: number) => new Date(now + count * 60_000).toISOString();

describe('what is said of a webhook', () => {
  const webhook = { enabled: true, disabledReason: null, failingSince: null } as Webhook;

  it('is nothing as long as all is well, also while its owner has paused it', () => {
    expect(troubleText(webhook, now)).toBe('');
    expect(troubleText({ ...webhook, enabled: false, failingSince: minutes(-9) }, now)).toBe('');
  });

  it('names the trouble and the way on', () => {
    expect(troubleText({ ...webhook, failingSince: minutes(-9) }, now)).toContain('since 9 minutes ago');
    expect(troubleText({ ...webhook, enabled: false, disabledReason: 'failing' }, now)).toContain('resume');
    expect(troubleText({ ...webhook, enabled: false, disabledReason: 'gone' }, now)).toContain('address');
  });
});

describe('what is said of a delivery', () => {
  const delivery = {
    ...{ status: 'pending', attempts: 2, responseStatus: 503, durationMs: 1204, createdAt: minutes(-6) },
    nextAttemptAt: minutes(4),
  } as WebhookDelivery;

  it('tells how often it was tried, what was answered, and when it is tried again', () => {
    expect(attemptsText(delivery, now)).toBe('6 minutes ago · 2 attempts · answered 503 · 1,204 ms');
    expect(nextText(delivery, now)).toBe('Next try in 4 minutes');
  });

  it('says of what is not tried again nothing of a next try', () => {
    expect(nextText({ ...delivery, status: 'failed', nextAttemptAt: null }, now)).toBe('');
    expect(nextText({ ...delivery, attempts: 0 }, now)).toBe('Is being sent');
  });
});
