import { expectAccessible } from './accessible.js';
import { ACCOUNT, expect, record, test } from './fixtures.js';

test.use({ model: 'marker-finder', clip: 'climber', household: 'newcomer' });
test.describe.configure({ mode: 'serial' });

test('a newcomer makes the first account, sees the demo, records, replays and deletes', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByTestId('setup-page')).toBeVisible();
  await expectAccessible(page);
  await page.getByTestId('name').fill(ACCOUNT.name);
  await page.getByTestId('email').fill(ACCOUNT.email);
  await page.getByTestId('password').fill(ACCOUNT.password);
  await page.getByTestId('submit').click();
  await expect(page.getByTestId('library-page')).toBeVisible();
  await expect(page.getByTestId('library-empty')).toBeVisible();
  await expectAccessible(page);

  await page.getByTestId('open-demo').click();
  const canvas = page.locator('rc-replay-stage canvas').first();
  await expect(canvas).toHaveAttribute('data-frame', /\d+/, { timeout: 30_000 });

  const { id } = await record(page, 3);
  await expect.soft(page.getByTestId('session-status')).toHaveAttribute('data-status', 'completed');
  await page.getByTestId('to-replay').click();
  await expect(canvas).toHaveAttribute('data-frame', /\d+/);
  await expectAccessible(page);

  await page.goto('/library');
  const card = page.locator(`[data-session-id="${id}"]`);
  await expect(card).toBeVisible();
  await card.getByTestId('card-open').click();
  await expect(page.getByTestId('session-page')).toBeVisible();
  await expect(page.getByTestId('session-video')).toBeVisible();
  await expectAccessible(page);
  await page.getByTestId('session-delete').click();
  await expect(page.getByTestId('library-page')).toBeVisible();
  await expect(card).toHaveCount(0);
});

test('who is logged out sees the login page, and nothing else', async ({ page }) => {
  await page.goto('/library');
  await expect(page.getByTestId('login-page')).toBeVisible();
  await expectAccessible(page);
  expect((await page.request.get('/api/v1/sessions')).status()).toBe(401);
});
