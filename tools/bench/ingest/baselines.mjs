import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { poseDataText } from '../../../apps/api/dist/sessions/frames.repository.js';
import { loopedFrame } from '../../sessions/clip.mjs';
import { cpuSecondsOfTree } from '../machine.mjs';
import { drive, messageOf } from './drive.mjs';
import { benchClip } from './poses.mjs';

/** The original way: one message and one ORM insert a frame, each committed durably. */
export async function driveOriginal(server, task) {
  const child = fork(new URL('original-server.mjs', import.meta.url), {
    env: { ...process.env, DATABASE_URL: server.databaseUrl },
  });
  try {
    const port = await messageOf(child);
    return await drive(
      { pid: child.pid, postgresPid: server.postgresPid },
      { ...task, url: `http://127.0.0.1:${port}`, form: 'original', framesPerMessage: 1 },
    );
  } finally {
    await ended(child);
  }
}

async function ended(child) {
  if (child.exitCode !== null || !child.kill()) return;
  await once(child, 'exit');
}

/** The limit: the same rows into the same table by one COPY of psql, committed once. */
export async function copyByPsql({ databaseUrl, postgresPid, folder }, sessionId, frameCount) {
  const file = path.join(folder, 'frames.tsv');
  await writeRows(file, sessionId, frameCount);
  const columns = 'session_id, frame_number, "timestamp", pose_data';
  const cpu = cpuSecondsOfTree(postgresPid);
  const begun = performance.now();
  await promisify(execFile)('psql', [
    ...[databaseUrl, '--no-psqlrc', '--set', 'ON_ERROR_STOP=1'],
    ...['--command', `\\copy session_frame (${columns}) FROM '${file}'`],
  ]);
  const seconds = (performance.now() - begun) / 1000;
  return {
    framesPerSecond: frameCount / seconds,
    postgresMicroseconds: ((cpuSecondsOfTree(postgresPid) - cpu) * 1e6) / frameCount,
  };
}

async function writeRows(file, sessionId, frameCount) {
  const clip = benchClip();
  const out = createWriteStream(file);
  for (let n = 0; n < frameCount; n++) {
    const frame = loopedFrame(clip, n);
    const row = `${sessionId}\t${n}\t${frame.timestamp}\t${poseDataText(frame)}\n`;
    if (!out.write(row)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
