import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.js';

/** Holds the page as it stands to WCAG 2.1 A and AA, as far as a program can judge. */
export async function expectAccessible(page: Page): Promise<void> {
  // Judged in the page itself: a blank page beside it, for what frames have found, takes longer than the judging.
  expect(page.frames(), 'nothing lies in a frame of its own').toHaveLength(1);
  const prepared = await page.evaluate(standStill);
  // Axe is half a megabyte, and stays in a document that has it.
  const { violations } = await new AxeBuilder({ page, ...(prepared ? { axeSource: ';' } : {}) })
    .setLegacyMode()
    // Where those elements are that are in order is not asked: to say so takes most of the time.
    .options({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] })
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  await page.evaluate(() => document.adoptedStyleSheets.pop());
}

/**
 * Colours that are still on their way from one theme to the other, and words that fade in, have a contrast of their own:
 * they arrive at once, also those that set out while the page is judged, and what does not is waited for. Answers
 * whether Axe has been here before.
 */
async function standStill(): Promise<boolean> {
  const still = new CSSStyleSheet();
  still.replaceSync(`*, ::before, ::after {
    transition-duration: 0s !important;
    transition-delay: 0s !important;
    animation-duration: 0s !important;
    animation-delay: 0s !important;
  }`);
  document.adoptedStyleSheets.push(still);
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  const ending = document.getAnimations().filter(({ playState, effect }) => {
    return playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime);
  });
  await Promise.allSettled(ending.map(({ finished }) => finished));
  return 'axe' in globalThis;
}
