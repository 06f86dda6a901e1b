import { SmallDisk } from '../../../../tools/small-disk.mjs';
import { expect } from '../fixtures.js';
import { look } from './look.js';
import { test as base } from './fixtures.js';
import { LastingBrowser } from './lasting-browser.js';
import { Studio } from './studio.js';
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
test.use({ model: 'marker-finder', clip: 'climber' });
test.setTimeout(240_000);

test('a disk without room is told of before the start; one that fills up, before nothing is left: all is kept and sent', async ({
  dataFolder,
  disk,
  lastingBrowser,
  network,
}) => {
  const context = await lastingBrowser.open();
  const tape = await Tape.of(context);
  const page = await context.newPage();
  const studio = new Studio(page, tape, dataFolder);
  disk.fill(12 * MB);
  await studio.open();
  await page.getByTestId('start').click();
  await expect(page.getByTestId('recording-problem')).toContainText(/Only [\d.]+ MB are left on this device/);
  await look(page, 'no-room');
  disk.empty();

  await studio.start(2);
  await studio.keepUpload();
  network.cut();
  disk.fill();
  await expect(studio.warning('storage_low')).toContainText(/some [\d.]+ MB/, { timeout: 30_000 });
  await expect(page.getByTestId('recording-light')).toBeVisible();
  await look(page, 'little-room');
  await expect(async () => {
    disk.fill();
    await expect(studio.warning('storage_full')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expect(studio.after).toBeVisible();
  await look(page, 'stopped-full');
  network.mend();
  await studio.expectSent(60_000);
  expect(await studio.expectWhole({ sound: true })).toMatchObject({ interrupted: false });
});
