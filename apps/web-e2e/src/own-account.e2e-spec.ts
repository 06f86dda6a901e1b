import { readFile } from 'node:fs/promises';
import { ACCOUNT, expect, fetchSession, test } from './fixtures.js';

test.use({ model: 'marker-finder', clip: 'climber' });

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

test('a climber takes everything along as one file, and sees which administrator looked at theirs', async ({
  climber,
  camera,
  baseURL,
}) => {
  const { id } = (await (await climber.request.post('/api/v1/sessions/demo')).json()) as { id: string };
  await expect.poll(async () => (await fetchSession(climber, id)).status).toBe('completed');
  const { password } = ACCOUNT;
  const other = { email: 'kim@example.org', name: 'Kim', role: 'admin', password };
  await climber.request.post('/api/v1/admin/users', { data: other });
  const theirs = await camera.newContext(baseURL ? { baseURL } : {});
  await theirs.request.post('/api/v1/auth/login', { data: { email: other.email, password } });
  await theirs.request.get(`/api/v1/sessions/${id}`);
  await theirs.close();

  await climber.goto('/settings');
  await expect(climber.getByTestId('looks')).toContainText('Kim looked at the details of a session of yours');
  const downloading = climber.waitForEvent('download');
  await climber.getByTestId('export-account').click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^reclimb-\d{4}-\d\d-\d\d\.zip$/);
  const archive = await readFile(await download.path());
  expect(['account.json', `${id}.zip`, 'manifest.json'].filter((name) => !archive.includes(name))).toEqual(
    [],
  );
  await expect(climber.getByTestId('export-progress')).toContainText('left whole');
});

test('the description of the API is shown under the same policy as every page', async ({ climber }) => {
  await climber.goto('/api/docs');
  await expect(climber.getByText('/api/v1/sessions', { exact: true }).first()).toBeVisible();
});
