// What recording costs: durable frames a second, acknowledgement times, CPU time and bytes a frame; beside the original
// way (one ORM insert a frame and message) and the limit (COPY).
import { copyByPsql, driveOriginal } from './ingest/baselines.mjs';
import { drive } from './ingest/drive.mjs';
import { payloadBytes, wireBytes } from './ingest/wire-bytes.mjs';
import { table } from './machine.mjs';
import { benchClips } from './poses.mjs';
import { withServer } from './server-under-test.mjs';
import { checkStored } from './stored.mjs';

const RECORDERS = [1, 50, 300];
/** A third of a second at 30 fps, as the studio sends. */
const LIVE_BATCH = 10;
/** What the recording library sends at most when it catches up, and how many messages it has under way. */
const CATCH_UP_BATCH = 300;
const WINDOW = 4;
/** Recorders that saturate the server: more wait for the same two ends. */
const SATURATING = 16;

/** Messages of each recorder before anything is measured: a server that has just started compiles itself. */
const WARM_UP_MESSAGES = 400;

const AIM_OVER_ORIGINAL = 50;
const AIM_OF_COPY = 0.5;

const HEAD = ['', 'frames/s', 'p50 ms', 'p99 ms', 'API µs/frame', 'PostgreSQL µs/frame', 'refused'];

const row = (name, run) => [
  name,
  run.framesPerSecond.toFixed(0),
  run.p50?.toFixed(1) ?? '',
  run.p99?.toFixed(1) ?? '',
  run.serverMicroseconds?.toFixed(0) ?? '',
  run.postgresMicroseconds.toFixed(0),
  run.refused ?? '',
];

export default async function ingest({ quick }) {
  const seconds = quick ? 4 : 20;
  await withServer(async (server) => {
    const { url, client } = server;
    const task = {
      url,
      cookie: client.headers.cookie,
      form: 'packed',
      seconds,
      window: WINDOW,
      mostFrames: CATCH_UP_BATCH,
    };
    let acknowledged = 0;
    const run = async (settings) => {
      const result = await drive(server, { ...task, ...settings });
      acknowledged += result.frames;
      return result;
    };
    await run({
      recorders: SATURATING,
      framesPerMessage: LIVE_BATCH,
      messages: WARM_UP_MESSAGES,
      seconds: undefined,
    });
    const print = table(HEAD);
    for (const recorders of RECORDERS) {
      const paced = await run({
        recorders,
        paced: true,
        framesPerMessage: LIVE_BATCH,
        messages: 3 * seconds + 10,
      });
      print(row(`${recorders} at 30 fps`, paced));
    }
    const live = await saturate(run, seconds, LIVE_BATCH);
    print(row(`${SATURATING} saturating, ${LIVE_BATCH} a message`, live));
    const catchUp = await saturate(run, seconds, CATCH_UP_BATCH);
    print(row(`${SATURATING} saturating, ${CATCH_UP_BATCH} a message`, catchUp));

    await checkStored(server.databaseUrl, acknowledged);
    const originals = { ...task, framesPerMessage: 1, messages: 2000 * seconds };
    const alone = await driveOriginal(server, { ...originals, recorders: 1, window: 1 });
    print(row('original way, 1 recorder', alone));
    const together = await driveOriginal(server, { ...originals, recorders: SATURATING });
    print(row(`original way, ${SATURATING} saturating`, together));
    const copy = await copyRows(server, quick ? 20_000 : 108_000);
    print(row('COPY by psql', copy));
    printRatios({ live, catchUp, alone, together, copy });
    printBytes(payloadBytes());
    for (const { name, frames } of benchClips()) {
      const bytes = await wireBytes(task, frames);
      console.log(`On the wire, all included, live batches of ${name}: ${bytes.toFixed(1)} B/frame`);
    }
  });
}

/** As fast as acknowledgements permit; more messages are made than can be stored. */
const saturate = (run, seconds, framesPerMessage) =>
  run({
    recorders: SATURATING,
    framesPerMessage,
    messages: Math.ceil((5000 * seconds) / framesPerMessage) + WINDOW,
  });

async function copyRows(server, frameCount) {
  const { sessionId } = await server.client.json('POST', '/sessions', {
    name: 'Copied',
    skeleton: 'coco17',
    model: 'movenet-lightning',
    imageWidth: 640,
    imageHeight: 480,
  });
  return copyByPsql(server, sessionId, frameCount);
}

/** Frames a second depend on what else runs and on the recorders' own work; CPU time tells what a frame costs. */
function printRatios({ live, catchUp, alone, together, copy }) {
  const cpu = (run) => (run.serverMicroseconds ?? 0) + run.postgresMicroseconds;
  console.log(
    `\nframes/s as a multiple (aim: ${AIM_OVER_ORIGINAL} × the original way, ${AIM_OF_COPY} × COPY)`,
  );
  console.log('in brackets: how many times as many frames for the same CPU time of server and PostgreSQL');
  const print = table(['', 'original, 1 recorder', `original, ${SATURATING} recorders`, '            COPY']);
  const compare = (name, run) =>
    print([
      name,
      ...[alone, together, copy].map((other) => {
        const times = run.framesPerSecond / other.framesPerSecond;
        return `${times.toFixed(2)} (${(cpu(other) / cpu(run)).toFixed(2)})`;
      }),
    ]);
  compare(`saturated, ${LIVE_BATCH} frames a message`, live);
  compare(`saturated, ${CATCH_UP_BATCH} frames a message`, catchUp);
}

function printBytes({ packed, verboseJson, contractJson, xz }) {
  console.log('');
  const print = table(['', 'B/frame', '× packed']);
  const compare = (name, bytes) => print([name, bytes.toFixed(1), (bytes / packed).toFixed(2)]);
  compare('packed, batches of 10', packed);
  compare('xz -9e of the quantised stream, all at once', xz);
  compare('JSON of the contract', contractJson);
  compare('verbose JSON (named keypoints)', verboseJson);
}
