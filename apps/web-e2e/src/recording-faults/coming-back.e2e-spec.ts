import { expect, fetchSession } from '../fixtures.js';
import { look } from './look.js';
import { test } from './fixtures.js';
import { Studio } from './studio.js';
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
  network,
  studio,
}) => {
  const questions: string[] = [];
  climber.on('dialog', (dialog) => {
    questions.push(dialog.type());
    void dialog.accept();
  });
  await studio.record(2);
  network.cut();
  await studio.recordUntil(4);
  network.mend();
  await climber.reload();
  expect(questions).toEqual(['beforeunload']);
  await studio.expectFinishedHere();
  await look(climber, 'unfinished-sent');
  await studio.expectWhole({ cutOff: true });
});

test('who comes back after the grace time finds the session finalised; the rest arrives and makes it whole', async ({
  climber,
  context,
  network,
  tape,
  studio,
}) => {
  await studio.record(2);
  network.cut();
  await studio.recordUntil(4);
  await climber.close();
  network.mend();
  const again = studio.from(await context.newPage());
  // Time for the server to notice, to wait, and to finalise what it has.
  const before = await again.completed();
  expect(before.interrupted).toBe(true);
  expect(before.frameCount).toBeLessThan(tape.frames.length);

  await again.expectFinishedHere();
  const after = await again.expectWhole({ cutOff: true });
  expect(after.frameCount).toBeGreaterThan(before.frameCount);
  expect(after.duration).toBeGreaterThan(before.duration);
});

test('a second tab never takes a recording that another one is making, and gets it when that one is gone', async ({
  climber,
  context,
  network,
  tape,
  studio,
}) => {
  await studio.record(2);
  network.cut();
  await studio.recordUntil(4);
  network.mend();
  const second = await context.newPage();
  await studio.from(second).open();
  await expect(second.getByTestId('unfinished')).toHaveCount(0);
  // A hidden tab is shown no pictures; it records all the same.
  await climber.bringToFront();
  await studio.recordUntil(6);
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
  await studio.from(second).expectWhole({ cutOff: true });
});

test('a browser that is killed while it records is opened again: the studio finds the recording and finishes it', async ({
  lastingBrowser,
  network,
  dataFolder,
}) => {
  const first = await lastingBrowser.open();
  const tape = await Tape.of(first);
  const studio = new Studio(await first.newPage(), tape, dataFolder);
  await studio.record(2);
  network.cut();
  await studio.recordUntil(4);
  await lastingBrowser.kill();
  await expect.poll(() => studio.page.isClosed()).toBe(true);
  network.mend();

  const again = studio.from(await (await lastingBrowser.open()).newPage());
  await again.expectFinishedHere();
  await again.expectWhole({ cutOff: true });
  // And it records again.
  await again.open();
  await again.start(1);
  await again.stop();
});
