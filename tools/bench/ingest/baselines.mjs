import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { promisify } from 'node:util';
import { messageOf } from '../child-process.mjs';
import { cpuSecondsOfTree } from '../machine.mjs';
import { drive } from './drive.mjs';

/** The original way: one message and one ORM insert a frame, each committed durably. */
export async function driveOriginal(server, task) {
  const child = fork(new URL('original-server.mjs', import.meta.url), {
    env: { ...process.env, DATABASE_URL: server.databaseUrl },
  });
  try {
    const port = await messageOf(child);
    return await drive(
      { pid: child.pid, postgresPid: server.postgresPid },
      { ...task, url: `http://127.0.0.1:${port}`, form: 'original' },
    );
  } finally {
    if (child.exitCode === null && child.kill()) await once(child, 'exit');
  }
}

/** The limit: rows that the server has stored, into the same table again by one COPY of psql, committed once. */
export async function copyByPsql({ databaseUrl, postgresPid, folder }, sessionId, frameCount) {
  const file = path.join(folder, 'frames.tsv');
  const psql = (command) =>
    promisify(execFile)('psql', [
      ...[databaseUrl, '--no-psqlrc', '--set', 'ON_ERROR_STOP=1'],
      ...['--command', command],
    ]);
  const rows = `SELECT '${sessionId}', row_number() OVER () - 1, "timestamp", pose_data
                  FROM session_frame LIMIT ${frameCount}`;
  await psql(`\\copy (${rows.replaceAll(/\s+/g, ' ')}) TO '${file}'`);
  const cpu = cpuSecondsOfTree(postgresPid);
  const begun = performance.now();
  const { stdout } = await psql(
    `\\copy session_frame (session_id, frame_number, "timestamp", pose_data) FROM '${file}'`,
  );
  const seconds = (performance.now() - begun) / 1000;
  const copied = Number(/^COPY (\d+)$/m.exec(stdout)?.[1]);
  return {
    framesPerSecond: copied / seconds,
    postgresMicroseconds: ((cpuSecondsOfTree(postgresPid) - cpu) * 1e6) / copied,
  };
}
