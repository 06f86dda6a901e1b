// How fast a session of one hour answers over `/replay`: first frame, seeks anywhere, drift, memory with many clients,
// throughput; beside the original way (all rows, one message a frame, sleeps) and a bare SELECT.
import { recordClip } from '../sessions/record-clip.mjs';
import { benchClip } from './poses.mjs';
import { quantile, table } from './machine.mjs';
import { originalReplay, selectByPsql } from './replay/baselines.mjs';
import { drift, firstFrames, memory, seeks, throughput } from './replay/measure.mjs';
import { withServer } from './server-under-test.mjs';

const PACKED = { pace: 'ahead', encoding: 'packed' };
const JSON_FRAMES = { pace: 'ahead', encoding: 'json' };
const CLIENTS = 50;
/** The original way holds the whole session for each: fewer must do. */
const ORIGINAL_CLIENTS = 3;

const AIM_FIRST_MS = 300;
const AIM_SEEK_MS = 150;
const AIM_DRIFT_MS = 50;

export default async function replay({ quick, full }) {
  const minutes = quick ? 10 : 60;
  // Ten minutes, in as little time as the fastest speed takes; in real time when there is time.
  const stretch = quick ? { seconds: 120, speed: 16 } : { seconds: 600, speed: full ? 1 : 16 };
  const originalStretch = { seconds: quick ? 20 : 60, speed: 1 };
  await withServer(async (server) => {
    const { video: _, ...clip } = benchClip();
    const { id: sessionId } = await recordClip(server.client, clip, { seconds: minutes * 60 });
    const target = { ...server, sessionId };
    await firstFrames(target, PACKED, 20);
    const [frameCount, lastTimestamp] = await lengthOf(target);
    console.log(`a session of ${minutes} minutes, ${frameCount} frames`);

    const times = table(['milliseconds', '     p50', '     p95', '     aim'], 32);
    const row = (name, values, aim) =>
      times([name, quantile(values, 0.5).toFixed(1), quantile(values, 0.95).toFixed(1), aim]);
    const count = quick ? 50 : 300;
    const first = await firstFrames(target, PACKED, count);
    row('first frame after opening', first, AIM_FIRST_MS);
    row('seek anywhere, packed', await seeks(target, PACKED, count), AIM_SEEK_MS);
    row('seek anywhere, json', await seeks(target, JSON_FRAMES, count), AIM_SEEK_MS);
    row('seek anywhere, realtime', await seeks(target, { pace: 'realtime' }, count), AIM_SEEK_MS);

    const played = await drift(target, stretch.seconds, stretch.speed);
    console.log(
      `\nrealtime, ${stretch.seconds} s at ${stretch.speed}×: ends ${played.endsLate.toFixed(1)} ms after its due time ` +
        `(aim: ${AIM_DRIFT_MS}); frames late by ${quantile(played.lateness, 0.5).toFixed(1)} ms (p50), ` +
        `${quantile(played.lateness, 0.99).toFixed(1)} ms (p99); ${played.received} of ${played.expected} came`,
    );
    const ram = await memory(target, server, { count: CLIENTS, speed: 1, seconds: quick ? 20 : 120 });
    printMemory(ram);

    const packed = await throughput(target, PACKED, server);
    const json = await throughput(target, JSON_FRAMES, server);
    const session = { databaseUrl: server.databaseUrl, sessionId, frameCount, lastTimestamp };
    const original = await originalReplay(session, { ...originalStretch, clients: ORIGINAL_CLIENTS });
    const select = await selectByPsql(session);
    printThroughput({ packed, json, select });
    const ratio = (original.firstFrame / quantile(first, 0.5)).toFixed(0);
    console.log(
      `\noriginal way: first frame after ${original.firstFrame.toFixed(0)} ms (${ratio} × ours), any seek the same; ` +
        `${originalStretch.seconds} s at 1× end ${original.endsLate.toFixed(0)} ms late; its memory goes from ` +
        `${original.megabytesBefore.toFixed(0)} to ${original.megabytesAfter.toFixed(0)} MB with ${ORIGINAL_CLIENTS} clients`,
    );
  });
}

async function lengthOf({ client, sessionId }) {
  const { frameCount, duration } = await client.json('GET', `/sessions/${sessionId}`);
  return [frameCount, duration];
}

function printMemory({ before, samples, share }) {
  const third = Math.floor(samples.length / 3);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  console.log(
    `\n${CLIENTS} clients at 1×: server memory ${before.toFixed(0)} MB before, then ` +
      `${mean(samples.slice(0, third)).toFixed(0)} MB in the first third, ` +
      `${mean(samples.slice(-third)).toFixed(0)} MB in the last, ${Math.max(...samples).toFixed(0)} MB at most; ` +
      `${(share * 100).toFixed(1)} % of the frames came`,
  );
}

function printThroughput({ packed, json, select }) {
  console.log('');
  const print = table(
    ['as fast as taken', 'frames/s', 'API µs/frame', 'PostgreSQL µs/frame', '× SELECT'],
    32,
  );
  const compare = (name, run) =>
    print([
      name,
      run.framesPerSecond.toFixed(0),
      run.serverMicroseconds?.toFixed(0) ?? '',
      run.postgresMicroseconds?.toFixed(0) ?? '',
      (run.framesPerSecond / select.framesPerSecond).toFixed(2),
    ]);
  compare('ahead, packed', packed);
  compare('ahead, json', json);
  compare('SELECT by psql', select);
}
