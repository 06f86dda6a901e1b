import type { Page } from '@playwright/test';
import type { Frame, Session } from '@reclimb/contracts';
import { ghostOffsets } from './drawn-ghost.js';
import { expect, fetchFrames, fetchSession, record, test } from './fixtures.js';
import { numberOf, numberOnStage } from './numbered-video.js';
import { randomPlaces } from './random-places.js';

test.use({ model: 'number-reader', clip: 'numbered' });

const SEEKS = 50;

/** How long a frame is waited for: a busy machine takes its time. */
const SHOWN_MS = 15_000;

/**
 * Goes to a frame by the field in which its number is typed, and waits until it is what is drawn. All of it within the
 * page: finger by finger from outside, the way there takes several times as long as the seek.
 */
async function goTo(page: Page, { frameNumber }: Frame): Promise<void> {
  const canvas = page.locator('rc-replay-stage canvas').first();
  const time = page.getByTestId('time');
  await time.evaluate(
    async (button: HTMLElement, { wanted, milliseconds }) => {
      const until = performance.now() + milliseconds;
      const come = async <T>(look: () => T | null | false): Promise<T | undefined> => {
        while (performance.now() < until) {
          const found = look();
          if (found) return found;
          await new Promise(requestAnimationFrame);
        }
        return undefined;
      };
      button.click();
      const place = await come(() => document.querySelector<HTMLInputElement>('[data-testid=place]'));
      if (!place) throw new Error('No field opens');
      place.value = `#${wanted}`;
      place.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      const canvas = document.querySelector<HTMLElement>('rc-replay-stage canvas');
      await come(() => canvas?.dataset['frame'] === wanted);
    },
    { wanted: String(frameNumber), milliseconds: SHOWN_MS },
  );
  await expect(canvas).toHaveAttribute('data-frame', String(frameNumber));
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
  const { id } = await record(climber, 4);
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
