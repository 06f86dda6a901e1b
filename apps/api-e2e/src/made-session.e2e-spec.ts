import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Frame, Session } from '@reclimb/contracts';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, type EncodedPacket, Input } from 'mediabunny';
import { freePort } from '../../../tools/free-port.mjs';
import { removeDataFolder, RunningServer, startedDataFolder } from '../../../tools/running-server.mjs';

const tool = path.resolve(__dirname, '../../../tools/sessions/make-session.mjs');
/** The clip of twenty seconds twice, and a part of it. */
const SECONDS = 42;

async function packetsOf(bytes: ArrayBuffer): Promise<EncodedPacket[]> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const packets: EncodedPacket[] = [];
  const track = await input.getPrimaryVideoTrack();
  for await (const packet of new EncodedPacketSink(track!).packets()) packets.push(packet);
  return packets;
}

describe('npm run session', () => {
  let dataDir: string;
  let server: RunningServer | undefined;

  beforeEach(() => {
    dataDir = startedDataFolder();
  });

  afterEach(async () => {
    await server?.end('SIGKILL');
    removeDataFolder(dataDir);
  });

  it('makes a session whose every picture lies at its frame, also where the clip begins again', async () => {
    server = await RunningServer.start(dataDir, await freePort());
    const { url } = server;
    const { stdout } = await promisify(execFile)(process.execPath, [
      tool,
      ...['--url', url, '--email', 'ada@example.org', '--password', 'correct horse'],
      ...['--minutes', String(SECONDS / 60)],
    ]);
    const login = await fetch(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ada@example.org', password: 'correct horse' }),
    });
    const cookie = login.headers.get('set-cookie')!.split(';')[0]!;
    const read = (tail: string, accept: string) =>
      fetch(`${url}/api/v1/sessions/${stdout.trim()}${tail}`, { headers: { cookie, accept } });

    const session = (await (await read('', 'application/json')).json()) as Session;
    expect(session).toMatchObject({ status: 'completed', interrupted: false, frameCount: SECONDS * 30 });

    const lines = (await (await read('/frames', 'application/x-ndjson')).text()).trim().split('\n');
    const frames = lines.map((line) => JSON.parse(line) as Frame);
    const packets = await packetsOf(await (await read('/video', 'video/mp4')).arrayBuffer());
    expect(packets.length).toBe(frames.length);
    const apart = packets.findIndex(({ timestamp }, i) => Math.abs(timestamp - frames[i]!.timestamp) > 0.001);
    expect(apart).toBe(-1);

    const keys = packets.filter(({ type }) => type === 'key').map(({ timestamp }) => timestamp);
    expect(Math.max(...keys.map((at, i) => (keys[i + 1] ?? SECONDS) - at))).toBeLessThanOrEqual(1.001);
  });
});
