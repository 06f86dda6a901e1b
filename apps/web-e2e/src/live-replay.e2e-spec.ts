import type { Session } from '@reclimb/contracts';
import { expect, test } from './fixtures.js';

test.use({ model: 'marker-finder', clip: 'climber' });

test('a coach follows a recording while it goes on, and gets its video when it has ended', async ({
  climber,
  context,
}) => {
  await climber.addInitScript(() => localStorage.setItem('reclimb.studio', JSON.stringify({ countdown: 0 })));
  await climber.goto('/studio');
  await expect(climber.getByTestId('start')).toBeEnabled({ timeout: 45_000 });
  await climber.getByTestId('start').click();
  const recording = async (): Promise<Session | undefined> => {
    const answer = await climber.request.get('/api/v1/sessions?status=recording');
    return ((await answer.json()) as { items: Session[] }).items[0];
  };
  await expect.poll(async () => (await recording())?.frameCount ?? 0).toBeGreaterThan(20);
  const id = (await recording())?.id ?? '';

  const coach = await context.newPage();
  await coach.goto(`/sessions/${id}/replay`);
  const canvas = coach.locator('rc-replay-stage canvas').first();
  const shown = async () => Number(await canvas.getAttribute('data-timestamp'));
  await expect(canvas).toHaveAttribute('data-frame', /\d+/);
  await expect(coach.getByTestId('replay-notice')).toContainText('being recorded');
  await coach.getByTestId('play').click();
  // Further than anything that had been recorded when the coach came.
  const before = (await recording())?.duration ?? Infinity;
  await expect.poll(shown, { timeout: 30_000 }).toBeGreaterThan(before + 1);

  await climber.bringToFront();
  await climber.getByTestId('stop').click();
  await expect(climber.getByTestId('to-detail')).toBeVisible({ timeout: 30_000 });
  await coach.bringToFront();
  await expect(coach.getByTestId('replay-notice')).toHaveCount(0, { timeout: 20_000 });
  await expect(coach.getByTestId('stage-video')).toBeVisible({ timeout: 20_000 });
  // What was being looked at stays until the coach chooses the video.
  await expect(coach.getByTestId('stage-view-plain')).toBeVisible();
  await coach.getByTestId('stage-video').click();
  await expect(canvas).toHaveAttribute('data-frame', /\d+/);
  await expect(coach.getByTestId('stage-view-video')).toBeVisible();
});
