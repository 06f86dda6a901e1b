import { build } from 'esbuild';
import { chromium } from '@playwright/test';
import { findChromium } from '../chromium.mjs';

/** A page address that browsers trust with WebCodecs; nothing listens there, the answers are made here. */
const ORIGIN = 'http://localhost:9';

/**
 * Opens an empty page in Chromium with mediabunny on it (as `mediabunny`) and hands it to `use`. Files under `files`
 * (path → Buffer) are served to it.
 *
 * @template T
 * @param {(page: import('@playwright/test').Page) => Promise<T>} use
 * @param {Record<string, Buffer>} files
 * @returns {Promise<T>}
 */
export async function inChromium(use, files = {}) {
  const bundle = await build({
    stdin: { contents: "export * from 'mediabunny'", resolveDir: import.meta.dirname },
    bundle: true,
    format: 'iife',
    globalName: 'mediabunny',
    write: false,
    logLevel: 'error',
  });
  const executablePath = await findChromium();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, (route) => {
      const body = files[new URL(route.request().url()).pathname];
      return body
        ? route.fulfill({ body, contentType: 'video/mp4' })
        : route.fulfill({ body: '<!doctype html><title>clips</title>', contentType: 'text/html' });
    });
    await page.goto(`${ORIGIN}/`);
    await page.addScriptTag({ content: bundle.outputFiles[0].text });
    return await use(page);
  } finally {
    await browser.close();
  }
}
