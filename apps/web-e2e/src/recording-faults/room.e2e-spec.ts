import type { Page } from '@playwright/test';
import { SmallDisk } from '../../../../tools/small-disk.mjs';
import { expect, fetchFrames } from '../fixtures.js';
import { expectSoundRecording } from '../recorded-session.js';
import { test as base } from './fixtures.js';
import { LastingBrowser } from './lasting-browser.js';
import { completed, expectNothingLost, keepUpload, openStudio, startRecording } from './studio.js';
import { Tape } from './tape.js';

const MB = 1e6;

const test = base.extend<{ disk: SmallDisk }>({
  disk: async ({}, use) => {
    const disk = SmallDisk.mount(320);
    await use(disk);
    disk.unmount();
  },
  lastingBrowser: async ({ disk, fakeCamera, network }, use) => {
    const browser = await LastingBrowser.withCamera(fakeCamera, network.url, disk.folder);
    await use(browser);
    await browser.remove();
  },
});

const unable = SmallDisk.unable();
test.skip(unable !== null, `No disk can be mounted here (${unable})`);
test.use({ model: 'marker-finder', clip: 'climber', household: 'recording-faults' });
test.setTimeout(240_000);

const warning = (page: Page, code: string) =>
  page.locator(`[data-testid="recorder-warning"][data-code="${code}"]`);

test('a disk without room is told of before the start; one that fills up, before nothing is left: all is kept and sent', async ({
  dataFolder,
  disk,
  lastingBrowser,
  network,
}) => {
  const context = await lastingBrowser.open();
  const tape = await Tape.of(context);
  const page = await context.newPage();
  disk.fill(12 * MB);
  await openStudio(page);
  await page.getByTestId('start').click();
  await expect(page.getByTestId('recording-problem')).toContainText(/Only \d+ MB are left on this device/);
  disk.empty();

  await startRecording(page, 2);
  const upload = await keepUpload(dataFolder, tape);
  network.cut();
  disk.fill();
  await expect(warning(page, 'storage_low')).toContainText(/some \d+ MB/, { timeout: 30_000 });
  await expect(page.getByTestId('recording-light')).toBeVisible();
  await expect(async () => {
    disk.fill();
    await expect(warning(page, 'storage_full')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByTestId('after-recording')).toBeVisible();
  network.mend();
  await expect(page.getByTestId('to-detail')).toBeVisible({ timeout: 60_000 });
  expect(await completed(page, tape)).toMatchObject({ interrupted: false });
  await expectNothingLost(page, tape, await upload());
  await expectSoundRecording(page, await fetchFrames(page, tape.id), tape);
});
