import { expect, fetchSession } from '../fixtures.js';
import { test } from './fixtures.js';
import {
  completed,
  expectNothingLost,
  keepUpload,
  openStudio,
  recordUntil,
  startRecording,
  stopAndSave,
} from './studio.js';
import { Tape } from './tape.js';

// Shorter than what the tests stay away.
test.use({
  model: 'marker-finder',
  clip: 'climber',
  household: 'coming-back',
  settings: { RECORDING_GRACE_SECONDS: '2' },
});
test.setTimeout(240_000);

test('a reload asks first; after it the studio finds the recording, says so and finishes it', async ({
  climber,
  dataFolder,
  network,
  tape,
}) => {
  const questions: string[] = [];
  climber.on('dialog', (dialog) => {
    questions.push(dialog.type());
    void dialog.accept();
  });
  await openStudio(climber);
  await startRecording(climber, 3);
  const upload = await keepUpload(dataFolder, tape);
  network.cut();
  await recordUntil(climber, 5);
  network.mend();
  await climber.reload();
  expect(questions).toEqual(['beforeunload']);
  await expect(climber.getByTestId('finished')).toHaveAttribute('data-session', tape.id, { timeout: 30_000 });
  await expect.poll(async () => (await fetchSession(climber, tape.id)).interrupted).toBe(false);
  await completed(climber, tape);
  await expectNothingLost(climber, tape, await upload(), { cutOff: true });
});

test('who comes back after the grace time finds the session finalised; the rest arrives and makes it whole', async ({
  climber,
  context,
  dataFolder,
  network,
  tape,
}) => {
  await openStudio(climber);
  await startRecording(climber, 2);
  const upload = await keepUpload(dataFolder, tape);
  network.cut();
  await recordUntil(climber, 5);
  await climber.close();
  network.mend();
  const page = await context.newPage();
  // Time for the server to notice, to wait, and to finalise what it has.
  await expect
    .poll(async () => (await fetchSession(page, tape.id)).status, { timeout: 30_000 })
    .toBe('completed');
  const before = await fetchSession(page, tape.id);
  expect(before.interrupted).toBe(true);
  expect(before.frameCount).toBeLessThan(tape.frames.length);

  await page.goto('/studio');
  await expect(page.getByTestId('finished')).toHaveAttribute('data-session', tape.id, { timeout: 30_000 });
  await expect.poll(async () => (await fetchSession(page, tape.id)).interrupted).toBe(false);
  const after = await completed(page, tape);
  expect(after.frameCount).toBeGreaterThan(before.frameCount);
  expect(after.duration).toBeGreaterThan(before.duration);
  await expectNothingLost(page, tape, await upload(), { cutOff: true });
});

test('a second tab never takes a recording that another one is making, and gets it when that one is gone', async ({
  climber,
  context,
  dataFolder,
  network,
  tape,
}) => {
  await openStudio(climber);
  await startRecording(climber, 2);
  const upload = await keepUpload(dataFolder, tape);
  network.cut();
  await recordUntil(climber, 4);
  network.mend();
  const second = await context.newPage();
  await openStudio(second);
  await expect(second.getByTestId('unfinished')).toHaveCount(0);
  // A hidden tab is shown no pictures; it records all the same.
  await climber.bringToFront();
  await recordUntil(climber, 6);
  await expect(climber.getByTestId('recording-light')).toBeVisible();
  await climber.close();

  // Two that come at once: one of them sends it.
  const third = await context.newPage();
  await Promise.all([second.reload(), third.goto('/studio')]);
  await expect
    .poll(async () => (await fetchSession(second, tape.id)).status, { timeout: 30_000 })
    .toBe('completed');
  for (const page of [second, third]) {
    await expect(page.getByTestId('unfinished')).toHaveCount(0, { timeout: 30_000 });
  }
  await completed(second, tape);
  await expectNothingLost(second, tape, await upload(), { cutOff: true });
});

test('a browser that is killed while it records is opened again: the studio finds the recording and finishes it', async ({
  lastingBrowser,
  network,
  dataFolder,
}) => {
  const first = await lastingBrowser.open();
  const tape = await Tape.of(first);
  const page = await first.newPage();
  await openStudio(page);
  await startRecording(page, 2);
  const upload = await keepUpload(dataFolder, tape);
  network.cut();
  await recordUntil(page, 5);
  await lastingBrowser.kill();
  await expect.poll(() => page.isClosed()).toBe(true);
  network.mend();

  const again = await (await lastingBrowser.open()).newPage();
  await again.goto('/studio');
  await expect(again.getByTestId('finished')).toHaveAttribute('data-session', tape.id, { timeout: 30_000 });
  await expect.poll(async () => (await fetchSession(again, tape.id)).interrupted).toBe(false);
  await completed(again, tape);
  await expectNothingLost(again, tape, await upload(), { cutOff: true });
  // And it records again.
  await expect(again.getByTestId('start')).toBeEnabled({ timeout: 45_000 });
  await startRecording(again, 1);
  await stopAndSave(again);
});
