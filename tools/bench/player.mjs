// What watching costs in the browser, with an hour of climbing: the first ghost, seeks, pictures a second and memory of
// the page; beside a bare canvas and a bare video in the same browser.
import { chromium } from '@playwright/test';
import { ensureChromium } from '../chromium.mjs';
import { syntheticClip } from '../sessions/clip.mjs';
import { recordClip } from '../sessions/record-clip.mjs';
import { quantile, table } from './machine.mjs';
import { baselines, PlayerPage, places } from './player/measure.mjs';
import { withServer } from './server-under-test.mjs';

const VIEWPORT = { width: 1440, height: 900 };
const HEAD = ['', '   aim', 'median', '   p95', ' worst', 'count'];

export default async function player({ quick, full }) {
  await withServer(async ({ url, client }) => {
    const session = await recordClip(client, syntheticClip(), { seconds: quick ? 1200 : 3600 });
    const browser = await chromium.launch({
      executablePath: await ensureChromium(),
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
    try {
      await watch(browser, { url, cookie: client.headers.cookie, session, quick, full });
    } finally {
      await browser.close();
    }
  });
}

/** Measures a session of a running server in a browser, and prints. */
export async function watch(browser, { url, cookie, session, quick, full }) {
  const context = await browser.newContext({ baseURL: url, viewport: VIEWPORT });
  const [name, value] = cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url }]);
  const page = new PlayerPage(context, session);
  console.log(`${session.frameCount} frames, ${(session.video.sizeBytes / 1e6).toFixed(0)} MB of video`);
  const count = quick ? 12 : 40;
  const bare = await baselines(context, {
    url: session.video.url,
    times: places(count).map((share) => share * session.duration),
    seconds: quick ? 3 : 10,
  });

  const print = table(HEAD, 52);
  const row = (what, aim, took) =>
    print([
      what,
      aim,
      ...[quantile(took, 0.5), quantile(took, 0.95), Math.max(...took)].map((ms) => ms.toFixed(0)),
      took.length,
    ]);
  await openings(page, row, quick);
  const loading = await seeks(page, row, count);
  row('bare video, seek to picture, ms', '', bare.video);

  await page.open('stage=plain');
  await page.loaded();
  const plain = await page.play(4, quick ? 5 : 20);
  await page.open('stage=video');
  await page.loaded();
  const over = await page.play(4, quick ? 5 : 20);
  const rate = (number) => number.toFixed(1);
  console.log(`
bare canvas: ${rate(bare.canvas)} pictures a second
plain stage at 4 ×: ${rate(plain.drawn)} drawn a second of ${rate(plain.beats)} refreshes, ${(plain.drawn / bare.canvas).toFixed(2)} × bare canvas, ${plain.longTasks} tasks over 50 ms
over video at 4 ×: ${rate(over.drawn)} drawn a second for ${rate(over.pictures)} pictures that the video showed, ${rate(over.beats)} refreshes, ${over.longTasks} tasks over 50 ms
loading all of it: ${loading.seconds.toFixed(1)} s, ${loading.longTasks} tasks over 50 ms meanwhile`);
  await looped(page, full ? 10 : 1);
  await context.close();
}

/** From the opening of the stream to the first ghost; the very first page is not counted, it compiles the server. */
async function openings(page, row, quick) {
  for (const stage of ['plain', 'video']) {
    const took = [];
    for (const share of places(quick ? 5 : 15)) {
      took.push(await page.open(`stage=${stage}&t=${(share * page.session.duration).toFixed(1)}`));
    }
    row(`first ghost, ${stage} stage, ms`, '   300', took.slice(1));
  }
}

async function seeks(page, row, count) {
  const cold = [];
  for (const share of places(count / 2, 0.5, 0.95)) {
    await page.open('stage=plain&t=0');
    cold.push(await page.jump(share));
  }
  row('seek, not loaded, ms', '   150', milliseconds(cold));
  await page.open('stage=plain&t=0');
  const seconds = await page.loaded();
  const longTasks = await page.page.evaluate(() => globalThis.probe.longTasks.length);
  const warm = [];
  for (const share of places(count)) warm.push(await page.jump(share));
  row('seek, loaded, ms', '', milliseconds(warm));
  row(
    'seek, loaded, refreshes that still showed the old',
    '     0',
    warm.map(({ beats }) => beats),
  );
  await page.open('stage=video&t=0');
  await page.loaded();
  const video = [];
  for (const share of places(count)) video.push(await page.jump(share));
  row('seek with video, ms', 'p95 250', milliseconds(video));
  return { seconds, longTasks };
}

const milliseconds = (found) => found.map((one) => one.milliseconds);

/** Plays a loop of twenty seconds on and on and looks at the memory each minute. */
async function looped(page, minutes) {
  await page.open('stage=video&t=60&a=60&b=80&loop=1&speed=4');
  await page.loaded();
  await page.page.getByTestId('play').click();
  const taken = [];
  for (let minute = 0; minute <= minutes; minute++) {
    await page.page.waitForTimeout(minute === 0 ? 10_000 : 60_000);
    taken.push(await page.memory());
  }
  console.log(
    `loop of 20 s at 4 × over video, MB each minute: ${taken.map(({ megabytes }) => megabytes.toFixed(1)).join(' ')}; ` +
      `DOM nodes: ${taken.map(({ nodes }) => nodes).join(' ')}`,
  );
}
