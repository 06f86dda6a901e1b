import { type Page } from '@playwright/test';
import type { Frame, Session } from '@reclimb/contracts';
import { ghostOffsets, type Shown } from './drawn-ghost.js';
import { expect, fetchFrames, fetchSession, test } from './fixtures.js';
import { expectReplayFromBuffer } from './replay-offline.js';

test.use({ model: 'marker-finder', clip: 'climber' });

const SIZES = [
  { width: 1280, height: 800 },
  { width: 420, height: 860 },
] as const;

async function makeDemo(page: Page): Promise<Session> {
  const made = await page.request.post('/api/v1/sessions/demo');
  expect(made.ok(), await made.text()).toBe(true);
  const { id } = (await made.json()) as Session;
  await expect.poll(async () => (await fetchSession(page, id)).status, { timeout: 20_000 }).toBe('completed');
  return fetchSession(page, id);
}

/** Opens one frame of a session on a stage, and measures the ghost there as it is shown. */
async function offsetsAt(
  page: Page,
  { id, imageWidth: width, imageHeight: height }: Session,
  place: { stage: string; frame: Frame | undefined; ready?: () => Promise<Omit<Shown, 'picture'>> },
): Promise<number[]> {
  const { stage, frame, ready } = place;
  if (!frame) throw new Error('The session has no such frame');
  await page.goto(`/sessions/${id}/replay?stage=${stage}&t=${frame.timestamp.toFixed(3)}`);
  await expect(page.getByTestId(`stage-view-${stage}`)).toBeVisible();
  return ghostOffsets(page, [frame], { picture: { width, height }, ...(await ready?.()) });
}

function expectWithinAPixel(offsets: readonly number[], what: string): void {
  const worst = Math.max(...offsets.map(Math.abs));
  console.warn(`${what}: drawn bones lie at most ${worst.toFixed(2)} px beside (${offsets.length} measured)`);
  expect(offsets.length).toBeGreaterThanOrEqual(12);
  expect(worst).toBeLessThanOrEqual(1);
}

test('the demo session’s ghost lies within a pixel of its frames, at any size', async ({ climber }) => {
  const session = await makeDemo(climber);
  const frames = await fetchFrames(climber, session.id);
  expect(frames).toHaveLength(600);
  for (const stage of ['plain', 'video']) {
    const offsets: number[] = [];
    for (const size of SIZES) {
      await climber.setViewportSize(size);
      offsets.push(...(await offsetsAt(climber, session, { stage, frame: frames[300] })));
    }
    expectWithinAPixel(offsets, `${stage}, whole`);
  }
});

test('… also when the video fills the window and is cut off, mirrored or not', async ({ climber }) => {
  const session = await makeDemo(climber);
  const frames = await fetchFrames(climber, session.id);
  for (const mirror of [false, true]) {
    await climber.addInitScript(
      (look) => localStorage.setItem('reclimb.replay.ghost', JSON.stringify(look)),
      { fill: true, mirror },
    );
    const offsets: number[] = [];
    for (const size of SIZES) {
      await climber.setViewportSize(size);
      for (const frame of [frames[300], frames[420]]) {
        const ready = () => Promise.resolve({ cover: true, mirror });
        offsets.push(...(await offsetsAt(climber, session, { stage: 'video', frame, ready })));
      }
    }
    expectWithinAPixel(offsets, mirror ? 'cut off, mirrored' : 'cut off');
  }
});

test('… and when it is looked at closely: the picture moves with the ghost', async ({ climber }) => {
  const session = await makeDemo(climber);
  const frames = await fetchFrames(climber, session.id);
  await climber.setViewportSize(SIZES[0]);
  for (const stage of ['plain', 'video']) {
    const offsets: number[] = [];
    for (const frame of [frames[300], frames[420]]) {
      const ready = async (): Promise<Omit<Shown, 'picture'>> => {
        await climber.mouse.move(SIZES[0].width / 2, SIZES[0].height / 2);
        await climber.mouse.wheel(0, -400);
        await expect(climber.getByTestId('stage-reset')).toBeVisible();
        return pictureOnStage(climber, stage);
      };
      offsets.push(...(await offsetsAt(climber, session, { stage, frame, ready })));
    }
    expectWithinAPixel(offsets, `${stage}, magnified`);
  }
});

/** The magnification and shift that the browser has given to the picture itself, apart from what is drawn over it. */
async function pictureOnStage(page: Page, stage: string): Promise<Omit<Shown, 'picture'>> {
  const picture = page.locator(stage === 'plain' ? 'rc-replay-stage .ground' : 'rc-replay-stage video');
  const { zoom, x, y } = await picture.evaluate((element) => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(element).transform);
    return { zoom: a, x: e, y: f };
  });
  expect(zoom).toBeGreaterThan(1.5);
  return { zoom, pan: { x, y } };
}

test('the demo goes on from what is buffered when the network is cut', async ({ climber }) => {
  const { id } = await makeDemo(climber);
  await expectReplayFromBuffer(climber, id);
});
