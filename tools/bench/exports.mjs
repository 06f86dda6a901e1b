// What it costs to export a session of one hour in each format: throughput beside a bare COPY of the same rows, and how
// much the server's memory grows. Every format has a server of its own that has just started, so that no export finds
// memory that another one has taken.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from '../free-port.mjs';
import { RunningServer } from '../running-server.mjs';
import { syntheticClip } from '../sessions/clip.mjs';
import { recordClip } from '../sessions/record-clip.mjs';
import { ReclimbClient } from '../sessions/reclimb-client.mjs';
import { residentBytes, table } from './machine.mjs';
import { withServer } from './server-under-test.mjs';

const QUERIES = [
  'format=json',
  'format=ndjson',
  'format=csv',
  'format=csv-long',
  'format=trc',
  'format=trc&dialect=kinovea',
  'format=trc&dialect=metric&stature=1.7',
  'format=openpose',
  'format=deeplabcut',
  'format=coco',
  'format=mcap',
  'format=zip',
];
const AIM_MEGABYTES = 64;
const SAMPLE_MS = 20;
/** Enough to load and compile what a format needs. */
const WARM_UP_SECONDS = 20;

export default async function exports({ quick }) {
  const minutes = quick ? 10 : 60;
  await withServer(async ({ client, databaseUrl, folder }) => {
    const clip = syntheticClip();
    const short = await recordClip(client, clip, { seconds: WARM_UP_SECONDS });
    const { id, frameCount, video } = await recordClip(client, clip, { seconds: minutes * 60 });
    const videoMegabytes = (video.sizeBytes / 1e6).toFixed(0);
    console.log(`a session of ${minutes} minutes, ${frameCount} frames, ${videoMegabytes} MB of video`);
    const copy = await copyByPsql(databaseUrl, id);
    const print = table(['export', '   seconds', '      MB', 'frames/s', '× COPY', 'memory + MB', `aim`], 40);
    const row = (name, { seconds, bytes, growth }) =>
      print([
        name,
        seconds.toFixed(1),
        (bytes / 1e6).toFixed(1),
        (frameCount / seconds).toFixed(0),
        (copy.seconds / seconds).toFixed(2),
        growth === undefined ? '' : growth.toFixed(0),
        growth === undefined ? '' : growth < AIM_MEGABYTES ? '✔' : '✘',
      ]);
    row('COPY … TO by psql', copy);
    for (const query of QUERIES) {
      const server = await RunningServer.start(path.join(folder, 'exporting'), await freePort(), {
        DATABASE_URL: databaseUrl,
        MEDIA_URL: path.join(folder, 'data/media'),
      });
      try {
        const reader = new ReclimbClient(server.url, client.headers);
        await download(reader, short.id, query);
        row(query, await measured(server.process.pid, () => download(reader, id, query)));
      } finally {
        await server.end('SIGTERM');
      }
    }
  });
}

/** Takes an export as fast as it comes; answers its bytes. */
async function download(client, sessionId, query) {
  const response = await client.send('GET', `/sessions/${sessionId}/export?${query}`);
  let bytes = 0;
  for await (const chunk of response.body) bytes += chunk.length;
  return bytes;
}

/** Seconds, bytes, and by how many megabytes the process was larger in between than before. */
async function measured(pid, work) {
  const before = residentBytes(pid);
  let most = before;
  const sampling = setInterval(() => (most = Math.max(most, residentBytes(pid))), SAMPLE_MS);
  try {
    const begun = performance.now();
    const bytes = await work();
    return { seconds: (performance.now() - begun) / 1000, bytes, growth: (most - before) / 1e6 };
  } finally {
    clearInterval(sampling);
  }
}

/** The limit: the same rows, written by PostgreSQL and passed on by psql. */
async function copyByPsql(databaseUrl, sessionId) {
  const statement = `COPY (SELECT frame_number, "timestamp", pose_data FROM session_frame
    WHERE session_id = '${sessionId}' ORDER BY frame_number) TO STDOUT`;
  const begun = performance.now();
  const psql = spawn('psql', [databaseUrl, '--no-psqlrc', '--command', statement], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(psql, 'close');
  let bytes = 0;
  for await (const chunk of psql.stdout) bytes += chunk.length;
  const [code] = await ended;
  if (code !== 0) throw new Error(`psql ended with ${code}`);
  return { seconds: (performance.now() - begun) / 1000, bytes };
}
