import { expect } from '../fixtures.js';
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

test.use({ model: 'marker-finder', clip: 'climber', household: 'recording-faults' });
test.setTimeout(240_000);

/** Seconds without a network. */
const CUT = THOROUGH ? 60 : 4;

test(`a recording goes on through ${CUT} s without a network, catches up and loses nothing`, async ({
  climber,
  dataFolder,
  network,
  tape,
}) => {
  await openStudio(climber);
  await startRecording(climber, 2);
  const upload = await keepUpload(dataFolder, tape);
  network.cut();
  await expect(climber.getByTestId('upload-state')).toContainText('No connection: recording goes on here');
  await recordUntil(climber, 2 + CUT);
  const before = tape.frames.length;
  network.mend();
  const mended = performance.now();
  await expect(climber.getByTestId('upload-state')).toHaveText(/^Saved on the server up to [\d:]+$/, {
    timeout: 30_000,
  });
  console.warn(
    `${CUT} s without a network: ${before} frames waited; caught up ` +
      `${((performance.now() - mended) / 1000).toFixed(1)} s after it was back`,
  );
  await stopAndSave(climber);
  expect(await completed(climber, tape)).toMatchObject({ interrupted: false });
  await expectNothingLost(climber, tape, await upload());
});

test('a network that falls silent without a word is noticed, and nothing is lost', async ({
  climber,
  dataFolder,
  network,
  tape,
}) => {
  test.skip(!THOROUGH, 'It takes a minute until silence is told from slowness');
  await openStudio(climber);
  await startRecording(climber, 2);
  const upload = await keepUpload(dataFolder, tape);
  network.fallSilent();
  await expect(climber.getByTestId('upload-state')).toContainText('No connection', { timeout: 60_000 });
  network.mend();
  await expect(climber.getByTestId('upload-state')).toHaveText(/^Saved on the server up to [\d:]+$/, {
    timeout: 60_000,
  });
  await stopAndSave(climber);
  await completed(climber, tape);
  await expectNothingLost(climber, tape, await upload());
});

test('a stop without a network is kept, and carried out when there is one', async ({
  climber,
  dataFolder,
  network,
  tape,
}) => {
  await openStudio(climber);
  await startRecording(climber, 2);
  const upload = await keepUpload(dataFolder, tape);
  network.cut();
  await expect(climber.getByTestId('upload-state')).toContainText('No connection');
  await climber.getByTestId('stop').click();
  await expect(climber.getByTestId('upload-state')).toContainText('It is sent by itself when there is one');
  network.mend();
  await expect(climber.getByTestId('to-detail')).toBeVisible({ timeout: 30_000 });
  expect(await completed(climber, tape)).toMatchObject({ interrupted: false });
  await expectNothingLost(climber, tape, await upload());
});

test('a recording that is made without any network is sent when there is one', async ({
  climber,
  dataFolder,
  network,
  tape,
}) => {
  await openStudio(climber);
  network.cut();
  await startRecording(climber, 3);
  await climber.getByTestId('stop').click();
  await expect(climber.getByTestId('upload-state')).toContainText('No connection: kept here');
  const kept = keepUpload(dataFolder, tape);
  network.mend();
  const upload = await kept;
  await expect(climber.getByTestId('to-detail')).toBeVisible({ timeout: 30_000 });
  await completed(climber, tape);
  await expectNothingLost(climber, tape, await upload());
});
