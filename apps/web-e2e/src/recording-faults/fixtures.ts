import { Relay } from '../../../../tools/relay.mjs';
import { test as base, THOROUGH } from '../fixtures.js';
import { LastingBrowser } from './lasting-browser.js';
import { Studio } from './studio.js';
import { Tape } from './tape.js';

interface FaultFixtures {
  /** The only way from the browser to the server. */
  network: Relay;
  /** What the studio has recorded. */
  tape: Tape;
  /** The studio in the climber's page. */
  studio: Studio;
  /** Runs in the capture worker before its own code: takes away what another browser would not have. */
  workerPrelude: string;
  /** Another browser than that of `climber`; closed at the end. */
  lastingBrowser: LastingBrowser;
}

export const test = base.extend<FaultFixtures>({
  network: async ({ server }, use) => {
    const network = await Relay.before(server.url);
    await use(network);
    await network.close();
  },
  // A worker whose code the test has touched counts as somebody from outside, who needs leave to reach this machine.
  permissions: ['camera', 'local-network-access'],
  baseURL: ({ network }, use) => use(network.url),
  workerPrelude: ['', { option: true }],
  lastingBrowser: async ({ fakeCamera, network }, use) => {
    const browser = await LastingBrowser.withCamera(fakeCamera, network.url);
    await use(browser);
    await browser.remove();
  },
  tape: async ({ context, workerPrelude }, use) => use(await Tape.of(context, workerPrelude)),
  studio: async ({ climber, tape, dataFolder }, use) => use(new Studio(climber, tape, dataFolder)),
});

export { THOROUGH };
