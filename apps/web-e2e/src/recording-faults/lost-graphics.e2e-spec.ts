import { expect, fetchFrames } from '../fixtures.js';
import { expectSoundRecording } from '../recorded-session.js';
import { test, THOROUGH } from './fixtures.js';
import {
  completed,
  expectNothingLost,
  keepUpload,
  openStudio,
  startRecording,
  stopAndSave,
} from './studio.js';

/**
 * Graphics in software, which the studio takes for a graphics card: it computes there, and its context can be lost as a
 * card's is when the driver restarts.
 */
const GRAPHICS_CARD = `
  const UNMASKED_RENDERER_WEBGL = 0x9246;
  const { getParameter } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.getParameter = function (name) {
    return name === UNMASKED_RENDERER_WEBGL ? 'A graphics card' : getParameter.call(this, name);
  };
  const contexts = [];
  const { getContext } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.getContext = function (...how) {
    const context = getContext.apply(this, how);
    if (context instanceof WebGL2RenderingContext && !contexts.includes(context)) contexts.push(context);
    return context;
  };
  new BroadcastChannel('faults').addEventListener('message', ({ data }) => {
    if (data !== 'graphics lost') return;
    for (const context of contexts.splice(0)) context.getExtension('WEBGL_lose_context')?.loseContext();
  });
`;

test.use({
  model: 'marker-finder',
  clip: 'climber',
  household: 'recording-faults',
  workerPrelude: GRAPHICS_CARD,
});
test.setTimeout(240_000);

test('a lost graphics context rebuilds the detector while the recording goes on', async ({
  climber,
  dataFolder,
  tape,
}) => {
  test.skip(!THOROUGH, 'Graphics in software take a minute to be set up on a busy machine');
  const said: string[] = [];
  climber.on('console', (message) => said.push(message.text()));
  // On a processor alone WebAssembly is faster, and would be chosen.
  await climber.route('**/wasm/**', (route) => route.abort());
  await openStudio(climber, 120_000);
  await startRecording(climber, 2);
  const upload = await keepUpload(dataFolder, tape);
  await climber.evaluate(() => new BroadcastChannel('faults').postMessage('graphics lost'));
  await expect.poll(() => said.join(), { timeout: 60_000 }).toContain('The webgl context was lost');
  const standing = tape.frames.length;
  await expect.poll(() => tape.frames.length, { timeout: 60_000 }).toBeGreaterThan(standing + 35);
  await stopAndSave(climber);
  await completed(climber, tape);
  await expectNothingLost(climber, tape, await upload());
  await expectSoundRecording(climber, await fetchFrames(climber, tape.id), tape);
});
