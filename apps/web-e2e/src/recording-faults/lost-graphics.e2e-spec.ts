import { expect } from '../fixtures.js';
import { test, THOROUGH } from './fixtures.js';

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
  workerPrelude: GRAPHICS_CARD,
});
test.setTimeout(240_000);

test('a lost graphics context rebuilds the detector while the recording goes on', async ({
  climber,
  studio,
}) => {
  test.skip(!THOROUGH, 'Graphics in software take a minute to be set up on a busy machine');
  const said: string[] = [];
  climber.on('console', (message) => said.push(message.text()));
  // On a processor alone WebAssembly is faster, and would be chosen.
  await climber.route('**/wasm/**', (route) => route.abort());
  await studio.record(2, 120_000);
  await climber.evaluate(() => new BroadcastChannel('faults').postMessage('graphics lost'));
  await expect.poll(() => said.join(), { timeout: 60_000 }).toContain('The webgl context was lost');
  await studio.recordMoreFrames(35, 60_000);
  await studio.stop();
  await studio.expectWhole({ sound: true });
});
