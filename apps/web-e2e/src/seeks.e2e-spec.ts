import type { Page } from '@playwright/test';
import type { Frame, Session } from '@reclimb/contracts';
import { ghostOffsets } from './drawn-ghost.js';
import { expect, fetchFrames, fetchSession, record, test } from './fixtures.js';
import { numberOf, numberOnStage } from './numbered-video.js';
import { randomPlaces } from './random-places.js';

test.use({ model: 'number-reader', clip: 'numbered' });

const SEEKS = 50;

/** Goes to a frame as somebody does who types its number, and waits until it is what is drawn. */
async function goTo(page: Page, frame: Frame): Promise<void> {
  await page.getByTestId('time').click();
  await page.getByTestId('place').fill(`#${frame.frameNumber}`);
  await page.getByTestId('place').press('Enter');
  const canvas = page.locator('rc-replay-stage canvas').first();
  await expect(canvas).toHaveAttribute('data-frame', String(frame.frameNumber));
}

async function openOn(page: Page, { id }: Session, stage: string): Promise<void> {
  await page.goto(`/sessions/${id}/replay?stage=${stage}`);
  await expect(page.locator('rc-replay-stage canvas').first()).toHaveAttribute('data-frame', /\d+/);
}

test(`${SEEKS} random seeks draw the skeleton within a pixel of the recorded keypoints`, async ({
  climber,
}) => {
  const made = (await (await climber.request.post('/api/v1/sessions/demo')).json()) as Session;
  await expect.poll(async () => (await fetchSession(climber, made.id)).status).toBe('completed');
  const session = await fetchSession(climber, made.id);
  const frames = await fetchFrames(climber, session.id);
  const picture = { width: session.imageWidth, height: session.imageHeight };
  const offsets: number[] = [];
  for (const stage of ['plain', 'video']) {
    await openOn(climber, session, stage);
    for (const frame of randomPlaces(frames, SEEKS / 2)) {
      await goTo(climber, frame);
      offsets.push(...(await ghostOffsets(climber, [frame], { picture })));
    }
  }
  const worst = Math.max(...offsets.map(Math.abs));
  console.warn(
    `${SEEKS} seeks: bones lie at most ${worst.toFixed(2)} px beside (${offsets.length} measured)`,
  );
  expect(offsets.length).toBeGreaterThanOrEqual(6 * SEEKS);
  expect(worst).toBeLessThanOrEqual(1);
});

test(`${SEEKS} random seeks show the very picture that the frame’s poses were found in`, async ({
  climber,
}) => {
  const { id } = await record(climber, 8);
  const session = await fetchSession(climber, id);
  // A frame in which nobody was found carries no number to compare with.
  const frames = (await fetchFrames(climber, id)).filter(({ poses }) => poses.length > 0);
  await openOn(climber, session, 'video');
  const wrong: string[] = [];
  const seen = new Set<number>();
  for (const frame of randomPlaces(frames, SEEKS)) {
    await goTo(climber, frame);
    const shown = await numberOnStage(climber);
    seen.add(shown);
    if (shown !== numberOf(frame)) {
      wrong.push(`frame ${frame.frameNumber}: picture ${shown}, poses of picture ${numberOf(frame)}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(seen.size).toBeGreaterThan(SEEKS / 4);
});
