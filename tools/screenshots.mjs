// Takes pictures of every page, wide and narrow, light and dark, into docs/screenshots: node tools/screenshots.mjs (after
// building). What they show is made by the project itself: the demo session and a recording of the synthetic climber.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { status } = spawnSync(
  path.join(root, 'node_modules/.bin/playwright'),
  ['test', '-c', 'apps/web-e2e/playwright.screenshots.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM: await ensureChromium() } },
);
process.exit(status ?? 1);
