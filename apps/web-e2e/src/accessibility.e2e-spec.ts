import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.js';
import { ACCOUNT, expect, fetchSession, test } from './fixtures.js';

test.use({ model: 'marker-finder', clip: 'climber' });

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** Looks at the page as it stands in both themes, on a desk and on a phone. */
async function expectAccessibleEverywhere(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await test.step(`${name}, ${size.width} px, ${colorScheme}`, () => expectAccessible(page));
    }
  }
}

test('login and register can be used by everybody', async ({ page, climber }) => {
  await climber.request.post('/api/v1/auth/logout');
  await page.goto('/login');
  await expect(page.getByTestId('login-page')).toBeVisible();
  await expectAccessibleEverywhere(page, 'login');
  await page.getByTestId('email').fill(ACCOUNT.email);
  await page.getByTestId('password').fill('not-the-password');
  await page.getByTestId('submit').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessibleEverywhere(page, 'login refused');
  await page.goto('/reset-password#used-already');
  await expect(page.getByTestId('reset-page')).toBeVisible();
  await page.getByTestId('password').fill('long enough for one');
  await page.getByTestId('submit').click();
  await expect(page.getByTestId('form-failure')).toContainText('used already');
  await expectAccessibleEverywhere(page, 'link for a password refused');
});

test('the pages about recorded sessions can be used by everybody', async ({ climber }) => {
  const { id } = (await (await climber.request.post('/api/v1/sessions/demo')).json()) as { id: string };
  await expect.poll(async () => (await fetchSession(climber, id)).status).toBe('completed');
  await climber.goto('/library');
  await expect(climber.locator(`[data-session-id="${id}"]`)).toBeVisible();
  await expectAccessibleEverywhere(climber, 'library');
  await climber.goto(`/sessions/${id}`);
  await expect(climber.getByTestId('session-page')).toBeVisible();
  await expectAccessibleEverywhere(climber, 'session');
  await climber.goto('/library');
  await climber
    .getByTestId('card-open')
    .first()
    .click({ modifiers: ['Shift'] });
  await expect(climber.getByTestId('selection-bar')).toBeVisible();
  await expectAccessibleEverywhere(climber, 'selection');
  await climber.getByTestId('selection-tag').click();
  await expect(climber.getByTestId('tag-input')).toBeVisible();
  await expectAccessibleEverywhere(climber, 'tags of what is selected');
  await climber.keyboard.press('Escape');
  await climber.getByTestId('selection-delete').click();
  await climber.goto('/library?trash=true');
  await climber.getByTestId('card-menu').first().click();
  await climber.getByTestId('card-deleteForGood').click();
  await expect(climber.getByTestId('confirm')).toBeVisible();
  await expectAccessibleEverywhere(climber, 'question before deleting for good');
  await climber.request.post(`/api/v1/sessions/${id}/restore`);
  for (const stage of ['video', 'plain', 'camera']) {
    await climber.goto(`/sessions/${id}/replay?stage=${stage}`);
    await expect(climber.locator('rc-replay-stage canvas').first()).toHaveAttribute('data-frame', /\d+/);
    await expectAccessibleEverywhere(climber, `replay over ${stage}`);
  }
});

test('the settings can be used by everybody', async ({ climber }) => {
  await climber.goto('/settings');
  await expect(climber.getByTestId('settings-page')).toBeVisible();
  await expect(climber.getByTestId('logins').getByRole('listitem')).not.toHaveCount(0);
  await expectAccessibleEverywhere(climber, 'settings');
  await climber.getByTestId('leave').click();
  await expect(climber.getByTestId('leave-form')).toBeVisible();
  await expectAccessibleEverywhere(climber, 'leaving');
});

test('tokens and webhooks can be used by everybody', async ({ climber }) => {
  await climber.goto('/settings/integrations');
  await climber.getByTestId('token-new').click();
  await climber.getByTestId('webhook-new').click();
  await expectAccessibleEverywhere(climber, 'new token and webhook');
  await climber.getByTestId('token-name').fill('Gym display');
  await climber.getByTestId('token-create').click();
  await expect(climber.getByTestId('token-secret')).toBeVisible();
  // Nobody listens there.
  await climber.getByTestId('webhook-url').fill('http://127.0.0.1:9/');
  await climber.getByTestId('webhook-save').click();
  await expect(climber.getByTestId('webhook-secret')).toBeVisible();
  await climber.getByTestId('webhook-menu').click();
  await climber.getByTestId('webhook-test').click();
  await expect(climber.getByTestId('deliveries').getByRole('listitem')).toHaveAttribute(
    'data-status',
    'failed',
  );
  await expectAccessibleEverywhere(climber, 'log of a webhook');
});

test('a shared climb can be watched by everybody, in a window of its own and within another page', async ({
  climber,
}) => {
  const { id } = (await (await climber.request.post('/api/v1/sessions/demo')).json()) as { id: string };
  await expect.poll(async () => (await fetchSession(climber, id)).status).toBe('completed');
  const share = await climber.request.post(`/api/v1/sessions/${id}/shares`, { data: {} });
  const { url, embedUrl } = (await share.json()) as { url: string; embedUrl: string };
  for (const address of [url, embedUrl]) {
    await climber.goto(address);
    await expect(climber.locator('rc-replay-stage canvas').first()).toHaveAttribute('data-frame', /\d+/);
    await expectAccessibleEverywhere(climber, address.slice(0, 3));
  }
  await climber.goto('/embed/made-up');
  await expect(climber.getByTestId('shared-nowhere')).toBeVisible();
  await expectAccessibleEverywhere(climber, 'a link that leads nowhere');
});

test('the users can be administered by everybody', async ({ climber }) => {
  await climber.goto('/admin/users');
  await expect(climber.getByTestId('users').getByRole('listitem')).not.toHaveCount(0);
  await expectAccessibleEverywhere(climber, 'users');
  await climber.getByTestId('user-menu').first().click();
  await expect(climber.getByTestId('user-link')).toBeVisible();
  await expectAccessibleEverywhere(climber, 'actions of a user');
  await climber.getByTestId('user-link').click();
  await expect(climber.getByTestId('reset-link')).toBeVisible();
  await expectAccessibleEverywhere(climber, 'link of a user');
  await climber.getByTestId('link-close').click();
  await climber.getByTestId('user-add').click();
  await expect(climber.getByTestId('user-form')).toBeVisible();
  await expectAccessibleEverywhere(climber, 'adding a user');
});

test('the pages of administration can be used by everybody', async ({ climber }) => {
  await climber.goto('/admin');
  await expect(climber.getByTestId('storage-by-user')).toBeAttached();
  await expect(climber.getByTestId('live-recordings')).toBeAttached();
  await expectAccessibleEverywhere(climber, 'storage');
  await climber.getByTestId('admin-cleanup').click();
  await expect(climber.getByTestId('rules-save')).toBeVisible();
  await climber.getByTestId('dry-run').click();
  await expect(climber.getByTestId('plan-totals')).toHaveText('Nothing is due.');
  await climber.getByTestId('media-look').click();
  await expect(climber.getByTestId('media-report')).toContainText('0 missing files');
  await expectAccessibleEverywhere(climber, 'cleanup');
  const email = `${crypto.randomUUID()}@example.org`;
  await climber.request.post('/api/v1/admin/users', { data: { email, name: 'Somebody' } });
  await climber.getByTestId('admin-audit').click();
  await expect(climber.getByTestId('audit')).toContainText('Added a user');
  await expectAccessibleEverywhere(climber, 'log');
});

test('the studio can be used by everybody: ready, recording and afterwards', async ({ climber }) => {
  await climber.addInitScript(() => localStorage.setItem('reclimb.studio', JSON.stringify({ countdown: 0 })));
  await climber.goto('/studio');
  await expect(climber.getByTestId('start')).toBeEnabled({ timeout: 45_000 });
  await expectAccessibleEverywhere(climber, 'studio');
  await climber.getByTestId('model').click();
  await expect(climber.getByTestId('model-blazepose-full')).toBeVisible();
  await expectAccessibleEverywhere(climber, 'choice of the model');
  await climber.keyboard.press('Escape');
  await climber.getByTestId('start').click();
  await expect(climber.getByTestId('recording-light')).toBeVisible();
  await expectAccessibleEverywhere(climber, 'recording');
  await climber.getByTestId('stop').click();
  await expect(climber.getByTestId('to-detail')).toBeVisible({ timeout: 30_000 });
  await expectAccessibleEverywhere(climber, 'after the recording');
});

test.describe('without a camera', () => {
  test.use({ permissions: [] });

  test('what stands in the way can be read by everybody', async ({ climber }) => {
    await climber.goto('/studio');
    await expect(climber.getByTestId('camera-problem')).toBeVisible();
    await expectAccessibleEverywhere(climber, 'camera refused');
  });
});
