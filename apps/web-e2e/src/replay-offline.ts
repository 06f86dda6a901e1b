import type { Page } from '@playwright/test';
import { expect } from './fixtures.js';

/** Plays a session, cuts the network after a second, and holds the replay to going on for three more. */
export async function expectReplayFromBuffer(climber: Page, sessionId: string): Promise<void> {
  await climber.goto(`/sessions/${sessionId}/replay?stage=plain`);
  const canvas = climber.locator('rc-replay-stage canvas').first();
  await expect(canvas).toHaveAttribute('data-frame', /\d+/);
  await climber.getByTestId('play').click();
  const shown = async () => Number(await canvas.getAttribute('data-timestamp'));
  await expect.poll(shown).toBeGreaterThan(1);
  await climber.context().setOffline(true);
  const cut = await shown();
  await expect.poll(shown, { timeout: 10_000 }).toBeGreaterThan(cut + 3);
  await climber.context().setOffline(false);
}
