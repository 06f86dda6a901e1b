// What a large cleanup does to those who record: 10,000 sessions go by policy in one run while 20 recordings go on; who goes,
// the room that comes back, how long locks are held, and the recordings' acknowledgements beside those without a cleanup.
import pg from 'pg';
import { fillOldAndYoung, mediaLeft } from './cleanup/fill.mjs';
import { LockWatch } from './cleanup/lock-watch.mjs';
import { drive, LIVE, startDriving } from './ingest/drive.mjs';
import { quantile, table } from './machine.mjs';
import { withServer } from './server-under-test.mjs';
import { checkStored } from './stored.mjs';

const RECORDERS = 20;
const AIM_LOCK_MS = 200;
/** A run that takes longer has gone wrong. */
const MOST_SECONDS = 1200;
const POLL_MS = 200;

export default async function cleanup({ quick }) {
  const goes = quick ? 2_000 : 10_000;
  await withServer(async (server) => {
    const { url, client, databaseUrl } = server;
    const database = new pg.Client(databaseUrl);
    await database.connect();
    try {
      const media = `${server.folder}/data/media`;
      const before = await fillOldAndYoung(database, media, goes);
      console.log(`${before.due.length} sessions are due, ${before.kept.length} are not`);
      const { retention } = await client.json('GET', '/admin/retention');
      const rule = { enabled: true, days: 30, keepPinned: true, keepShared: true };
      await client.send('PUT', '/admin/retention', {
        ...retention,
        sessions: { ...retention.sessions, ...rule },
      });

      const task = { ...LIVE, url, cookie: client.headers.cookie, recorders: RECORDERS };
      const seconds = quick ? 10 : 60;
      const alone = { ...task, seconds, messages: 3 * seconds + 30 };
      let { frames } = await drive(server, { ...task, messages: 30 });
      const print = table(['', 'frames/s', 'p50 ms', 'p99 ms', 'worst ms']);
      const row = (name, run) => {
        frames += run.frames;
        const milliseconds = [run.p50, run.p99, run.worst].map((n) => n.toFixed(1));
        print([name, run.framesPerSecond.toFixed(0), ...milliseconds]);
      };
      row('20 recordings alone', await drive(server, alone));

      const recording = await startDriving(server, {
        ...task,
        seconds: MOST_SECONDS,
        messages: 3 * MOST_SECONDS + 30,
      });
      const watch = await LockWatch.begin(databaseUrl);
      const started = performance.now();
      const { run } = await client.json('POST', '/admin/cleanup', { dryRun: false });
      const ended = await endOf(client, run.id);
      const took = (performance.now() - started) / 1000;
      const locks = await watch.end();
      row('20 recordings, cleaning up', await recording.stop());

      console.log(
        `\nThe run took ${took.toFixed(1)} s: ${ended.removed.sessions} sessions, ${ended.removed.bytes} bytes, ` +
          `${ended.skipped} skipped`,
      );
      await checkGone(database, media, before, ended);
      await checkStored(databaseUrl, frames);
      console.log(`All ${frames} acknowledged frames are stored, without a gap.`);
      tellLocks(locks);
      await tellRoom(database);
    } finally {
      await database.end();
    }
  });
}

async function endOf(client, id) {
  for (;;) {
    const { items } = await client.json('GET', '/admin/cleanup/runs?limit=5');
    const run = items.find((one) => one.id === id);
    if (run.endedAt !== null) return run;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Exactly those that were due are gone, with their frames and files; all others are whole. */
async function checkGone(database, media, { due, kept, bytesOfEach }, { status, removed, skipped }) {
  const { rows } = await database.query(
    `SELECT (SELECT count(*)::int FROM session_recording WHERE id = ANY ($1::uuid[])) AS due,
            (SELECT count(*)::int FROM session_recording s WHERE id = ANY ($2::uuid[])
                AND frame_count = (SELECT count(*) FROM session_frame WHERE session_id = s.id)
                AND EXISTS (SELECT FROM library_entry WHERE session_id = s.id)) AS kept,
            (SELECT count(*)::int FROM session_frame f
              WHERE NOT EXISTS (SELECT FROM session_recording WHERE id = f.session_id)) AS "strayFrames",
            (SELECT count(*)::int FROM library_entry e
              WHERE NOT EXISTS (SELECT FROM session_recording WHERE id = e.session_id)) AS "strayEntries"`,
    [due, kept],
  );
  const found = { status, removed, skipped, ...rows[0] };
  const wanted = {
    status: 'completed',
    removed: { ...removed, sessions: due.length, bytes: due.length * bytesOfEach },
    skipped: 0,
    due: 0,
    kept: kept.length,
    strayFrames: 0,
    strayEntries: 0,
  };
  Object.assign(found, { mediaDue: mediaLeft(media, due), mediaKept: mediaLeft(media, kept) });
  Object.assign(wanted, {
    mediaDue: { folders: 0, bytes: 0 },
    mediaKept: { folders: kept.length, bytes: kept.length * bytesOfEach },
  });
  if (JSON.stringify(found) !== JSON.stringify(wanted)) {
    throw new Error(`Not what was to go: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  }
  console.log(
    'Exactly those that were due are gone, with frames, entries of the library and files; all others are whole.',
  );
}

function tellLocks({ cleaningMs, longestCleaningMs, longestOfAllMs, longestWaitMs, probesMs }) {
  const ms = (n) => `${n.toFixed(0)} ms`;
  console.log(
    `Locks, looked at every ${LockWatch.INTERVAL_MS} ms: the cleanup's ${cleaningMs.length} transactions that were seen held ` +
      `theirs for ${ms(longestCleaningMs)} at most (p99 ${ms(quantile(cleaningMs, 0.99))}), those of all who write for ` +
      `${ms(longestOfAllMs)}; nobody was seen to wait longer than ${ms(longestWaitMs)}; ${probesMs.length} times somebody ` +
      `else took a row that was due, which took p99 ${ms(quantile(probesMs, 0.99))}, at most ` +
      `${ms(quantile(probesMs, 1))} (aim: below ${AIM_LOCK_MS} ms): ` +
      (Math.max(longestCleaningMs, longestWaitMs) < AIM_LOCK_MS ? 'reached' : 'missed'),
  );
}

/** A file's room is the disk's again at once; a row's is the table's, after the vacuum that PostgreSQL makes by itself. */
async function tellRoom(database) {
  await database.query('VACUUM session_frame');
  await database.query('CREATE EXTENSION IF NOT EXISTS pgstattuple');
  const { rows } = await database.query(`SELECT * FROM pgstattuple_approx('session_frame')`);
  const [{ table_len: all, approx_free_space: free, dead_tuple_count: dead }] = rows;
  const mb = (bytes) => (Number(bytes) / 2 ** 20).toFixed(0);
  console.log(
    `The table of frames: ${mb(free)} of ${mb(all)} MB are free for the next ones, ${dead} dead rows.`,
  );
}
