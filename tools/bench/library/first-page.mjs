// How soon the library's first page can be used in a browser that has nothing of it yet.
import { chromium } from '@playwright/test';
import { ensureChromium } from '../../chromium.mjs';

const VIEWPORT = { width: 1440, height: 900 };
/** A page of the library. */
const CARDS = 24;

/** Notes when all cards of the page stand there and have been painted: from then on it can be searched and clicked. */
function watchCards(cards) {
  const look = () => {
    if (document.querySelectorAll('[data-testid=card-open]').length < cards) return;
    if (!document.querySelector('[data-testid=search]')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (globalThis.usableAt = performance.now())));
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
}

/**
 * Opens the library in so many browsers with empty caches.
 *
 * @param {{ url: string, cookie: string, rounds: number }} options
 * @returns {Promise<{ usable: number[], busy: number[] }>} milliseconds from the call of the address, and of them those
 *   in which the page's own main thread worked
 */
export async function openFirstPages({ url, cookie, rounds }) {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const took = { usable: [], busy: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      const context = await browser.newContext({ baseURL: url, viewport: VIEWPORT });
      const [name, value] = cookie.split(/=(.*)/s);
      await context.addCookies([{ name, value, url }]);
      const page = await context.newPage();
      const devTools = await context.newCDPSession(page);
      await devTools.send('Performance.enable');
      await page.addInitScript(watchCards, CARDS);
      await page.goto('/library', { waitUntil: 'commit' });
      const usable = await page.waitForFunction(() => globalThis.usableAt, undefined, { timeout: 60_000 });
      took.usable.push(await usable.jsonValue());
      const { metrics } = await devTools.send('Performance.getMetrics');
      took.busy.push(1000 * metrics.find((metric) => metric.name === 'TaskDuration').value);
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return took;
}
