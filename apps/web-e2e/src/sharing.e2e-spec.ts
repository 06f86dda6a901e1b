import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import type { BrowserContext, FrameLocator, Page } from '@playwright/test';
import type { Session } from '@reclimb/contracts';
import { expectAccessible } from './accessible.js';
import { expect, fetchSession, test } from './fixtures.js';

test.use({ model: 'marker-finder', clip: 'climber' });

const PHONE = { width: 390, height: 844 };

let session: Session;
/** A browser of somebody who has no account, on a phone. */
let visitor: BrowserContext;

test.beforeEach(async ({ climber, camera, baseURL }) => {
  const { id } = (await (await climber.request.post('/api/v1/sessions/demo')).json()) as Session;
  await expect
    .poll(async () => (await fetchSession(climber, id)).status, { timeout: 20_000 })
    .toBe('completed');
  session = await fetchSession(climber, id);
  const phone = { viewport: PHONE, isMobile: true, hasTouch: true, permissions: ['camera'] };
  visitor = await camera.newContext({ ...phone, ...(baseURL && { baseURL }) });
});
test.afterEach(() => visitor.close());

/** Plays from where it stands, and sees the ghost move on. */
async function expectToPlay(page: Page | FrameLocator): Promise<void> {
  const canvas = page.locator('rc-replay-stage canvas').first();
  await expect(canvas).toHaveAttribute('data-frame', /\d+/);
  await page.getByTestId('play').click();
  const shown = async () => Number(await canvas.getAttribute('data-timestamp'));
  await expect.poll(shown).toBeGreaterThan(0.5);
  await page.getByTestId('play').click();
}

test('a link made on the session’s page plays on a phone without an account, until it is revoked', async ({
  climber,
}) => {
  await climber.goto(`/sessions/${session.id}`);
  await climber.getByTestId('session-share').click();
  await climber.getByTestId('share-video').click();
  await expectAccessible(climber);
  await climber.getByTestId('share-create').click();
  const link = await climber.getByTestId('share-link').inputValue();
  await expectAccessible(climber);
  await climber.getByTestId('share-close').click();
  await expect(climber.getByTestId('session-shares').getByTestId('share')).toHaveCount(1);

  const page = await visitor.newPage();
  await page.goto(link);
  await expect(page.getByTestId('stage-view-video')).toBeVisible();
  await expectToPlay(page);
  await expectAccessible(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(session.name);
  await expect(page.getByTestId('replay-back')).toHaveCount(0);
  await page.getByTestId('more').click();
  await page.getByTestId('more-markers').click();
  await expect(page.getByTestId('replay-panel')).toContainText('Markers');
  await expect(page.getByTestId('add-marker')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByTestId('stage-camera').click();
  await expect(page.getByTestId('stage-view-camera')).toBeVisible();
  await expect(page.locator('rc-replay-stage canvas').first()).toHaveAttribute('data-frame', /\d+/);

  await climber.reload();
  await expect(climber.getByTestId('share-views')).toContainText('1 view');
  await climber.getByTestId('share-revoke').click();
  await climber.getByTestId('confirm').click();
  await expect(page.getByTestId('shared-nowhere')).toBeVisible();
  await expect(page.locator('canvas, video')).toHaveCount(0);
  await expectAccessible(page);
  await page.goto('/s/made-up');
  await expect(page.getByTestId('shared-nowhere')).toBeVisible();
});

test.describe('in a page of another site', () => {
  let other: Server;
  test.afterEach(() => new Promise((resolve) => other.close(resolve)));

  test('the skeleton plays by the code that the dialog offers', async ({ climber }) => {
    await climber.goto(`/sessions/${session.id}`);
    await climber.getByTestId('session-share').click();
    await climber.getByTestId('share-create').click();
    const code = await climber.getByTestId('share-embed').inputValue();
    other = createServer((_request, response) => {
      response
        .setHeader('Content-Type', 'text/html; charset=utf-8')
        .end(`<!doctype html><p>My blog</p>${code}`);
    });
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const { port } = other.address() as AddressInfo;

    const page = await visitor.newPage();
    // Another site altogether, as Reclimb's own address is a number: no cookie of its would go along.
    await page.goto(`http://localhost:${port}/`);
    const frame = page.frameLocator('iframe');
    await expect(frame.getByTestId('stage-view-plain')).toBeVisible();
    await expectToPlay(frame);
    await expect(frame.getByTestId('stage-video')).toHaveCount(0);
    await expect(frame.getByTestId('replay-open')).toHaveAttribute('target', '_blank');
  });
});

test('a player that has loaded everything says that its session was deleted, and plays on', async ({
  climber,
}) => {
  await climber.goto(`/sessions/${session.id}/replay?stage=plain`);
  await expect(climber.getByTestId('timeline').locator('.buffered')).toHaveCount(1);
  await expect
    .poll(() =>
      climber
        .getByTestId('timeline')
        .locator('.buffered')
        .evaluate((bar: HTMLElement) => bar.style.width),
    )
    .toBe('100%');
  await climber.request.delete(`/api/v1/sessions/${session.id}?permanent=true`);
  await expect(climber.getByTestId('replay-notice')).toContainText('has been deleted');
  await expectToPlay(climber);
});
