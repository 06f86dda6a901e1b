import { SmallDisk } from '../../../../tools/small-disk.mjs';
import { eventually, House, inFull, tell } from './house.js';
import type { StubbornClient } from './stubborn-client.js';
import { demoVideo, type Take, takeOf, videoOf } from './take.js';

const unable = SmallDisk.unable();
/** A mounted disk is the only one that can be filled or made read-only for root too: permissions do not bind root. */
const describeOnDisk = unable === null ? describe : describe.skip;
if (unable !== null) process.stderr.write(`  Skipped: no disk can be mounted here (${unable})\n`);

describeOnDisk('recording onto a disk that fails', () => {
  let disk: SmallDisk;
  let house: House;
  const clientOf = (take: Take) => house.client(take, { bytesPerMessage: 100_000 });

  beforeEach(async () => {
    disk = SmallDisk.mount(inFull(24, 8));
    house = await House.open({}, { mediaDir: disk.folder });
    await house.enter();
  });
  afterEach(async () => {
    await house?.close();
    disk?.unmount();
  });
  /** The disk is in order again: everything is sent, and stored as it was recorded. */
  const allArrives = async (clients: StubbornClient[], takes: Take[], sent: Promise<unknown>) => {
    for (const client of clients) client.hurry();
    await sent;
    expect((await house.readiness()).status).toBe('ok');
    expect(clients.flatMap((client) => client.complaints)).toEqual([]);
    expect(takes.flatMap((take) => house.faultsOfUpload(take))).toEqual([]);
    for (const client of clients) await client.stop();
    for (const take of takes) expect(await house.faultsOf(take)).toEqual([]);
    expect(house.alive).toBe(true);
  };

  it('is told that it is full, keeps what it has, and stores all of it when there is room again', async () => {
    expect((await house.readiness()).status).toBe('ok');
    const video = await videoOf(inFull(10, 3.5) * 1_000_000);
    const takes = [1, 2, 3].map((number) => takeOf(`Take ${number}`, 600, video));
    const clients = takes.map(clientOf);
    const sent = Promise.all(clients.map((client) => client.sendAll()));
    const refused = () =>
      clients.reduce((sum, client) => sum + (client.refusals.get('storage_full') ?? 0), 0);
    await eventually(() => refused() >= 5);
    // Poses go to the database, which has room: they are not held up by the video.
    await eventually(() => clients.every((client) => client.ackedFrames === 600));

    const ready = await house.readiness();
    expect(ready).toMatchObject({
      status: 'error',
      checks: { database: { status: 'up' }, media: { status: 'down', message: 'The media store is full' } },
    });
    expect((await house.get('/api/health/live')).status).toBe(200);
    expect(clients.some((client) => client.allAcked)).toBe(false);
    const before = refused();

    disk.resize(inFull(100, 40));
    await allArrives(clients, takes, sent);
    tell('full media disk', {
      'refused with storage_full': before,
      bytes: takes.length * video.byteLength,
      'bytes missing': 0,
    });
  }, 300_000);

  it('finalises a session later when there is no room for its finished video', async () => {
    const video = await videoOf(inFull(14, 5) * 1_000_000);
    const take = takeOf('Fills the disk', 30, video);
    const client = clientOf(take);
    await client.sendAll();
    expect((await client.stop()).status).toBe('processing');
    await eventually(() => house.server.output.includes('is finalised later: The media store is full'));
    expect((await house.session(take.start.sessionId)).status).toBe('processing');
    expect(house.faultsOfUpload(take)).toEqual([]);
    disk.resize(inFull(100, 40));
    expect(await house.faultsOf(take)).toEqual([]);
  }, 120_000);

  it('is told unavailable while the folder is read-only, and stores everything when it is writable again', async () => {
    const takes = [1, 2].map((number) => takeOf(`Take ${number}`, 600, demoVideo()));
    const clients = takes.map(
      // Slowly: a file system becomes read-only only in a moment in which nobody writes to it.
      (take) => house.client(take, { pace: 150 }),
    );
    const sent = Promise.all(clients.map((client) => client.sendAll()));
    await eventually(() => clients.every((client) => client.ackedBytes > 0));
    await disk.makeReadOnly();
    await eventually(() => clients.every((client) => (client.refusals.get('unavailable') ?? 0) > 2));
    expect(await house.readiness()).toMatchObject({
      status: 'error',
      checks: { media: { status: 'down', message: 'The media store cannot be written' } },
    });
    // A recording that begins now is not refused either: its poses have their place.
    const poses = takeOf('Only poses', 60, new Uint8Array());
    await clientOf(poses).sendAll();
    disk.makeWritable();
    await allArrives(clients, takes, sent);
  }, 120_000);
});

describeOnDisk("recording while PostgreSQL's own disk is full", () => {
  it('is told so, and stores everything when there is room again', async () => {
    const disk = SmallDisk.mount(140);
    const house = await House.open({}, { dataDir: disk.folder });
    try {
      await house.enter();
      const takes = [1, 2].map((number) => takeOf(`Take ${number}`, inFull(12_000, 6_000), new Uint8Array()));
      const clients = takes.map((take) => house.client(take, { pace: 5, patience: 10_000 }));
      const sent = Promise.all(clients.map((client) => client.sendAll()));
      await eventually(() => clients.every((client) => client.ackedFrames > 200));
      disk.fill();
      const refused = (client: StubbornClient) =>
        (client.refusals.get('storage_full') ?? 0) + (client.refusals.get('unavailable') ?? 0);
      await eventually(() => clients.every((client) => refused(client) > 2));
      expect((await house.get('/api/health/live')).status).toBe(200);
      expect((await house.readiness()).status).toBe('error');
      disk.resize(400);
      for (const client of clients) client.hurry();
      await sent;
      expect(clients.flatMap((client) => client.complaints)).toEqual([]);
      for (const client of clients) await client.stop();
      for (const take of takes) expect(await house.faultsOf(take)).toEqual([]);
      expect(house.alive).toBe(true);
      tell("PostgreSQL's disk full", {
        refused: clients.reduce((sum, client) => sum + refused(client), 0),
        frames: clients.reduce((sum, client) => sum + client.ackedFrames, 0),
        'acknowledged and missing': 0,
      });
    } finally {
      await house.close();
      disk.unmount();
    }
  }, 240_000);
});
