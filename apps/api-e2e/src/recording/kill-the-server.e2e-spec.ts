import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Session } from '@reclimb/contracts';
import { demoSession } from '@reclimb/pose';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { freePort } from '../../../../tools/free-port.mjs';
import { newDataFolder, removeDataFolder, RunningServer } from '../../../../tools/running-server.mjs';
import { StubbornClient, type Take } from './stubborn-client.js';

/** `npm run test:faults` does the full number. */
const KILLS = Number(process.env['FAULT_ROUNDS'] ?? 3);
const RECORDINGS = 4;

const root = path.resolve(__dirname, '../../../..');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The demo's poses, over and over, until there are enough for the kills to come. */
function longTake(name: string, video: Uint8Array, frameCount: number): Take {
  const demo = demoSession();
  const poses = [...demo.frames()].map((frame) => frame.poses);
  const frames = Array.from({ length: frameCount }, (_, frameNumber): Frame => ({
    frameNumber,
    timestamp: frameNumber / 30,
    poses: poses[frameNumber % poses.length] as Frame['poses'],
  }));
  return {
    start: {
      sessionId: randomUUID(),
      name,
      skeleton: 'coco17',
      model: 'synthetic',
      imageWidth: demo.imageWidth,
      imageHeight: demo.imageHeight,
      video: { mimeType: 'video/mp4', width: demo.imageWidth, height: demo.imageHeight },
    },
    frames,
    video,
  };
}

/** Whether a stored frame is the recorded one within the contract's precision: 0.0001 in x and y, 0.005 in score. */
function sameFrame(stored: Frame, recorded: Frame): boolean {
  return (
    stored.frameNumber === recorded.frameNumber &&
    stored.timestamp === recorded.timestamp &&
    stored.poses.length === recorded.poses.length &&
    stored.poses.every((pose, person) => {
      const other = recorded.poses[person]!;
      return (
        Math.abs(pose.score - other.score) < 0.005 &&
        pose.keypoints.length === other.keypoints.length &&
        pose.keypoints.every(([x, y, score], joint) => {
          const [otherX, otherY, otherScore] = other.keypoints[joint]!;
          return (
            Math.abs(x - otherX) < 0.0001 &&
            Math.abs(y - otherY) < 0.0001 &&
            Math.abs(score - otherScore) < 0.005
          );
        })
      );
    })
  );
}

async function packetCount(bytes: Uint8Array): Promise<number> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  let count = 0;
  for await (const packet of new EncodedPacketSink(track!).packets()) {
    if (packet.byteLength > 0) count += 1;
  }
  return count;
}

describe('recording while the server is killed', () => {
  let dataDir: string;
  let server: RunningServer;

  beforeAll(async () => {
    dataDir = newDataFolder();
  });

  afterAll(async () => {
    await server?.end('SIGKILL');
    removeDataFolder(dataDir);
  });

  it(`loses nothing that was acknowledged: ${KILLS} kills, ${RECORDINGS} recordings`, async () => {
    const port = await freePort();
    server = await RunningServer.start(dataDir, port);
    const registered = await fetch(`${server.url}/api/v1/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ada@example.org', name: 'Ada', password: 'correct horse' }),
    });
    const cookie = registered.headers.get('set-cookie')!.split(';')[0]!;
    const video = new Uint8Array(readFileSync(path.join(root, 'apps/api/assets/demo.mp4')));

    // Long enough that the last kill still finds them streaming: each kill comes within 3 s of the server being ready.
    const takes = Array.from({ length: RECORDINGS }, (_, index) =>
      longTake(`Take ${index + 1}`, video, KILLS * 1500),
    );
    const clients = takes.map((take) => new StubbornClient(server.url, cookie, take));
    let streaming = true;
    const sent = Promise.all(clients.map((client) => client.sendAll())).finally(() => (streaming = false));
    let kills = 0;
    while (streaming && kills < KILLS) {
      await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 2_000));
      if (!streaming) break;
      await server.end('SIGKILL');
      kills += 1;
      server = await RunningServer.start(dataDir, port);
    }
    await sent;
    expect(kills).toBe(KILLS);
    expect(clients.flatMap((client) => client.complaints)).toEqual([]);

    for (const take of takes) {
      const upload = readFileSync(path.join(dataDir, 'media/sessions', take.start.sessionId, 'upload'));
      expect(sha256(upload)).toBe(sha256(take.video));
    }
    for (const client of clients) expect(['processing', 'completed']).toContain((await client.stop()).status);

    for (const take of takes) {
      const url = `${server.url}/api/v1/sessions/${take.start.sessionId}`;
      let session: Session;
      do {
        await new Promise((resolve) => setTimeout(resolve, 100));
        session = (await (await fetch(url, { headers: { cookie } })).json()) as Session;
      } while (session.status === 'processing');
      expect(session).toMatchObject({
        status: 'completed',
        interrupted: false,
        frameCount: take.frames.length,
      });

      const lines = await (
        await fetch(`${url}/frames`, { headers: { cookie, accept: 'application/x-ndjson' } })
      ).text();
      const stored = lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Frame);
      expect(stored.length).toBe(take.frames.length);
      expect(stored.findIndex((frame, index) => !sameFrame(frame, take.frames[index]!))).toBe(-1);

      const played = await fetch(`${url}/video`, { headers: { cookie } });
      expect(played.status).toBe(200);
      expect(await packetCount(new Uint8Array(await played.arrayBuffer()))).toBe(
        await packetCount(take.video),
      );
    }
  }, 600_000);
});
