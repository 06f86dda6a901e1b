import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import type { Frame, Session } from '@reclimb/contracts';
import { coloursInVideo } from './decoded-video.js';
import { expect, fetchFrames, fetchSession, test } from './fixtures.js';

test.use({ model: 'marker-finder', clip: 'climber' });

const FROM = 8;
const TO = 9;
/** Keypoints as sure as this are drawn in full. */
const SURE = 0.6;
/** Compression smears a disc of a few pixels; nearly all of them still have the ghost's colour. */
const MOST = 0.9;

async function openDemo(page: Page, query: string): Promise<{ session: Session; frames: Frame[] }> {
  const made = (await (await page.request.post('/api/v1/sessions/demo')).json()) as Session;
  await expect.poll(async () => (await fetchSession(page, made.id)).status).toBe('completed');
  await page.goto(`/sessions/${made.id}/replay?${query}`);
  await expect(page.locator('rc-replay-stage canvas').first()).toHaveAttribute('data-frame', /\d+/);
  return { session: await fetchSession(page, made.id), frames: await fetchFrames(page, made.id) };
}

async function saved(page: Page, button: string): Promise<Download> {
  const download = page.waitForEvent('download', { timeout: 90_000 });
  await page.getByTestId(button).click();
  return download;
}

/** The sure keypoints of a frame. */
const placesIn = (frame: Frame | undefined) =>
  (frame?.poses[0]?.keypoints ?? []).flatMap(([x, y, score]) => (score >= SURE ? [{ x, y }] : []));

/** The share of colours that are the ghost's cyan, #22d3ee. */
function cyanShare(colours: readonly (readonly number[])[]): number {
  const cyan = colours.filter(([red = 255, green = 0, blue = 0]) => red < 140 && green > 130 && blue > 140);
  return cyan.length / colours.length;
}

test('a stretch is saved as a video that every player opens, with the skeleton where it was seen', async ({
  climber,
}) => {
  const { session, frames } = await openDemo(climber, `stage=video&t=${FROM}&a=${FROM}&b=${TO}&save=1`);
  await expect(climber.getByTestId('save-range')).toBeChecked();
  const file = await readFile(await (await saved(climber, 'save-video')).path());
  const expected = frames.filter(({ timestamp }) => timestamp >= FROM - 0.001 && timestamp < TO - 0.001);
  const pictures = await coloursInVideo(file, expected.map(placesIn));
  expect(pictures).toHaveLength(expected.length);
  pictures.forEach(({ timestamp, size }, index) => {
    expect(size).toEqual({ width: session.imageWidth, height: session.imageHeight });
    const recorded = (expected[index]?.timestamp ?? NaN) - (expected[0]?.timestamp ?? NaN);
    expect(Math.abs(timestamp - recorded)).toBeLessThan(0.002);
  });
  const colours = pictures.flatMap((picture) => picture.colours);
  expect(colours.length).toBeGreaterThan(5 * pictures.length);
  expect(cyanShare(colours)).toBeGreaterThan(MOST);
});

test('the present moment is saved as a picture of the recorded size, with the skeleton in it', async ({
  climber,
}) => {
  const { session, frames } = await openDemo(climber, 'stage=plain&t=5&save=1');
  const shown = Number(
    await climber.locator('rc-replay-stage canvas').first().getAttribute('data-timestamp'),
  );
  const frame = frames.find(({ timestamp }) => Math.abs(timestamp - shown) < 0.001);
  const file = await readFile(await (await saved(climber, 'save-picture')).path());
  const { size, colours } = await climber.evaluate(
    async ({ base64, places }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes]));
      const { width, height } = picture;
      const context = new OffscreenCanvas(width, height).getContext('2d');
      if (!context) throw new Error('The picture cannot be read');
      context.drawImage(picture, 0, 0);
      const colours = places.map(({ x, y }) => [
        ...context.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data,
      ]);
      return { size: { width, height }, colours };
    },
    { base64: file.toString('base64'), places: placesIn(frame) },
  );
  expect(size).toEqual({ width: session.imageWidth, height: session.imageHeight });
  expect(colours.length).toBeGreaterThan(5);
  expect(cyanShare(colours)).toBe(1);
});

test('a video that is given up leaves nothing, and the next one can be made', async ({ climber }) => {
  const downloads: string[] = [];
  climber.on('download', (download) => downloads.push(download.suggestedFilename()));
  await openDemo(climber, `stage=plain&t=${FROM}&a=${FROM}&b=${FROM + 0.2}&save=1`);
  await climber.getByTestId('save-whole').check();
  await climber.getByTestId('save-video').click();
  await expect(climber.getByTestId('save-progress')).toBeVisible();
  await climber.getByTestId('save-cancel').click();
  await expect(climber.getByTestId('save-progress')).toHaveCount(0);
  await climber.getByTestId('save-range').check();
  await saved(climber, 'save-video');
  expect(downloads).toHaveLength(1);
  expect(downloads[0]).toContain('00-08.00–00-08.20.mp4');
});
