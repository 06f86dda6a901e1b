import path from 'node:path';
import type { Page } from '@playwright/test';
import { ACCOUNT, expect, record, test } from './fixtures.js';
import { ROOT } from './places.js';

test.use({ model: 'marker-finder', clip: 'climber', household: 'newcomer' });

const SIZES = [
  { name: '1440', width: 1440, height: 900 },
  { name: '390', width: 390, height: 844 },
];

/** Pages that are a picture are dark in either theme. */
const STAGE_PAGES = /^(studio|after-recording|replay|shared)/;

async function take(page: Page, name: string): Promise<void> {
  for (const { name: size, ...viewport } of SIZES) {
    await page.setViewportSize(viewport);
    for (const colorScheme of STAGE_PAGES.test(name) ? (['dark'] as const) : (['light', 'dark'] as const)) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Pictures arrive and layouts settle.
      await page.waitForTimeout(600);
      await page.screenshot({
        path: path.join(ROOT, 'docs/screenshots', `${name}-${size}-${colorScheme}.png`),
      });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** As it is seen from three metres: all of the screen, before the ghost starts. */
async function takeOnTelevision(page: Page, id: string): Promise<void> {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`/sessions/${id}/replay?stage=plain&t=8`);
  await expect(page.locator('rc-replay-stage canvas').first()).toHaveAttribute('data-frame', /\d+/);
  await page.getByTestId('ghost-look').click();
  await page.getByTestId('countdown-10').click();
  await page.keyboard.press('Escape');
  await page.getByTestId('full-screen').click();
  await page.getByTestId('play').click();
  await expect(page.locator('.countdown')).toBeVisible();
  await page.screenshot({ path: path.join(ROOT, 'docs/screenshots', 'replay-television.png') });
  await page.getByTestId('play').click();
  await page.keyboard.press('f');
}

test('every page', async ({ page }) => {
  // Chromium's fake camera is named after its file, which says nothing to a reader.
  await page.addInitScript(() => {
    for (const device of [MediaDeviceInfo, MediaStreamTrack]) {
      Object.defineProperty(device.prototype, 'label', { get: () => 'HD Webcam' });
    }
  });
  await page.goto('/');
  await expect(page.getByTestId('setup-page')).toBeVisible();
  await take(page, 'setup');
  const { name, email, password } = ACCOUNT;
  await page.request.post('/api/v1/auth/register', { data: { name, email, password } });
  await page.request.post('/api/v1/auth/logout');
  await page.goto('/login');
  await expect(page.getByTestId('login-page')).toBeVisible();
  await take(page, 'login');
  await page.request.post('/api/v1/auth/login', { data: { email, password } });
  await page.goto('/library');
  await expect(page.getByTestId('library-empty')).toBeVisible();
  await take(page, 'library-empty');
  const demo = (await (await page.request.post('/api/v1/sessions/demo')).json()) as { id: string };
  const { id } = await record(page, 6);
  await take(page, 'after-recording');
  await page.goto('/studio');
  await expect(page.getByTestId('start')).toBeEnabled({ timeout: 45_000 });
  await take(page, 'studio');
  await page.goto('/library');
  await expect(page.locator(`[data-session-id="${id}"]`)).toBeVisible();
  await take(page, 'library');
  await page.goto(`/sessions/${demo.id}`);
  await expect(page.getByTestId('session-page')).toBeVisible();
  await take(page, 'session');
  for (const stage of ['video', 'plain', 'camera', 'both']) {
    await page.goto(`/sessions/${demo.id}/replay?stage=${stage}&t=8`);
    await expect(page.locator('rc-replay-stage canvas').first()).toHaveAttribute('data-frame', /\d+/);
    await take(page, `replay-${stage}`);
  }
  await page.goto(`/sessions/${demo.id}/replay?stage=video&t=8&a=6&b=12&save=1`);
  await expect(page.getByTestId('save-video')).toBeVisible();
  await take(page, 'replay-save');
  await takeOnTelevision(page, demo.id);
  await page.goto(`/sessions/${demo.id}`);
  await page.getByTestId('session-share').click();
  await expect(page.getByTestId('share-create')).toBeVisible();
  await take(page, 'share');
  const answer = await page.request.post(`/api/v1/sessions/${demo.id}/shares`, { data: {} });
  const share = (await answer.json()) as { url: string; embedUrl: string };
  for (const [name, url] of Object.entries({ shared: share.url, 'shared-embedded': share.embedUrl })) {
    await page.goto(`${url}?t=8`);
    await expect(page.locator('rc-replay-stage canvas').first()).toHaveAttribute('data-frame', /\d+/);
    await take(page, name);
  }
  await page.goto('/settings');
  await expect(page.getByTestId('settings-page')).toBeVisible();
  await take(page, 'settings');
  await page.goto('/settings/integrations');
  await expect(page.getByTestId('integrations-page')).toBeVisible();
  await take(page, 'integrations');
});
