import { bareCanvas, bareVideoSeeks, drawnInSeconds, installProbe, watchFor } from './page-probe.mjs';

/** Length of one recorded picture in seconds, and what clocks and pixels may round. */
const PICTURE = 1 / 30;

/** Evenly spread and yet without order: the golden ratio's fractions, from `from` to `to` of the session. */
export function places(count, from = 0, to = 1) {
  return Array.from({ length: count }, (_, i) => from + (to - from) * ((0.5 + i * 0.618_033_988_75) % 1));
}

/** A replay of one session in one page. */
export class PlayerPage {
  /**
   * @param {import('@playwright/test').BrowserContext} context of somebody who is logged in
   * @param {{ id: string, duration: number, video: { url: string } }} session
   */
  constructor(context, session) {
    this.context = context;
    this.session = session;
  }

  /** Opens the player; answers milliseconds from the opening of its stream to the first ghost. */
  async open(query) {
    await this.page?.close();
    this.page = await this.context.newPage();
    await this.page.addInitScript(installProbe);
    await this.page.goto(`/sessions/${this.session.id}/replay?${query}`);
    const first = await this.page.waitForFunction(() => globalThis.probe.first, undefined, { polling: 5 });
    return (await first.jsonValue()) - (await this.page.evaluate(() => globalThis.probe.opened));
  }

  /** Resolves when the whole session is in memory; answers seconds. */
  async loaded() {
    const begun = performance.now();
    await this.page.waitForFunction(
      () => {
        const parts = [...document.querySelectorAll('rc-timeline .buffered')];
        return parts.length === 1 && parts[0].style.width === '100%';
      },
      undefined,
      { timeout: 120_000 },
    );
    return (performance.now() - begun) / 1000;
  }

  /** Presses the timeline at a share of the session; answers what {@link watchFor} found. */
  async jump(share) {
    const bar = await this.page.getByTestId('timeline').boundingBox();
    const x = Math.round(bar.x + share * bar.width);
    const time = ((x - bar.x) / bar.width) * this.session.duration;
    const perPixel = this.session.duration / bar.width;
    await this.page.evaluate(watchFor, { time, near: perPixel + PICTURE });
    // Above the rail, where no marker or handle lies.
    await this.page.mouse.click(x, bar.y + 6);
    return this.page.evaluate(() => globalThis.probe.found);
  }

  /** Plays at a speed and counts for so many seconds what is drawn. */
  async play(speed, seconds) {
    await this.page.getByTestId('speed').click();
    await this.page.getByTestId(`speed-${speed}`).click();
    await this.page.getByTestId('play').click();
    // Away from the controls, which fade; a menu's animation and the first pictures are over.
    await this.page.mouse.move(700, 300);
    await this.page.waitForTimeout(4000);
    const counted = await this.page.evaluate(drawnInSeconds, seconds);
    await this.page.getByTestId('play').click();
    return counted;
  }

  /** Memory in use after a garbage collection, in MB. */
  async memory() {
    this.devTools ??= new Map();
    const session = this.devTools.get(this.page) ?? (await this.context.newCDPSession(this.page));
    this.devTools.set(this.page, session);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
    const { nodes } = await session.send('Memory.getDOMCounters');
    return { megabytes: (usedSize + backingStorageSize) / 1e6, nodes };
  }

  async close() {
    await this.page?.close();
  }
}

/** What the screen and the browser's own video do here, without the player. */
export async function baselines(context, { url, times, seconds }) {
  const page = await context.newPage();
  // A page of the same server without any script, so that nothing else runs and the video may be had.
  await page.goto('/api/health/live');
  const canvas = await page.evaluate(bareCanvas, seconds);
  const video = await page.evaluate(bareVideoSeeks, { url, times });
  await page.close();
  return { canvas, video };
}
