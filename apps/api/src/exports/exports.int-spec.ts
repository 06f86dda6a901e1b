import type { Worker } from 'node:worker_threads';
import { McapIndexedReader } from '@mcap/core';
import { type Frame, frameSchema, type Session } from '@reclimb/contracts';
import { fromBufferPromise } from 'yauzl';
import { recordSession } from '../testing/recorded-session.js';
import { framesOf, startOf } from '../testing/recordings.js';
import { startApp, type TestApp, type TestUser } from '../testing/test-app.js';
import { type ExportTask } from './session-exporter.js';
import { ExportThread } from './thread/export-thread.js';

const FRAMES = 700;
const PICTURES = 60;

describe('GET /api/v1/sessions/:id/export', () => {
  let app: TestApp;
  let climber: TestUser;
  let stranger: TestUser;
  let admin: TestUser;
  let long: Session;
  let filmed: Session;

  beforeAll(async () => {
    app = await startApp();
    admin = await app.newUser('admin');
    climber = await app.newUser();
    stranger = await app.newUser();
    long = await recordSession(app, climber, { frames: FRAMES, start: { name: 'Überhang "7a"/links' } });
    // A pose for every picture of the first second, none for the second.
    filmed = await recordSession(app, climber, {
      frames: 30,
      video: { container: 'webm', pictures: PICTURES },
      markers: [{ timestamp: 0.5, label: 'crux' }],
    });
  });
  afterAll(() => app.close());

  const download = (id: string, query: string, user: TestUser | null = climber, init: RequestInit = {}) =>
    app.fetch(`/api/v1/sessions/${id}/export?${query}`, { user, ...init });
  const text = async (id: string, query: string) => {
    const answer = await download(id, query);
    expect([query, answer.status]).toEqual([query, 200]);
    return answer.text();
  };
  const bytes = async (id: string, query: string) => {
    const answer = await download(id, query);
    expect([query, answer.status]).toEqual([query, 200]);
    return Buffer.from(await answer.arrayBuffer());
  };
  const worstDifference = (frames: readonly Frame[], sent: readonly Frame[]) =>
    Math.max(
      ...frames.flatMap(({ poses }, index) =>
        poses.flatMap((pose, person) =>
          pose.keypoints.flatMap(([x, y], joint) => {
            const [sentX = NaN, sentY = NaN] = sent[index]?.poses[person]?.keypoints[joint] ?? [];
            return [Math.abs(x - sentX), Math.abs(y - sentY)];
          }),
        ),
      ),
    );

  it.each([
    ['format=json', 'application/json', '.json'],
    ['format=ndjson', 'application/x-ndjson', '.ndjson'],
    ['format=csv', 'text/csv; charset=utf-8', '.csv'],
    ['format=csv-long', 'text/csv; charset=utf-8', '_long.csv'],
    ['format=deeplabcut', 'text/csv; charset=utf-8', '_dlc.csv'],
    ['format=coco', 'application/json', '_coco.json'],
    ['format=trc', 'text/tab-separated-values; charset=utf-8', '_px.trc'],
    ['format=trc&dialect=kinovea', 'text/tab-separated-values; charset=utf-8', '_kinovea.trc'],
    ['format=trc&dialect=metric&stature=1.7', 'text/tab-separated-values; charset=utf-8', '_m.trc'],
    ['format=openpose', 'application/zip', '_openpose.zip'],
    ['format=mcap', 'application/octet-stream', '.mcap'],
    ['format=zip', 'application/zip', '.zip'],
  ])('%s comes as a file with the right type and the session’s name', async (query, type, ending) => {
    const answer = await download(long.id, query);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    const disposition = answer.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="/);
    const encoded = /filename\*=UTF-8''(\S+)$/.exec(disposition)?.[1] ?? '';
    expect(decodeURIComponent(encoded)).toBe(`Überhang _7a_links${ending}`);
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0);
    const head = await download(long.id, query, climber, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-disposition')]).toEqual([200, disposition]);
  });

  it('json and ndjson hold every frame as it was sent', async () => {
    const sent = framesOf(0, FRAMES);
    const document = JSON.parse(await text(long.id, 'format=json'));
    const lines = (await text(long.id, 'format=ndjson')).trimEnd().split('\n');
    const parsed = lines.map((line) => frameSchema.parse(JSON.parse(line)));
    expect([document.frames.length, parsed.length]).toEqual([FRAMES, FRAMES]);
    expect(parsed.findIndex(({ timestamp }, index) => timestamp !== sent[index]?.timestamp)).toBe(-1);
    expect(worstDifference(document.frames, sent)).toBeLessThan(0.0001);
    expect(worstDifference(parsed, sent)).toBeLessThan(0.0001);
    expect(document.session.name).toBe('Überhang "7a"/links');
  });

  it('tables have a row for every frame', async () => {
    expect((await text(long.id, 'format=csv')).split('\n')).toHaveLength(FRAMES + 2);
    expect((await text(long.id, 'format=csv-long')).split('\n')).toHaveLength(FRAMES * 17 + 2);
    expect(JSON.parse(await text(long.id, 'format=coco')).images).toHaveLength(FRAMES);
  });

  it('formats that are laid over the video have a row for each of its pictures', async () => {
    const trc = (await text(filmed.id, 'format=trc')).split('\n');
    expect(trc[2]?.split('\t').slice(0, 3)).toEqual(['30', '30', `${PICTURES}`]);
    expect(trc).toHaveLength(PICTURES + 6);
    const dlc = (await text(filmed.id, 'format=deeplabcut')).trimEnd().split('\n').slice(3);
    expect(dlc).toHaveLength(PICTURES);
    const noses = dlc.map((line) => line.split(',')[1]);
    const sent = framesOf(0, 30).map(({ poses }) => (poses[0]?.keypoints[0]?.[0] ?? NaN) * 640);
    expect(Math.max(...sent.map((x, index) => Math.abs(x - Number(noses[index]))))).toBeLessThan(0.064);
    // The last pose holds for a third of a second, and then there is none.
    expect(noses.slice(41)).toEqual(Array(PICTURES - 41).fill(''));

    const zip = await fromBufferPromise(await bytes(filmed.id, 'format=openpose'), { strictFileNames: true });
    const names: string[] = [];
    for await (const entry of zip.eachEntry()) names.push(entry.fileName);
    expect(names).toHaveLength(PICTURES);
    expect(names[59]).toBe('Blue_slab_000000000059_keypoints.json');
  });

  it('mcap is read by its own reader: poses and pictures on one clock, in order', async () => {
    const file = await bytes(filmed.id, 'format=mcap');
    const reader = await McapIndexedReader.Initialize({
      readable: {
        size: async () => BigInt(file.length),
        read: async (offset, size) => file.subarray(Number(offset), Number(offset + size)),
      },
    });
    const topics = new Map(
      [...reader.channelsById].map(([id, { topic, schemaId }]) => [id, { topic, schemaId }]),
    );
    const schemas = [...topics.values()].map(({ topic, schemaId }) => [
      topic,
      reader.schemasById.get(schemaId)?.name,
    ]);
    expect(schemas).toEqual([
      ['/camera/annotations', 'foxglove.ImageAnnotations'],
      ['/camera/video', 'foxglove.CompressedVideo'],
    ]);
    const poses: bigint[] = [];
    const pictures: bigint[] = [];
    for await (const message of reader.readMessages()) {
      const content = JSON.parse(Buffer.from(message.data).toString());
      const time = BigInt(content.timestamp.sec) * 1_000_000_000n + BigInt(content.timestamp.nsec);
      expect(time).toBe(message.logTime);
      if (topics.get(message.channelId)?.topic === '/camera/video') {
        const data = Buffer.from(content.data, 'base64');
        expect([content.format, data.length, data[0]]).toEqual(['vp9', 400, pictures.length % 256]);
        pictures.push(message.logTime);
      } else {
        expect(content.points).toHaveLength(2);
        poses.push(message.logTime);
      }
    }
    expect([poses.length, pictures.length]).toEqual([30, PICTURES]);
    const milliseconds = (times: bigint[]) => times.map((time) => Number(time / 1_000_000n));
    expect(milliseconds(poses)).toEqual(framesOf(0, 30).map(({ timestamp }) => Math.floor(timestamp * 1000)));
    expect(pictures).toEqual([...pictures].sort((a, b) => Number(a - b)));
    const records: string[] = [];
    for await (const { metadata } of reader.readMetadata()) records.push(metadata.get('markers') ?? '');
    expect(JSON.parse(records[0] ?? '')[0]).toMatchObject({ timestamp: 0.5, label: 'crux' });
  });

  it('refuses what it does not know and what does not belong together', async () => {
    for (const query of [
      '',
      'format=bvh',
      'format=csv&dialect=pixel',
      'format=trc&dialect=metric',
      'format=trc&stature=1.7',
      'format=trc&dialect=metric&stature=17',
      'format=csv&from=3',
    ]) {
      const refused = await download(long.id, query);
      expect([query, refused.status]).toEqual([query, 400]);
      expect(refused.headers.get('content-disposition')).toBeNull();
      expect(await refused.json()).toMatchObject({ code: 'validation_failed' });
    }
  });

  it('is for the owner alone', async () => {
    expect((await download(long.id, 'format=csv', stranger)).status).toBe(404);
    expect((await download(long.id, 'format=csv', admin)).status).toBe(403);
    expect((await download(long.id, 'format=csv', null)).status).toBe(401);
  });

  it('gives what is committed while a session is recorded, but no format that needs its video', async () => {
    const call = (path: string, json: unknown) =>
      app.fetch(`/api/v1/sessions${path}`, { method: 'POST', user: climber, json });
    const video = { mimeType: 'video/webm', width: 64, height: 48 };
    const { sessionId } = (await (await call('', startOf({ video }))).json()) as { sessionId: string };
    await call(`/${sessionId}/frames`, framesOf(0, 20));
    expect((await text(sessionId, 'format=ndjson')).trimEnd().split('\n')).toHaveLength(20);
    for (const format of ['trc', 'openpose', 'deeplabcut', 'mcap', 'zip']) {
      const refused = await download(sessionId, `format=${format}`);
      expect([format, refused.status]).toEqual([format, 409]);
      expect(await refused.json()).toMatchObject({ code: 'conflict' });
    }
  });

  it('needs somebody in the picture for a scale in metres', async () => {
    const call = (path: string, json: unknown) =>
      app.fetch(`/api/v1/sessions${path}`, { method: 'POST', user: climber, json });
    const { sessionId } = (await (await call('', startOf())).json()) as { sessionId: string };
    await call(
      `/${sessionId}/frames`,
      framesOf(0, 5).map((frame) => ({ ...frame, poses: [] })),
    );
    const refused = await download(sessionId, 'format=trc&dialect=metric&stature=1.8');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: 'validation_failed', errors: [{ path: 'dialect' }] });
  });

  it('gives each of many readers at the same time their own file, while others take nothing', async () => {
    const queries = ['format=csv-long', 'format=json', 'format=csv', 'format=coco', 'format=trc'];
    const alone: string[] = [];
    for (const query of queries) alone.push(await text(long.id, query));
    const idle = await Promise.all([1, 2, 3].map(() => download(long.id, 'format=csv-long')));
    expect(await Promise.all([...queries, ...queries].map((query) => text(long.id, query)))).toEqual([
      ...alone,
      ...alone,
    ]);
    for (const answer of idle) await answer.body?.cancel();
  });

  it('breaks off what it was making when its thread ends, never passing half a file for a whole, and goes on', async () => {
    const thread = app.app.get(ExportThread, { strict: false });
    const asked = jest.spyOn(thread, 'blocks');
    await text(long.id, 'format=csv-long');
    const [task] = asked.mock.calls[0] ?? [];
    asked.mockRestore();
    const bytes = thread.blocks(task as ExportTask);
    expect((await bytes.next()).done).toBe(false);
    await (thread as unknown as { worker: Worker }).worker.terminate();
    await expect(bytes.next()).rejects.toThrow('ended');
    expect((await text(long.id, 'format=csv')).split('\n')).toHaveLength(FRAMES + 2);
  });

  it('lets go of everything when the reader goes away in the middle', async () => {
    for (const format of ['csv-long', 'mcap', 'zip']) {
      const answer = await download(filmed.id, `format=${format}`);
      await answer.body?.cancel();
    }
    expect((await text(long.id, 'format=csv')).split('\n')).toHaveLength(FRAMES + 2);
  });
});
