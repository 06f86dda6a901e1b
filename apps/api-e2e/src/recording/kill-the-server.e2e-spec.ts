import { existsSync, readdirSync } from 'node:fs';
import { eventually, FAULT_ROUNDS, House, inFull, tell } from './house.js';
import { demoVideo, takeOf } from './take.js';

/** `npm run test:faults` does the full number. */
const KILLS = FAULT_ROUNDS || 2;
const RECORDINGS = 4;

/** Sixty messages of frames and sixty of video for each fault, over three seconds. */
const streamed = (video: Uint8Array, faults: number) => ({
  pace: 50,
  bytesPerMessage: Math.ceil(video.byteLength / (faults * 60)),
});

describe('recording while the server is killed', () => {
  let house: House;

  afterAll(() => house?.close());

  it(`loses nothing that was acknowledged: ${KILLS} kills, ${RECORDINGS} recordings`, async () => {
    house = await House.open();
    await house.enter();
    const video = demoVideo();
    // Long enough that the last kill still finds them streaming: each comes within 2.3 s of the server being ready, and a take
    // has 3 s for each.
    const takes = Array.from({ length: RECORDINGS }, (_, index) =>
      takeOf(`Take ${index + 1}`, KILLS * 600, video),
    );
    const clients = takes.map((take) => house.client(take, streamed(video, KILLS)));
    let streaming = true;
    const sent = Promise.all(clients.map((client) => client.sendAll())).finally(() => (streaming = false));
    let kills = 0;
    while (streaming && kills < KILLS) {
      await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 2_000));
      if (!streaming) break;
      await house.kill();
      kills += 1;
      await house.start();
    }
    for (const client of clients) client.hurry();
    await sent;
    const complaints = clients.flatMap((client) => client.complaints);
    tell(`${RECORDINGS} recordings`, {
      kills,
      frames: clients.reduce((sum, client) => sum + client.ackedFrames, 0),
      bytes: clients.reduce((sum, client) => sum + client.ackedBytes, 0),
      reconnects: clients.reduce((sum, client) => sum + client.reconnects, 0),
      'acknowledged and missing': complaints.length,
    });
    expect(kills).toBe(KILLS);
    expect(complaints).toEqual([]);

    expect(takes.flatMap((take) => house.faultsOfUpload(take))).toEqual([]);
    for (const client of clients) expect(['processing', 'completed']).toContain((await client.stop()).status);
    for (const take of takes) {
      expect(await house.faultsOf(take)).toEqual([]);
      expect((await house.session(take.start.sessionId)).interrupted).toBe(false);
    }
  }, 900_000);

  it('finalises all the same when it is killed while it does so, and removes the upload only then', async () => {
    const takes = Array.from({ length: inFull(RECORDINGS, 2) }, (_, index) =>
      takeOf(`Cut ${index + 1}`, 60, demoVideo()),
    );
    const clients = takes.map((take) => house.client(take, { pace: 0, bytesPerMessage: 100_000 }));
    await Promise.all(clients.map((client) => client.sendAll()));
    for (const [index, client] of clients.entries()) {
      expect(['processing', 'completed']).toContain((await client.stop()).status);
      // At the stop, and some moments into the work.
      await new Promise((resolve) => setTimeout(resolve, index * 90));
      await house.kill();
      await house.start();
    }
    for (const take of takes) expect(await house.faultsOf(take)).toEqual([]);
    for (const { start } of takes) {
      await eventually(() => !existsSync(house.uploadFile(start.sessionId)));
      const videos = readdirSync(`${house.mediaDir}/sessions/${start.sessionId}`).filter((name) =>
        name.startsWith('video-'),
      );
      expect(videos).toContain(
        (await house.session(start.sessionId)).videoFilePath?.split('/').at(-1) ?? 'none',
      );
    }
  }, 180_000);
});
