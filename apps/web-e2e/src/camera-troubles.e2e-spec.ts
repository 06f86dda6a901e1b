import type { Page } from '@playwright/test';
import { expect, fetchFrames, fetchSession, test } from './fixtures.js';

test.use({ model: 'marker-finder', clip: 'climber' });

const problem = (page: Page) => page.getByTestId('camera-problem');

/** The picture of the camera moves. */
async function expectLivePicture(page: Page): Promise<void> {
  await expect(problem(page)).toHaveCount(0);
  await expect
    .poll(() =>
      page.evaluate(() => {
        const video = document.querySelector('video');
        return video ? new Promise((moved) => video.requestVideoFrameCallback(() => moved(true))) : false;
      }),
    )
    .toBe(true);
}

async function openStudio(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('reclimb.studio', JSON.stringify({ countdown: 0 })));
  await page.goto('/studio');
}

test.describe('a camera that the climber has not allowed', () => {
  test.use({ permissions: [] });

  test('is asked for again after it was allowed', async ({ climber, context }) => {
    await openStudio(climber);
    await expect(problem(climber)).toHaveAttribute('data-kind', 'refused');
    await expect(problem(climber)).toContainText('allow the camera for this page');
    await expect(climber.getByTestId('start')).toBeDisabled();
    await context.grantPermissions(['camera']);
    await climber.getByTestId('camera-retry').click();
    await expectLivePicture(climber);
    await expect(climber.getByTestId('start')).toBeEnabled({ timeout: 45_000 });
  });

  test('leaves the ghost of a replay to be looked at, and its stage to be had after all', async ({
    climber,
    context,
  }) => {
    const demo = (await (await climber.request.post('/api/v1/sessions/demo')).json()) as { id: string };
    await climber.goto(`/sessions/${demo.id}/replay?stage=plain`);
    await climber.getByTestId('stage-camera').click();
    await expect(problem(climber)).toContainText('The camera is not allowed here');
    await expect(climber.getByTestId('stage-view-plain')).toBeVisible();
    await expect(climber.locator('rc-replay-stage canvas').first()).toHaveAttribute('data-frame', /\d+/);
    await climber.getByTestId('play').click();
    await expect
      .poll(async () =>
        Number(await climber.locator('rc-replay-stage canvas').first().getAttribute('data-timestamp')),
      )
      .toBeGreaterThan(0.5);
    await context.grantPermissions(['camera']);
    await problem(climber).getByRole('button', { name: 'Try again' }).click();
    await expect(climber.getByTestId('stage-view-camera')).toBeVisible();
    await expectLivePicture(climber);
  });
});

test('a machine without a camera says so, and shows the picture when one is plugged in', async ({
  climber,
  camera,
  fakeCamera,
}) => {
  await fakeCamera.unplug(camera);
  await openStudio(climber);
  await expect(problem(climber)).toHaveAttribute('data-kind', 'none');
  await expect(climber.getByTestId('start')).toBeDisabled();
  await fakeCamera.plugIn();
  await climber.getByTestId('camera-retry').click();
  await expectLivePicture(climber);
});

test('a camera that another program uses is had once that program has let go of it', async ({ climber }) => {
  // One file can be read by many: what a busy camera makes the browser say has to be said for it.
  await climber.addInitScript(() => {
    const media = navigator.mediaDevices;
    const open = media.getUserMedia.bind(media);
    media.getUserMedia = (constraints) =>
      'cameraIsFree' in globalThis
        ? open(constraints)
        : Promise.reject(new DOMException('Could not start video source', 'NotReadableError'));
  });
  await openStudio(climber);
  await expect(problem(climber)).toHaveAttribute('data-kind', 'in-use');
  await expect(problem(climber)).toContainText('Close video calls');
  await climber.getByTestId('camera-retry').click();
  await expect(problem(climber)).toHaveAttribute('data-kind', 'in-use');
  await climber.evaluate(() => Object.assign(globalThis, { cameraIsFree: true }));
  await climber.getByTestId('camera-retry').click();
  await expectLivePicture(climber);
});

test('a camera that is unplugged while it records ends the recording, which is saved, and comes back', async ({
  climber,
  camera,
  fakeCamera,
}) => {
  await openStudio(climber);
  await expect(climber.getByTestId('start')).toBeEnabled({ timeout: 45_000 });
  await climber.getByTestId('start').click();
  await expect(climber.getByTestId('timer')).toHaveText('0:02');
  await fakeCamera.unplug(camera);
  await expect(problem(climber)).toHaveAttribute('data-kind', 'unplugged');
  await expect(climber.getByTestId('to-detail')).toBeVisible({ timeout: 30_000 });
  const href = await climber.getByTestId('to-detail').getAttribute('href');
  const id = href?.split('/').at(-1) ?? '';
  await expect.poll(async () => (await fetchSession(climber, id)).status).toBe('completed');
  const session = await fetchSession(climber, id);
  const frames = await fetchFrames(climber, id);
  expect(session).toMatchObject({ interrupted: false, frameCount: frames.length });
  expect(frames.at(-1)?.timestamp).toBeGreaterThan(1.5);

  await fakeCamera.plugIn();
  await climber.getByTestId('camera-retry').click();
  await expectLivePicture(climber);
  await expect(climber.getByTestId('start')).toBeEnabled();
});

test('a picture that stands still is noticed, and so is that it moves again', async ({
  climber,
  camera,
  fakeCamera,
}) => {
  await openStudio(climber);
  await expectLivePicture(climber);
  await fakeCamera.freeze(camera);
  await expect(problem(climber)).toHaveAttribute('data-kind', 'frozen');
  await fakeCamera.thaw(camera);
  await expectLivePicture(climber);
});
