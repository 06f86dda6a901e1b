import {
  type Browser,
  type BrowserContext,
  chromium,
  expect,
  type Page,
  test as base,
} from '@playwright/test';
import type { Frame, Session } from '@reclimb/contracts';
import { findChromium } from '../../../tools/chromium.mjs';
import { freePort } from '../../../tools/free-port.mjs';
import { newDataFolder, removeDataFolder, RunningServer } from '../../../tools/running-server.mjs';
import { FakeCamera } from './fake-camera.js';
import { type Clip, CLIPS, type Model, MODELS } from './places.js';

/** The first account of every server: its administrator. */
export const ACCOUNT = { name: 'Robin', email: 'robin@example.org', password: 'chalk-and-holds' };

/** `npm run test:faults` takes the time that `npm test` has not got. */
export const THOROUGH = Boolean(process.env['FAULT_ROUNDS']);

export interface WorkerFixtures {
  /** What the server hands to the studio as MoveNet Lightning. */
  model: Model;
  /** What the camera sees, over and over. */
  clip: Clip;
  /** Specs that name the same share a server; another name gives a server on which nothing has happened. */
  household: string;
  /** Environment variables of the server. */
  settings: Record<string, string>;
  /** The server's data folder. */
  dataFolder: string;
  server: RunningServer;
  fakeCamera: FakeCamera;
  /** The browser that has the camera. */
  camera: Browser;
}

export interface TestFixtures {
  /** A page of somebody who is logged in, before any address is opened. */
  climber: Page;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  model: ['marker-finder', { option: true, scope: 'worker' }],
  clip: ['climber', { option: true, scope: 'worker' }],
  household: ['shared', { option: true, scope: 'worker' }],
  settings: [{}, { option: true, scope: 'worker' }],
  dataFolder: [
    async ({}, use) => {
      const folder = newDataFolder();
      await use(folder);
      removeDataFolder(folder);
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ model, settings, dataFolder }, use) => {
      const server = await RunningServer.start(dataFolder, await freePort(), {
        MODEL_DIR: MODELS[model],
        // Those who are told of recordings are on this machine, too.
        WEBHOOK_PRIVATE_NETWORKS: '127.0.0.1',
        ...settings,
      });
      await use(server);
      await server.end('SIGTERM');
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  fakeCamera: [
    async ({ clip }, use) => {
      const camera = await FakeCamera.plugged(CLIPS[clip]);
      await use(camera);
      await camera.remove();
    },
    { scope: 'worker' },
  ],
  camera: [
    async ({ fakeCamera }, use) => {
      const executablePath = await findChromium();
      const browser = await chromium.launch({
        ...(executablePath ? { executablePath } : {}),
        args: ['--no-sandbox', '--disable-dev-shm-usage', ...fakeCamera.chromiumArguments],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ server }, use) => use(server.url),
  permissions: ['camera'],
  context: async ({ camera, baseURL, permissions }, use) => {
    const context = await camera.newContext({
      ...(baseURL ? { baseURL } : {}),
      viewport: { width: 1280, height: 800 },
      permissions: permissions ?? [],
    });
    const refused: string[] = [];
    context.on('console', (message) => {
      if (/Content Security Policy|Permissions policy violation/i.test(message.text())) {
        refused.push(message.text());
      }
    });
    await use(context);
    await context.close();
    expect(refused, 'what the pages do is allowed by their own policy').toEqual([]);
  },
  climber: async ({ page }, use) => {
    await logIn(page.context());
    await use(page);
  },
});

/** Logs everybody who uses this browser in; on a server without accounts, makes the first one. */
export async function logIn({ request }: BrowserContext): Promise<void> {
  const setup = (await (await request.get('/api/v1/setup')).json()) as { setupRequired: boolean };
  const { name, email, password } = ACCOUNT;
  const answer = setup.setupRequired
    ? await request.post('/api/v1/auth/register', { data: { name, email, password } })
    : await request.post('/api/v1/auth/login', { data: { email, password } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

export { expect };

/** All frames of a session, as REST gives them back. */
export async function fetchFrames(page: Page, id: string): Promise<Frame[]> {
  const answer = await page.request.get(`/api/v1/sessions/${id}/frames`, {
    headers: { accept: 'application/x-ndjson' },
  });
  expect(answer.ok()).toBe(true);
  return (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Frame);
}

/** A session's metadata, as REST gives it. */
export async function fetchSession(page: Page, id: string): Promise<Session> {
  return (await (await page.request.get(`/api/v1/sessions/${id}`)).json()) as Session;
}

/** What a recording in the studio came to. */
export interface Recorded {
  readonly id: string;
  /** Poses a second that the studio told at the end. */
  readonly rate: number;
  /** Durations in ms of the main thread's tasks above 50 ms from a second after Start to Stop. */
  readonly longTasks: number[];
}

const numberIn = async (page: Page, testId: string): Promise<number> =>
  Number((await page.getByTestId(testId).textContent())?.replace(',', '.').match(/[\d.]+/)?.[0] ?? NaN);

/** A recording with fewer frames is too short to tell anything, however slow the detector is on a busy machine. */
const LEAST_FRAMES = 40;

/**
 * Records for so many seconds in the studio, as a climber does, longer if it takes longer to get some frames, and waits
 * until the server has completed the session.
 */
export async function record(page: Page, seconds: number): Promise<Recorded> {
  await page.addInitScript(() => {
    const tasks: { start: number; duration: number }[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, duration });
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.addInitScript(() => {
    const key = 'reclimb.studio';
    if (!localStorage.getItem(key)) localStorage.setItem(key, JSON.stringify({ countdown: 0 }));
  });
  await page.goto('/studio');
  const start = page.getByTestId('start');
  await expect(start).toBeEnabled({ timeout: 45_000 });
  const begun = await page.evaluate(() => performance.now());
  await start.click();
  await expect(page.getByTestId('recording-light')).toBeVisible();
  await page.waitForTimeout(seconds * 1000);
  const frames = () => numberIn(page, 'frames');
  await expect.poll(frames, { timeout: 45_000 }).toBeGreaterThanOrEqual(LEAST_FRAMES);
  const rate = await numberIn(page, 'rate');
  const ended = await page.evaluate(() => performance.now());
  await page.getByTestId('stop').click();
  await expect(page.getByTestId('to-detail')).toBeVisible({ timeout: 30_000 });
  const href = await page.getByTestId('to-detail').getAttribute('href');
  const id = href?.split('/').at(-1) ?? '';
  await expect.poll(async () => (await fetchSession(page, id)).status, { timeout: 30_000 }).toBe('completed');
  const longTasks = await page.evaluate(
    ([from, to]) =>
      (globalThis as unknown as { longTasks: { start: number; duration: number }[] }).longTasks
        .filter(({ start }) => start >= from && start <= to)
        .map(({ duration }) => duration),
    [begun + 1000, ended] as const,
  );
  return { id, rate, longTasks };
}
