import type { Page } from '@playwright/test';
import type { Frame } from '@reclimb/contracts';
import { expect, fetchFrames, fetchSession } from '../fixtures.js';
import { expectSoundRecording } from '../recorded-session.js';
import { closeLid } from './lid.js';
import { test, THOROUGH } from './fixtures.js';
import {
  completed,
  expectNothingLost,
  keepUpload,
  openStudio,
  recordUntil,
  startRecording,
  stopAndSave,
} from './studio.js';

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
  household: 'recording-faults',
  workerPrelude: BREAKABLE,
});
test.setTimeout(240_000);

const cause = (page: Page, fault: string) =>
  page.evaluate((message) => new BroadcastChannel('faults').postMessage(message), fault);

const warning = (page: Page, code: string) =>
  page.locator(`[data-testid="recorder-warning"][data-code="${code}"]`);

/** The longest time between two frames, seconds. */
const longestGap = (frames: Frame[]) =>
  Math.max(...frames.map(({ timestamp }, i) => timestamp - (frames[i - 1]?.timestamp ?? 0)));

test('a camera that freezes is told of; what follows is a gap in time, in poses and video alike', async ({
  climber,
  camera,
  fakeCamera,
  dataFolder,
  tape,
}) => {
  await openStudio(climber);
  await startRecording(climber, 2);
  const upload = await keepUpload(dataFolder, tape);
  await fakeCamera.freeze(camera);
  await expect(warning(climber, 'camera_stalled')).toBeVisible();
  await fakeCamera.thaw(camera);
  await expect(warning(climber, 'camera_stalled')).toHaveCount(0);
  await recordUntil(climber, 8);
  await stopAndSave(climber);
  await completed(climber, tape);
  await expectNothingLost(climber, tape, await upload());
  const frames = await fetchFrames(climber, tape.id);
  expect(longestGap(frames)).toBeGreaterThan(2.5);
  await expectSoundRecording(climber, frames, tape);
});

test('a lid that is closed and opened bends no timestamp: the time is missing, and all else agrees', async ({
  climber,
  camera,
  dataFolder,
  tape,
}) => {
  await openStudio(climber);
  await startRecording(climber, 2);
  const upload = await keepUpload(dataFolder, tape);
  await closeLid(camera, 6000);
  await recordUntil(climber, 10);
  await stopAndSave(climber);
  await completed(climber, tape);
  await expectNothingLost(climber, tape, await upload());
  const frames = await fetchFrames(climber, tape.id);
  expect(longestGap(frames)).toBeGreaterThan(5);
  await expectSoundRecording(climber, frames, tape);
});

test('a page that the browser freezes goes on where the camera is', async ({ climber, dataFolder, tape }) => {
  await openStudio(climber);
  await startRecording(climber, 2);
  const upload = await keepUpload(dataFolder, tape);
  const devtools = await climber.context().newCDPSession(climber);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 4000));
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await recordUntil(climber, 8);
  await stopAndSave(climber);
  await completed(climber, tape);
  await expectNothingLost(climber, tape, await upload());
  await expectSoundRecording(climber, await fetchFrames(climber, tape.id), tape);
});

test('an encoder that hangs ends the video, not the recording', async ({ climber, dataFolder, tape }) => {
  await openStudio(climber);
  await startRecording(climber, 3);
  const upload = await keepUpload(dataFolder, tape);
  await cause(climber, 'encoder hangs');
  await expect(warning(climber, 'video_stopped')).toBeVisible();
  const standing = tape.frames.length;
  await expect.poll(() => tape.frames.length).toBeGreaterThan(standing + 15);
  await stopAndSave(climber);
  const session = await completed(climber, tape);
  expect(session.video).not.toBeNull();
  await expectNothingLost(climber, tape, await upload());
});

test('a detector that dies is started anew, and the recording goes on', async ({
  climber,
  dataFolder,
  tape,
}) => {
  await openStudio(climber);
  await startRecording(climber, 2);
  const upload = await keepUpload(dataFolder, tape);
  await cause(climber, 'detector dies');
  // The detector is loaded again, and frames come again.
  const standing = tape.frames.length;
  await expect.poll(() => tape.frames.length, { timeout: 45_000 }).toBeGreaterThan(standing + 30);
  await stopAndSave(climber);
  await completed(climber, tape);
  await expectNothingLost(climber, tape, await upload());
  await expectSoundRecording(climber, await fetchFrames(climber, tape.id), tape);
  expect((await fetchSession(climber, tape.id)).interrupted).toBe(false);
});

test('a detector that hangs is replaced, and the recording goes on: the time without it is a gap', async ({
  climber,
  dataFolder,
  tape,
}) => {
  test.skip(
    !THOROUGH,
    'The slowest detector takes 12 s for a picture: silence is told from slowness after 15',
  );
  await openStudio(climber);
  await startRecording(climber, 2);
  const upload = await keepUpload(dataFolder, tape);
  await cause(climber, 'detector hangs');
  await expect(warning(climber, 'detector_stalled')).toBeVisible({ timeout: 40_000 });
  await expect(warning(climber, 'detector_stalled')).toHaveCount(0, { timeout: 40_000 });
  const standing = tape.frames.length;
  await expect.poll(() => tape.frames.length, { timeout: 60_000 }).toBeGreaterThan(standing + 30);
  await stopAndSave(climber);
  await completed(climber, tape);
  await expectNothingLost(climber, tape, await upload());
  const frames = await fetchFrames(climber, tape.id);
  expect(longestGap(frames)).toBeGreaterThan(15);
  await expectSoundRecording(climber, frames, tape);
});
