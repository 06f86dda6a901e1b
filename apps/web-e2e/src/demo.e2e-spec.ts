import { ghostOffsets } from './drawn-ghost.js';
import { expect, fetchFrames, fetchSession, test } from './fixtures.js';
import { expectReplayFromBuffer } from './replay-offline.js';

test.use({ model: 'marker-finder', clip: 'climber' });

test('the demo session’s ghost lies within a pixel of its frames, at any size', async ({ climber }) => {
  const made = await climber.request.post('/api/v1/sessions/demo');
  expect(made.ok(), await made.text()).toBe(true);
  const { id } = (await made.json()) as { id: string };
  await expect
    .poll(async () => (await fetchSession(climber, id)).status, { timeout: 20_000 })
    .toBe('completed');
  const session = await fetchSession(climber, id);
  const frames = await fetchFrames(climber, id);
  expect(frames).toHaveLength(600);
  const offsets: number[] = [];
  for (const stage of session.video ? ['plain', 'video'] : ['plain']) {
    for (const [width, height] of [
      [1280, 800],
      [420, 860],
    ] as const) {
      await climber.setViewportSize({ width, height });
      await climber.goto(
        `/sessions/${id}/replay?stage=${stage}&t=${(frames[300]?.timestamp ?? 0).toFixed(3)}`,
      );
      await expect(climber.getByTestId(`stage-view-${stage}`)).toBeVisible();
      const canvas = climber.locator('rc-replay-stage canvas').first();
      await expect(canvas).toHaveAttribute('data-frame', /^(299|300)$/);
      const frame = frames[Number(await canvas.getAttribute('data-frame'))];
      if (frame) {
        offsets.push(
          ...(await ghostOffsets(climber, frame, { width: session.imageWidth, height: session.imageHeight })),
        );
      }
    }
  }
  const worst = Math.max(...offsets.map(Math.abs));
  console.warn(
    `drawn bones lie at most ${worst.toFixed(2)} px beside the demo's (${offsets.length} measured)`,
  );
  expect(offsets.length).toBeGreaterThanOrEqual(12);
  expect(worst).toBeLessThanOrEqual(1);
});

test('the demo goes on from what is buffered when the network is cut', async ({ climber }) => {
  const { id } = (await (await climber.request.post('/api/v1/sessions/demo')).json()) as { id: string };
  await expectReplayFromBuffer(climber, id);
});
