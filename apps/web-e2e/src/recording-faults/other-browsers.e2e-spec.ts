import { expect, fetchFrames, fetchSession } from '../fixtures.js';
import { expectSoundRecording } from '../recorded-session.js';
import { test } from './fixtures.js';
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

test.describe('a browser whose workers have no files', () => {
  test.use({ workerPrelude: 'delete FileSystemFileHandle.prototype.createSyncAccessHandle;' });

  test('keeps the recording in IndexedDB, also when the page dies, and loses nothing', async ({
    climber,
    context,
    dataFolder,
    network,
    tape,
  }) => {
    await openStudio(climber);
    await startRecording(climber, 2);
    const upload = await keepUpload(dataFolder, tape);
    network.cut();
    await recordUntil(climber, 5);
    expect(
      await climber.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)),
    ).toContain('reclimb-outbox');
    await climber.close();
    network.mend();
    const page = await context.newPage();
    await page.goto('/studio');
    await expect(page.getByTestId('finished')).toHaveAttribute('data-session', tape.id, { timeout: 30_000 });
    await expect.poll(async () => (await fetchSession(page, tape.id)).interrupted).toBe(false);
    await completed(page, tape);
    await expectNothingLost(page, tape, await upload(), { cutOff: true });
  });

  test('empties IndexedDB once the server has everything', async ({ climber, dataFolder, tape }) => {
    await openStudio(climber);
    await startRecording(climber, 2);
    const upload = await keepUpload(dataFolder, tape);
    await stopAndSave(climber);
    await completed(climber, tape);
    await expectNothingLost(climber, tape, await upload());
    const left = await climber.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('reclimb-outbox');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const count = opening.result.transaction('records').objectStore('records').count();
            count.onsuccess = () => resolve(count.result);
            count.onerror = () => reject(count.error);
          };
        }),
    );
    expect(left).toBe(0);
  });
});

test('a browser that cannot hand the camera’s stream over records from the preview, picture by picture', async ({
  climber,
  dataFolder,
  tape,
}) => {
  await climber.addInitScript(() => Reflect.deleteProperty(globalThis, 'MediaStreamTrackProcessor'));
  await openStudio(climber);
  await startRecording(climber, 5);
  const upload = await keepUpload(dataFolder, tape);
  await stopAndSave(climber);
  await completed(climber, tape);
  await expectNothingLost(climber, tape, await upload());
  await expectSoundRecording(climber, await fetchFrames(climber, tape.id), tape);
});
