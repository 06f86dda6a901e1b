import type { Page } from '@playwright/test';
import type { Frame } from '@reclimb/contracts';
import { expect } from '../fixtures.js';
import { closeLid } from './lid.js';
import { look } from './look.js';
import { test, THOROUGH } from './fixtures.js';

/** What breaks on command: a message on the channel `faults`. */
const BREAKABLE = `
  const faults = new BroadcastChannel('faults');
  let encoderHangs = false;
  const { encode } = VideoEncoder.prototype;
  VideoEncoder.prototype.encode = function (...picture) {
    if (!encoderHangs) encode.apply(this, picture);
  };
  faults.addEventListener('message', ({ data }) => {
    if (data === 'encoder hangs') encoderHangs = true;
    if (data === 'detector dies' && self.name === 'pose') throw new Error('The detector died');
    if (data === 'detector hangs' && self.name === 'pose') for (;;);
  });
`;

test.use({
  model: 'marker-finder',
  clip: 'climber',
  workerPrelude: BREAKABLE,
});
test.setTimeout(240_000);

const cause = (page: Page, fault: string) =>
  page.evaluate((message) => new BroadcastChannel('faults').postMessage(message), fault);

/** The longest time between two frames, seconds. */
const longestGap = (frames: Frame[]) =>
  Math.max(...frames.map(({ timestamp }, i) => timestamp - (frames[i - 1]?.timestamp ?? 0)));

test('a camera that freezes is told of; what follows is a gap in time, in poses and video alike', async ({
  camera,
  climber,
  fakeCamera,
  studio,
}) => {
  await studio.record(2);
  await fakeCamera.freeze(camera);
  await expect(studio.warning('camera_stalled')).toBeVisible();
  await look(climber, 'camera-frozen');
  await fakeCamera.thaw(camera);
  await expect(studio.warning('camera_stalled')).toHaveCount(0);
  await studio.recordMoreFrames(20);
  await studio.stop();
  await studio.expectWhole({ sound: true });
  expect(longestGap(await studio.frames())).toBeGreaterThan(2.5);
});

test('a lid that is closed and opened bends no timestamp: the time is missing, and all else agrees', async ({
  camera,
  studio,
}) => {
  await studio.record(2);
  await closeLid(camera, 6000);
  await studio.recordMoreFrames(20);
  await studio.stop();
  await studio.expectWhole({ sound: true });
  expect(longestGap(await studio.frames())).toBeGreaterThan(5);
});

test('a page that the browser freezes goes on where the camera is', async ({ climber, studio }) => {
  await studio.record(2);
  const devtools = await climber.context().newCDPSession(climber);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 4000));
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await studio.recordUntil(7);
  await studio.stop();
  await studio.expectWhole({ sound: true });
});

test('an encoder that hangs ends the video, not the recording', async ({ climber, studio }) => {
  await studio.record(2);
  await cause(climber, 'encoder hangs');
  await expect(studio.warning('video_stopped')).toBeVisible();
  await look(climber, 'video-stopped');
  await studio.recordMoreFrames(15);
  await studio.stop();
  expect((await studio.expectWhole()).video).not.toBeNull();
});

test('a detector that dies is started anew, and the recording goes on', async ({ climber, studio }) => {
  await studio.record(2);
  await cause(climber, 'detector dies');
  // The detector is loaded again, and frames come again.
  await studio.recordMoreFrames(30);
  await studio.stop();
  expect(await studio.expectWhole({ sound: true })).toMatchObject({ interrupted: false });
});

test('a detector that hangs is replaced, and the recording goes on: the time without it is a gap', async ({
  climber,
  studio,
}) => {
  test.skip(
    !THOROUGH,
    'The slowest detector takes 12 s for a picture: silence is told from slowness after 15',
  );
  await studio.record(2);
  await cause(climber, 'detector hangs');
  await expect(studio.warning('detector_stalled')).toBeVisible({ timeout: 40_000 });
  await look(climber, 'detector-restarted');
  await expect(studio.warning('detector_stalled')).toHaveCount(0, { timeout: 40_000 });
  await studio.recordMoreFrames(30, 60_000);
  await studio.stop();
  await studio.expectWhole({ sound: true });
  expect(longestGap(await studio.frames())).toBeGreaterThan(15);
});
