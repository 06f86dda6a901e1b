import { ACCOUNT, expect, test } from './fixtures.js';

// The accessibility spec's server, so that none is started for this alone.
test.use({ model: 'marker-finder', clip: 'climber', household: 'accessibility' });

test('an administrator lets somebody in by a link, and puts them out while they look', async ({
  climber,
  camera,
  baseURL,
}) => {
  await climber.goto('/admin/users');
  await climber.getByTestId('user-add').click();
  await climber.getByTestId('user-name').fill('Kim');
  await climber.getByTestId('user-email').fill('kim@example.org');
  await climber.getByTestId('user-save').click();
  const link = await climber.getByTestId('reset-link').textContent();
  await climber.getByTestId('link-close').click();

  const theirs = await camera.newContext({ ...(baseURL ? { baseURL } : {}) });
  const kim = await theirs.newPage();
  await kim.goto(link ?? '');
  await kim.getByTestId('password').fill('chalk-and-ropes');
  await kim.getByTestId('submit').click();
  await expect(kim.getByTestId('library-empty')).toBeVisible();
  await expect(kim.getByTestId('nav-admin')).toHaveCount(0);
  await kim.goto('/admin/users');
  await expect(kim).toHaveURL(/\/library$/);

  const row = climber.locator('[data-email="kim@example.org"]');
  await row.getByTestId('user-menu').click();
  await climber.getByTestId('user-disable').click();
  await climber.getByTestId('confirm').click();
  await expect(row.getByTestId('user-state')).toHaveText('Disabled');
  await kim.goto('/settings');
  await expect(kim.getByTestId('login-page')).toBeVisible();

  await row.getByTestId('user-menu').click();
  await climber.getByTestId('user-delete').click();
  await climber.getByTestId('confirm').click();
  await expect(row.getByTestId('user-state')).toContainText('Goes');
  await row.getByTestId('user-keep').click();
  await expect(row.getByTestId('user-state')).toHaveText('Disabled');
  await theirs.close();
});

test('a climber sees where they are logged in, ends it there, and can leave and stay', async ({
  climber,
  camera,
  baseURL,
}) => {
  const elsewhere = await camera.newContext({ ...(baseURL ? { baseURL } : {}), userAgent: 'Gym display' });
  const { email, password } = ACCOUNT;
  await elsewhere.request.post('/api/v1/auth/login', { data: { email, password } });
  await climber.goto('/settings');
  const display = climber.getByTestId('logins').getByRole('listitem').filter({ hasText: 'Gym' });
  await display.getByTestId('login-end').click();
  await expect(display).toHaveCount(0);
  expect((await elsewhere.request.get('/api/v1/auth/me')).status()).toBe(401);
  await elsewhere.close();

  // The last administrator is told why they cannot leave; another one can.
  await climber.getByTestId('leave').click();
  await climber.getByTestId('leave-form').getByTestId('password').fill(password);
  await climber.getByTestId('leave-confirm').click();
  await expect(climber.getByTestId('leave-form').getByRole('alert')).toContainText('last administrator');
  const other = { email: 'sam@example.org', name: 'Sam', role: 'admin', password };
  await climber.request.post('/api/v1/admin/users', { data: other });
  await climber.getByTestId('leave-confirm').click();
  await expect(climber.getByTestId('leaving')).toBeVisible();
  await climber.getByTestId('stay').click();
  await expect(climber.getByTestId('leaving')).toHaveCount(0);
});

test('the description of the API is shown under the same policy as every page', async ({ climber }) => {
  await climber.goto('/api/docs');
  await expect(climber.getByText('/api/v1/sessions', { exact: true }).first()).toBeVisible();
});
