import type { RecordingLimits } from '@reclimb/contracts';
import type { Page } from '@playwright/test';
import { RunningServer } from '../../../../tools/running-server.mjs';
import { expect, fetchSession } from '../fixtures.js';
import { MODELS } from '../places.js';
import { test as base, THOROUGH } from './fixtures.js';
import { look } from './look.js';

/** Enough for everything here; what is used of it can be told from what is left. */
const AMPLE = 1e9;

/** Seconds that a session may last: the studio warns from half of it on. */
const LONGEST = 8;

type Restart = (settings: Record<string, string>) => Promise<void>;

const test = base.extend<object, { restart: Restart }>({
  /** Starts the server anew with other settings. */
  restart: [
    async ({ server, dataFolder, model, settings }, use) => {
      let current = server;
      await use(async (changed) => {
        await current.end('SIGTERM');
        current = await RunningServer.start(dataFolder, Number(new URL(server.url).port), {
          MODEL_DIR: MODELS[model],
          ...settings,
          ...changed,
        });
      });
      await current.end('SIGTERM');
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

test.use({
  model: 'marker-finder',
  clip: 'climber',
  household: 'limits',
  settings: { MAX_SESSION_SECONDS: String(LONGEST), USER_QUOTA_BYTES: String(AMPLE) },
});
test.setTimeout(240_000);

const roomLeft = async (page: Page): Promise<number> => {
  const limits = (await (await page.request.get('/api/v1/limits')).json()) as RecordingLimits;
  return limits.roomBytes ?? NaN;
};

test('a session that can be no longer is told of before, ends by itself, and all of it is there', async ({
  climber,
  studio,
}) => {
  await studio.open();
  // Watched for from before the start: the warning goes again when the recording ends.
  const warned = studio
    .warning('limit_near')
    .filter({ hasText: `A session lasts ${LONGEST} s at most here` })
    .waitFor({ timeout: 60_000 });
  await studio.start(1);
  await Promise.all([warned.then(() => look(climber, 'limit-near')), studio.keepUpload()]);
  await expect(studio.after).toBeVisible({ timeout: 60_000 });
  await expect(studio.warning('limit_reached')).toContainText('Start a new one to go on');
  await studio.expectSent();
  await look(climber, 'limit-reached');
  const session = await studio.expectWhole({ sound: true });
  expect(session).toMatchObject({ interrupted: false });
  expect(session.duration).toBeLessThanOrEqual(LONGEST);
  expect(session.duration).toBeGreaterThan(LONGEST / 2);
  await climber.getByTestId('record-again').click();
  await studio.start(1);
  await expect(studio.warning('limit_reached')).toHaveCount(0);
});

test('a limit that was lowered meanwhile ends the recording; what fits is a session, the rest is kept', async ({
  climber,
  network,
  restart,
  studio,
  tape,
}) => {
  test.skip(!THOROUGH, 'The server is started anew');
  await studio.record(1);
  network.cut();
  await studio.recordUntil(5);
  await restart({ MAX_SESSION_SECONDS: '3' });
  network.mend();
  const failure = climber.getByTestId('recording-failure');
  await expect(failure).toHaveAttribute('data-code', 'session_limit', { timeout: 60_000 });
  await expect(failure).toContainText('A session lasts at most 3 s here');
  await look(climber, 'limit-lowered');
  const fits = tape.frames.filter(({ timestamp }) => timestamp <= 3).length;
  expect(await studio.completed()).toMatchObject({ interrupted: true, frameCount: fits });

  await climber.getByTestId('record-again').click();
  await expect(climber.getByTestId('unfinished-trouble')).toBeVisible({ timeout: 30_000 });
  await look(climber, 'limit-lowered-unfinished');
  await climber.getByTestId('settle').click();
  await climber.getByTestId('confirm').click();
  await expect(climber.getByTestId('finished')).toBeVisible();
  await expect.poll(async () => (await studio.session()).interrupted).toBe(false);
  expect(await studio.completed()).toMatchObject({ frameCount: fits });
});

test('room on the server that is used up ends the recording; the rest waits, and is sent when room is made', async ({
  climber,
  restart,
  studio,
}) => {
  test.skip(!THOROUGH, 'The server is started anew');
  // The studio is to hear of it from the refusal: others may use up the room between two looks.
  await climber.route('**/api/v1/limits', (route) => route.abort());
  const demo = (await (await climber.request.post('/api/v1/sessions/demo')).json()) as { id: string };
  await expect.poll(async () => (await fetchSession(climber, demo.id)).status).toBe('completed');
  const used = AMPLE - (await roomLeft(climber));
  await restart({ MAX_SESSION_SECONDS: '60', USER_QUOTA_BYTES: String(used + 300_000) });
  await studio.record(1);
  await expect(studio.after).toBeVisible({ timeout: 30_000 });
  await expect(studio.warning('limit_reached')).toContainText('Your room on the server is used up');
  await expect(studio.state).toContainText('Your room on the server is used up: kept here');
  await expect(climber.getByTestId('to-library')).toBeVisible();
  await look(climber, 'quota');

  const url = `/api/v1/sessions/${demo.id}?permanent=true`;
  expect((await climber.request.delete(url)).ok()).toBe(true);
  await studio.expectSent(90_000);
  expect(await studio.expectWhole()).toMatchObject({ interrupted: false });
});

test('a session that can be no larger ends by itself, and the server has taken all of it', async ({
  climber,
  restart,
  studio,
}) => {
  test.skip(!THOROUGH, 'The server is started anew, and a video has to grow');
  const largest = 2_000_000;
  await restart({ MAX_SESSION_SECONDS: '600', MAX_SESSION_BYTES: String(largest), USER_QUOTA_BYTES: '0' });
  await studio.record(1);
  await expect(studio.warning('limit_near')).toContainText('A session takes 2 MB at most here');
  await expect(studio.after).toBeVisible({ timeout: 120_000 });
  await expect(studio.warning('limit_reached')).toContainText('A session takes 2 MB at most here');
  await studio.expectSent();
  await look(climber, 'limit-bytes');
  const session = await studio.expectWhole({ sound: true });
  expect(session).toMatchObject({ interrupted: false });
});
