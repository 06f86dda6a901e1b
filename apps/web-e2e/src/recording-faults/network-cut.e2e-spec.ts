import { expect } from '../fixtures.js';
import { look } from './look.js';
import { test, THOROUGH } from './fixtures.js';

test.use({ model: 'marker-finder', clip: 'climber' });
test.setTimeout(240_000);

/** Seconds without a network. */
const CUT = THOROUGH ? 60 : 4;

test(`a recording goes on through ${CUT} s without a network, catches up and loses nothing`, async ({
  climber,
  network,
  tape,
  studio,
}) => {
  await studio.record(2);
  network.cut();
  await expect(studio.state).toContainText('No connection: recording goes on here');
  await look(climber, 'offline');
  await studio.recordUntil(2 + CUT);
  const before = tape.frames.length;
  network.mend();
  const mended = performance.now();
  await expect(studio.state).toHaveText(/^Saved on the server up to [\d:]+$/, {
    timeout: 30_000,
  });
  console.warn(
    `${CUT} s without a network: ${before} frames waited; caught up ` +
      `${((performance.now() - mended) / 1000).toFixed(1)} s after it was back`,
  );
  await studio.stop();
  expect(await studio.expectWhole()).toMatchObject({ interrupted: false });
});

test('a network that falls silent without a word is noticed, and nothing is lost', async ({
  network,
  studio,
}) => {
  test.skip(!THOROUGH, 'It takes a minute until silence is told from slowness');
  await studio.record(2);
  network.fallSilent();
  await expect(studio.state).toContainText('No connection', { timeout: 60_000 });
  network.mend();
  await expect(studio.state).toHaveText(/^Saved on the server up to [\d:]+$/, {
    timeout: 60_000,
  });
  await studio.stop();
  await studio.expectWhole();
});

test('a stop without a network is kept, and carried out when there is one', async ({
  climber,
  network,
  studio,
}) => {
  await studio.record(2);
  network.cut();
  await expect(studio.state).toContainText('No connection');
  await climber.getByTestId('stop').click();
  await expect(studio.state).toContainText('It is sent by itself when there is one');
  await look(climber, 'stopped-offline');
  network.mend();
  await studio.expectSent();
  expect(await studio.expectWhole()).toMatchObject({ interrupted: false });
});

test('a recording that is made without any network is sent when there is one', async ({
  climber,
  network,
  studio,
}) => {
  await studio.open();
  network.cut();
  await studio.start(2);
  await climber.getByTestId('stop').click();
  await expect(studio.state).toContainText('No connection: kept here');
  const kept = studio.keepUpload();
  network.mend();
  await kept;
  await studio.expectSent();
  await studio.expectWhole();
});
