import { expect } from '../fixtures.js';
import { test } from './fixtures.js';

test.use({ model: 'marker-finder', clip: 'climber' });
test.setTimeout(240_000);

test.describe('a browser whose workers have no files', () => {
  test.use({ workerPrelude: 'delete FileSystemFileHandle.prototype.createSyncAccessHandle;' });

  test('keeps the recording in IndexedDB, also when the page dies, and loses nothing', async ({
    climber,
    context,
    network,
    studio,
  }) => {
    await studio.record(2);
    network.cut();
    await studio.recordUntil(4);
    expect(
      await climber.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)),
    ).toContain('reclimb-outbox');
    await climber.close();
    network.mend();
    const again = studio.from(await context.newPage());
    await again.expectFinishedHere();
    await again.expectWhole({ cutOff: true });
  });

  test('empties IndexedDB once the server has everything', async ({ climber, studio }) => {
    await studio.record(2);
    await studio.stop();
    await studio.expectWhole();
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
  studio,
}) => {
  await climber.addInitScript(() => Reflect.deleteProperty(globalThis, 'MediaStreamTrackProcessor'));
  await studio.record(2);
  await studio.recordMoreFrames(30);
  await studio.stop();
  await studio.expectWhole({ sound: true });
});
