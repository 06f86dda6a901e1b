import type { CDPSession, Page } from '@playwright/test';
import type { Session } from '@reclimb/contracts';
import { ghostOffsets } from './drawn-ghost.js';
import { expect, fetchFrames, fetchSession, test } from './fixtures.js';

test.use({ model: 'marker-finder', clip: 'climber' });

async function openDemo(page: Page, query: string): Promise<Session> {
  const made = (await (await page.request.post('/api/v1/sessions/demo')).json()) as Session;
  await expect.poll(async () => (await fetchSession(page, made.id)).status).toBe('completed');
  await page.goto(`/sessions/${made.id}/replay?${query}`);
  await expect(page.locator('rc-replay-stage canvas').first()).toHaveAttribute('data-frame', /\d+/);
  return fetchSession(page, made.id);
}

/** Two fingers on a horizontal line, `span` apart, moved until they are `factor` as far apart. */
async function pinch(
  touch: CDPSession,
  { x, y, span, factor }: Record<'x' | 'y' | 'span' | 'factor', number>,
): Promise<void> {
  const fingers = (apart: number) => [
    { x: x - apart / 2, y, id: 0 },
    { x: x + apart / 2, y, id: 1 },
  ];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(span) });
  const steps = 12;
  for (let step = 1; step <= steps; step++) {
    const apart = span * (1 + ((factor - 1) * step) / steps);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
  }
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

test('two fingers make the ghost over the camera larger, and what lies between them stays', async ({
  climber,
}) => {
  const size = { width: 390, height: 844 };
  await climber.setViewportSize(size);
  const session = await openDemo(climber, 'stage=camera&t=10');
  const frames = await fetchFrames(climber, session.id);
  const frame = frames.filter(({ timestamp }) => Math.abs(timestamp - 10) < 0.001);
  const touch = await climber.context().newCDPSession(climber);
  await touch.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const place = { x: 160, y: 400 };
  const factor = 1.5;
  await pinch(touch, { ...place, span: 100, factor });
  await expect(climber.getByTestId('stage-reset')).toBeVisible();
  const picture = { width: session.imageWidth, height: session.imageHeight };
  const pan = {
    x: (1 - factor) * (place.x - size.width / 2),
    y: (1 - factor) * (place.y - size.height / 2),
  };
  const offsets = await ghostOffsets(climber, frame, { picture, zoom: factor, pan });
  expect(offsets.length).toBeGreaterThanOrEqual(3);
  expect(Math.max(...offsets.map(Math.abs))).toBeLessThanOrEqual(1);

  await climber.getByTestId('stage-reset').click();
  const back = await ghostOffsets(climber, frame, { picture });
  expect(Math.max(...back.map(Math.abs))).toBeLessThanOrEqual(1);
});

test('the climber’s own skeleton is drawn beside the ghost, if wished', async ({ climber }) => {
  await openDemo(climber, 'stage=camera&t=5');
  await climber.getByTestId('ghost-look').click();
  await expect(climber.locator('rc-live-body')).toHaveCount(0);
  await climber.getByTestId('own-skeleton').check();
  const body = climber.locator('rc-live-body');
  await expect
    .poll(async () => Number(await body.getAttribute('data-poses')), { timeout: 45_000 })
    .toBeGreaterThan(5);
  const white = await body.locator('canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      if ((data[i] ?? 0) > 230 && (data[i + 1] ?? 0) > 230 && (data[i + 3] ?? 0) > 150) count++;
    }
    return count;
  });
  expect(white).toBeGreaterThan(200);
  await climber.getByTestId('own-skeleton').uncheck();
  await expect(body).toHaveCount(0);
});
