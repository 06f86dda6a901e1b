import type {
  CreatedWebhook,
  Session,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookEvent,
} from '@reclimb/contracts';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { recordSession } from '../testing/recorded-session.js';
import { eventually, startOf, tell } from '../testing/recordings.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';
import { type Received, WebhookReceiver } from '../testing/webhook-receiver.js';
import { parseNetwork } from './sending/public-addresses.js';
import { Endpoint, NameServer } from './sending/endpoint.js';

const ALL: WebhookEvent[] = ['session.completed', 'session.deleted', 'session.restored'];
const DAY_MS = 86_400_000;
/** What stands for the public internet: this one address. */
const config = { webhookPrivateNetworks: [parseNetwork('127.0.0.1')].flatMap((network) => network ?? []) };

describe('/api/v1/webhooks', () => {
  let app: TestApp;
  let climber: TestUser;
  let receiver: WebhookReceiver;

  beforeAll(async () => (app = await startApp({ config })));
  beforeEach(async () => {
    climber = await app.newUser();
    receiver = await WebhookReceiver.start();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await receiver.close();
  });
  afterAll(() => app.close());

  const call = (method: string, path: string, json?: unknown, user = climber, of = app) =>
    of.fetch(`/api/v1${path}`, { method, user, json });
  const read = async <T>(path: string, of = app) =>
    (await (await call('GET', path, undefined, climber, of)).json()) as T;
  async function made<T>(answer: Promise<Response>, status: number): Promise<T> {
    const { status: answered, ...rest } = await answer.then(async (response) => ({
      status: response.status,
      body: (await response.json()) as T,
    }));
    expect([answered, rest.body]).toEqual([status, expect.anything()]);
    return rest.body;
  }
  const create = (url = receiver.url, events = ALL) =>
    made<CreatedWebhook>(call('POST', '/webhooks', { url, events, name: 'Diary' }), 201);
  const record = () => recordSession(app, climber, { frames: 3, start: { name: 'Überhang' } });
  const messages = (count: number) =>
    eventually(
      () => Promise.resolve(receiver.received),
      (received) => received.length >= count,
    );
  const log = async (id: string, of = app) =>
    (await read<WebhookDeliveryPage>(`/webhooks/${id}/deliveries`, of)).items;
  const newest = (id: string, accept: (delivery: WebhookDelivery) => boolean, of = app) =>
    eventually(
      async () => (await log(id, of))[0],
      (delivery) => delivery !== undefined && accept(delivery),
    ) as Promise<WebhookDelivery>;
  const attempted = (id: string) => newest(id, ({ attempts }) => attempts > 0);
  const hurry = (of = app) =>
    of.dataSource.query('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now()');
  const test = (id: string) => made<WebhookDelivery>(call('POST', `/webhooks/${id}/test`), 202);

  it('tells of a completed session, signed so that anybody’s implementation can check it', async () => {
    const { secret } = await create();
    const session = await record();
    const { headers, body, message } = (await messages(1))[0] as Received;
    expect(new StandardWebhook(secret).verify(body, headers)).toEqual(message);
    expect(() => new StandardWebhook(secret).verify(body.replace('Ü', 'U'), headers)).toThrow('signature');
    const later = { ...headers, 'webhook-timestamp': `${Number(headers['webhook-timestamp']) + 1}` };
    expect(() => new StandardWebhook(secret).verify(body, later)).toThrow('signature');
    expect(message).toEqual({
      type: 'session.completed',
      timestamp: expect.any(String),
      data: { session: await read<Session>(`/sessions/${session.id}`) },
    });
    expect(headers['content-type']).toBe('application/json');
  });

  it('tells of the trash and of the end, once each and only of what happened', async () => {
    const session = await record();
    const other = await recordSession(app, await app.newUser(), { frames: 2 });
    const { id } = await create();
    const bulk = (action: string, ids = [session.id]) => call('POST', '/sessions/bulk', { action, ids });
    expect((await bulk('delete', [session.id, other.id])).status).toBe(404);
    expect((await bulk('delete')).status).toBe(200);
    expect((await bulk('delete')).status).toBe(200);
    expect((await bulk('restore')).status).toBe(200);
    expect((await bulk('pin')).status).toBe(200);
    expect((await call('DELETE', `/sessions/${session.id}?permanent=true`)).status).toBe(204);
    await messages(3);
    expect(
      receiver.received.map(({ message: { type, data } }) => [type, data.session?.id, data.permanent]),
    ).toEqual([
      ['session.deleted', session.id, false],
      ['session.restored', session.id, undefined],
      ['session.deleted', session.id, true],
    ]);
    expect(await log(id)).toHaveLength(3);
  });

  it('tells only of what it wants to hear, and not while it is disabled', async () => {
    const deletions = await create(undefined, ['session.deleted']);
    const disabled = await create();
    await call('PATCH', `/webhooks/${disabled.id}`, { enabled: false });
    const { id } = await record();
    await call('DELETE', `/sessions/${id}`);
    await messages(1);
    expect((await log(deletions.id)).map(({ event, sessionId }) => [event, sessionId])).toEqual([
      ['session.deleted', id],
    ]);
    expect(await log(disabled.id)).toEqual([]);
  });

  it('tells of an import and of a recording that was thrown away', async () => {
    const { sessionId } = await made<{ sessionId: string }>(call('POST', '/sessions', startOf()), 201);
    const { id } = await record();
    const archive = await (await call('GET', `/sessions/${id}/export?format=zip`)).arrayBuffer();
    const webhook = await create();
    const imported = await made<Session>(
      app.fetch('/api/v1/sessions/import', {
        ...{ method: 'POST', user: climber, body: archive },
        headers: { 'content-type': 'application/zip' },
      }),
      201,
    );
    await messages(1);
    const socket = await app.connect('/recording', climber);
    await tell(socket, 'cancel_recording', { sessionId });
    await messages(2);
    expect((await log(webhook.id)).map(({ event, sessionId }) => [event, sessionId])).toEqual([
      ['session.deleted', sessionId],
      ['session.completed', imported.id],
    ]);
  });

  it('tries again with the same id until it is taken, also after a restart of the server', async () => {
    const { id, secret } = await create();
    receiver.answer = (response) => response.writeHead(503).end();
    await record();
    const refused = await attempted(id);
    expect(refused).toMatchObject({
      ...{ status: 'pending', attempts: 1, responseStatus: 503, error: 'The endpoint answered 503' },
      ...{ durationMs: expect.any(Number), nextAttemptAt: expect.any(String) },
    });
    expect(await read<Webhook>(`/webhooks/${id}`)).toMatchObject({
      enabled: true,
      failingSince: expect.any(String),
    });

    receiver.answer = (response) => response.writeHead(200).end('thanks');
    const { databaseUrl, dataDir } = app.config;
    const second = await startApp({ config: { ...config, dataDir }, databaseUrl });
    try {
      await hurry(second);
      const delivered = await newest(id, ({ status }) => status === 'delivered', second);
      expect(delivered).toMatchObject({ id: refused.id, attempts: 2, responseStatus: 200, error: null });
      expect(delivered.nextAttemptAt).toBeNull();
      expect(await read<Webhook>(`/webhooks/${id}`, second)).toMatchObject({ failingSince: null });
    } finally {
      await second.close();
    }
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([refused.id, refused.id]);
    const [first, last] = receiver.received;
    expect(first?.body).toBe(last?.body);
    for (const { body, headers } of receiver.received) new StandardWebhook(secret).verify(body, headers);
  });

  it('follows no redirect', async () => {
    const { id } = await create();
    receiver.answer = (response) => response.writeHead(307, { location: '/elsewhere' }).end();
    await test(id);
    expect(await attempted(id)).toMatchObject({
      ...{ status: 'failed', responseStatus: 307, nextAttemptAt: null },
      error: 'The endpoint answered 307; redirects are not followed',
    });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
  });

  it('connects only to the address that it has checked, whatever the name server says next time', async () => {
    const { id } = await create(`http://rebinding.example:${receiver.port}/`);
    const resolve = jest.spyOn(app.app.get(NameServer), 'resolve');
    const at = (...addresses: string[]) => addresses.map((address) => ({ address, family: 4 }));
    // 127.0.0.1 stands for a public address, the others for private ones. This machine listens on all of them.
    resolve.mockResolvedValueOnce(at('127.0.0.1')).mockResolvedValue(at('127.0.0.2'));
    await test(id);
    expect(await attempted(id)).toMatchObject({ status: 'delivered' });
    await test(id);
    const refused = await newest(id, ({ status }) => status === 'failed');
    expect(refused.error).toContain('not in the public internet');
    resolve.mockResolvedValue(at('127.0.0.3', '127.0.0.1', '10.0.0.1'));
    await test(id);
    await messages(2);
    expect(receiver.received.map(({ localAddress }) => localAddress?.replace('::ffff:', ''))).toEqual([
      '127.0.0.1',
      '127.0.0.1',
    ]);
    // One look at the name for each attempt: none between the check and the connection.
    expect(resolve).toHaveBeenCalledTimes(3);
  });

  it.each([
    ...[
      'http://10.0.0.1/',
      'http://[::1]:3000/',
      'http://[::ffff:10.0.0.1]/',
      'https://169.254.169.254/meta',
    ],
    ...['http://0x7f000002/', 'http://2130706434/', 'http://127.0.2/', 'ftp://example.org/', 'example.org'],
    ...['https://user:secret@example.org/', 'javascript:alert(1)', ''],
  ])('refuses %s', async (url) => {
    const refused = await call('POST', '/webhooks', { url, events: ALL });
    expect([refused.status, await refused.json()]).toEqual([
      400,
      expect.objectContaining({
        code: 'validation_failed',
        errors: [{ path: 'url', message: expect.any(String) }],
      }),
    ]);
  });

  it('waits no longer than it should, and reads no answer without end', async () => {
    const { id } = await create();
    const endpoint = app.app.get(Endpoint);
    jest.replaceProperty(endpoint as unknown as { timeoutMs: number }, 'timeoutMs', 200);
    receiver.answer = () => undefined;
    await test(id);
    expect(await attempted(id)).toMatchObject({ status: 'failed', error: 'No answer within 0.2 seconds' });
    jest.restoreAllMocks();

    const closed = new Promise<void>((resolve) => {
      receiver.answer = (response) => {
        response.writeHead(200).on('close', resolve);
        const more = () => {
          while (response.write(Buffer.alloc(16_384)));
          response.once('drain', more);
        };
        more();
      };
    });
    await test(id);
    await closed;
    expect(await newest(id, ({ status }) => status === 'delivered')).toMatchObject({ responseStatus: 200 });
  });

  it('disables an endpoint that has taken nothing for days, and tells its owner', async () => {
    const { id } = await create();
    receiver.answer = (response) => response.writeHead(500).end();
    await record();
    const { id: deliveryId } = await attempted(id);
    // Three days and all attempts later.
    const since = new Date(Date.now() - 3.1 * DAY_MS);
    await app.dataSource.query('UPDATE webhook SET failing_since = $2 WHERE id = $1', [id, since]);
    await app.dataSource.query('UPDATE webhook_delivery SET attempts = 8 WHERE id = $1', [deliveryId]);
    await hurry();
    expect(await newest(id, ({ status }) => status === 'failed')).toMatchObject({
      ...{ attempts: 9, nextAttemptAt: null },
    });
    expect(await read<Webhook>(`/webhooks/${id}`)).toMatchObject({
      ...{ enabled: false, disabledReason: 'failing', failingSince: since.toISOString() },
    });
    expect((await call('POST', `/webhooks/${id}/deliveries/${deliveryId}/redeliver`)).status).toBe(409);

    receiver.answer = (response) => response.writeHead(204).end();
    expect(await (await call('PATCH', `/webhooks/${id}`, { enabled: true })).json()).toMatchObject({
      ...{ enabled: true, disabledReason: null, failingSince: null },
    });
    await call('POST', `/webhooks/${id}/deliveries/${deliveryId}/redeliver`);
    expect(await newest(id, ({ status }) => status === 'delivered')).toMatchObject({
      id: deliveryId,
      attempts: 1,
    });
  });

  it('disables an endpoint that says that it is gone, with all that waits for it', async () => {
    const { id } = await create();
    receiver.answer = (response) => response.writeHead(500).end();
    await record();
    await attempted(id);
    receiver.answer = (response) => response.writeHead(410).end();
    await record();
    await eventually(
      () => log(id),
      (items) => items.length === 2 && items.every(({ status }) => status === 'failed'),
    );
    expect(await read<Webhook>(`/webhooks/${id}`)).toMatchObject({ enabled: false, disabledReason: 'gone' });
  });

  it('keeps the secret to itself, in answers and in the database', async () => {
    const { secret, ...webhook } = await create();
    await record();
    const deliveryId = (await attempted(webhook.id)).id;
    expect(await read(`/webhooks/${webhook.id}`)).toEqual(webhook);
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const answers = [
      call('GET', '/webhooks'),
      call('GET', `/webhooks/${webhook.id}`),
      call('PATCH', `/webhooks/${webhook.id}`, { name: 'Other' }),
      call('POST', `/webhooks/${webhook.id}/test`),
      call('GET', `/webhooks/${webhook.id}/deliveries`),
      call('POST', `/webhooks/${webhook.id}/deliveries/${deliveryId}/redeliver`),
    ];
    for (const answer of answers) expect(await (await answer).text()).not.toMatch(/secret|whsec_/);
    const [{ sealed }] = await app.dataSource.query(
      'SELECT sealed_secret AS sealed FROM webhook WHERE id = $1',
      [webhook.id],
    );
    expect((sealed as Buffer).includes(key)).toBe(false);
    // A secret that was copied to another row signs nothing there.
    const other = await create();
    await app.dataSource.query('UPDATE webhook SET sealed_secret = $2 WHERE id = $1', [other.id, sealed]);
    await test(other.id);
    expect((await attempted(other.id)).error).toContain('secret');

    const renewed = await made<CreatedWebhook>(call('POST', `/webhooks/${other.id}/secret`), 200);
    await eventually(
      () => log(webhook.id),
      (items) => items.every(({ status }) => status === 'delivered'),
    );
    receiver.received.length = 0;
    await test(other.id);
    const { body, headers } = (await messages(1))[0] as Received;
    expect(() => new StandardWebhook(other.secret).verify(body, headers)).toThrow();
    new StandardWebhook(renewed.secret).verify(body, headers);
  });

  it('has webhooks of others not there, and asks tokens for their scope', async () => {
    const { id } = await create();
    const { id: deliveryId } = await test(id);
    const stranger = await app.newUser('admin');
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { name: 'mine' }],
      ['DELETE', '', undefined],
      ['POST', '/secret', undefined],
      ['POST', '/test', undefined],
      ['GET', '/deliveries', undefined],
      ['POST', `/deliveries/${deliveryId}/redeliver`, undefined],
    ] as const) {
      expect([method, path, (await call(method, `/webhooks/${id}${path}`, body, stranger)).status]).toEqual([
        ...[method, path, 404],
      ]);
    }
    expect(await (await call('GET', '/webhooks', undefined, stranger)).json()).toEqual([]);
    const { token } = await made<{ token: string }>(
      call('POST', '/tokens', { name: 'reader', scopes: ['sessions:read'] }),
      201,
    );
    const headers = { authorization: `Bearer ${token}` };
    expect((await app.fetch('/api/v1/webhooks', { headers })).status).toBe(200);
    const json = { url: receiver.url, events: ALL };
    expect((await app.fetch('/api/v1/webhooks', { method: 'POST', headers, json })).status).toBe(403);
    expect((await call('DELETE', `/webhooks/${id}`)).status).toBe(204);
    expect((await call('GET', `/webhooks/${id}`)).status).toBe(404);
  });

  it('is removed while the outcome of a delivery is being noted', async () => {
    let answer = () => {};
    receiver.answer = (response) => (answer = () => response.writeHead(503).end());
    const { id } = await create();
    await test(id);
    await messages(1);
    const waiting = (count: number) =>
      eventually(
        async () => {
          const locked = `datname = current_database() AND wait_event_type = 'Lock'`;
          return (await app.dataSource.query(`SELECT FROM pg_stat_activity WHERE ${locked}`)) as unknown[];
        },
        (sessions) => sessions.length === count,
      );
    // Keeps both waiting for the webhook, the removal first.
    const other = app.dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query('SELECT FROM webhook WHERE id = $1 FOR UPDATE', [id]);
    const removed = call('DELETE', `/webhooks/${id}`);
    await waiting(1);
    answer();
    await waiting(2);
    // What the removal comes to next is not locked by who waits behind it.
    const free = 'SELECT id FROM webhook_delivery WHERE webhook_id = $1 FOR UPDATE SKIP LOCKED';
    const unlocked = (await other.query(free, [id])) as unknown[];
    await other.rollbackTransaction();
    await other.release();
    expect(unlocked).toHaveLength(1);
    expect((await removed).status).toBe(204);
    expect((await call('GET', `/webhooks/${id}`)).status).toBe(404);
  });

  it('pages through the log, each delivery once, and forgets what is older than a month', async () => {
    const { id } = await create();
    await app.dataSource.query(
      `INSERT INTO webhook_delivery (id, webhook_id, event, body, status, next_attempt_at, created_at)
       SELECT gen_random_uuid(), $1, 'session.deleted', '{}', 'delivered', NULL, now() - i / 3 * interval '1 day'
         FROM generate_series(0, 99) AS i`,
      [id],
    );
    await app.dataSource.query(`SELECT graphile_worker.add_job('forget-webhook-deliveries')`);
    await eventually(
      async () =>
        (await app.dataSource.query('SELECT FROM webhook_delivery WHERE webhook_id = $1', [id])).length,
      (count) => count === 90,
    );
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: WebhookDeliveryPage = await read(
        `/webhooks/${id}/deliveries?limit=7${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map((delivery) => delivery.id));
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([90, 90]);
    expect((await call('GET', `/webhooks/${id}/deliveries?cursor=AAAA`)).status).toBe(400);
  });

  it('makes twenty webhooks for an account and no more', async () => {
    for (let made = 0; made < 20; made++) await create();
    const refused = await call('POST', '/webhooks', { url: receiver.url, events: ALL });
    expect([refused.status, await refused.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'quota_exceeded' }),
    ]);
  });
});
