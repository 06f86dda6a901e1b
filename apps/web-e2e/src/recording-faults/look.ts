import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../accessible.js';

/** Where pictures of the states go; none are taken without it. */
const PICTURES = process.env['STUDIO_PICTURES'];

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** Looks at a state that the studio has come to: whether everybody can read it. */
export async function look(page: Page, state: string): Promise<void> {
  await expectAccessible(page);
  if (!PICTURES) return;
  const before = page.viewportSize();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(400);
      await page.screenshot({ path: path.join(PICTURES, `${state}-${size.width}-${colorScheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}
