import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { expect, test } from './fixtures.js';

test.use({ model: 'marker-finder', clip: 'climber' });

/** What another program answers. */
let answer: number;
let receiver: Server;
let address: string;

test.beforeEach(async () => {
  receiver = createServer((request, response) => {
    request.resume();
    response.writeHead(answer).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
test.afterEach(() => new Promise((resolve) => receiver.close(resolve)));

test('another program is told of recordings: a webhook is made, tried, sent again, paused and deleted', async ({
  climber,
}) => {
  await climber.goto('/settings');
  await climber.getByTestId('settings-integrations').click();
  await climber.getByTestId('webhook-new').click();
  await climber.getByTestId('webhook-url').fill('http://10.0.0.1/hook');
  await climber.getByTestId('webhook-save').click();
  await expect(climber.getByTestId('webhook-form').locator('mat-error')).toContainText(/public internet/);
  await climber.getByTestId('webhook-url').fill(address);
  await climber.getByTestId('webhook-name').fill('Training diary');
  await climber.getByLabel('A recording is deleted').check();
  await climber.getByTestId('webhook-save').click();
  await expect(climber.getByTestId('webhook-secret')).toHaveValue(/^whsec_/);

  const webhook = climber.getByTestId('webhook').filter({ hasText: 'Training diary' });
  const choose = async (action: string) => {
    await webhook.getByTestId('webhook-menu').click();
    await climber.getByTestId(`webhook-${action}`).click();
  };
  await expect(webhook).toContainText('A recording is complete · A recording is deleted');
  answer = 503;
  const demo = (await (await climber.request.post('/api/v1/sessions/demo')).json()) as { id: string };
  await climber.request.delete(`/api/v1/sessions/${demo.id}`);
  await webhook.getByTestId('webhook-log').click();
  const delivery = climber
    .getByTestId('deliveries')
    .getByRole('listitem')
    .filter({ hasText: 'A recording is deleted' });
  await expect(delivery).toContainText('503');
  await expect(delivery.getByTestId('delivery-next')).toContainText('Next try');
  answer = 204;
  await delivery.getByTestId('redeliver').click();
  await expect(delivery).toHaveAttribute('data-status', 'delivered');
  await choose('test');
  await expect(
    climber.getByTestId('deliveries').getByRole('listitem').filter({ hasText: 'Test' }),
  ).toHaveAttribute('data-status', 'delivered');

  await choose('pause');
  await expect(webhook).toContainText('paused');
  await climber.reload();
  await expect(webhook).toContainText('paused');
  await expect(climber.getByTestId('webhook-secret')).toHaveCount(0);
  await choose('pause');
  await expect(webhook).not.toContainText('paused');
  await choose('delete');
  await climber.getByTestId('confirm').click();
  await expect(webhook).toHaveCount(0);
});
