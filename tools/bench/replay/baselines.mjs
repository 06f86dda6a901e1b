import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { io } from 'socket.io-client';
import { messageOf } from '../child-process.mjs';
import { residentBytes } from '../machine.mjs';

/**
 * The original way: milliseconds to the first frame anywhere in the session, the end's lateness after `seconds` of
 * playing, and the server's memory with as many clients.
 */
export async function originalReplay({ databaseUrl, sessionId, lastTimestamp }, { seconds, speed, clients }) {
  const child = fork(new URL('original-server.mjs', import.meta.url), {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  try {
    const url = `http://127.0.0.1:${await messageOf(child)}`;
    const megabytesBefore = residentBytes(child.pid) / 1e6;
    const play = async () => {
      const socket = io(url, { transports: ['websocket'], forceNew: true });
      await once(socket, 'connect');
      const asked = performance.now();
      socket.emit('play', { sessionId, from: lastTimestamp - seconds, speed });
      await new Promise((resolve) => socket.once('frame', resolve));
      const firstFrame = performance.now() - asked;
      await new Promise((resolve) => socket.once('ended', resolve));
      const endsLate = performance.now() - asked - firstFrame - (seconds / speed) * 1000;
      socket.disconnect();
      return { firstFrame, endsLate };
    };
    const alone = await play();
    await Promise.all(Array.from({ length: clients }, play));
    return { ...alone, megabytesBefore, megabytesAfter: residentBytes(child.pid) / 1e6 };
  } finally {
    if (child.exitCode === null && child.kill()) await once(child, 'exit');
  }
}

/** The limit: rows a second of a bare SELECT by psql. */
export async function selectByPsql({ databaseUrl, sessionId, frameCount }) {
  const begun = performance.now();
  const { stdout } = await promisify(execFile)(
    'psql',
    [
      ...[databaseUrl, '--no-psqlrc', '--tuples-only', '--no-align', '--command'],
      `SELECT frame_number, "timestamp", pose_data FROM session_frame
        WHERE session_id = '${sessionId}' ORDER BY frame_number`,
    ],
    { maxBuffer: 2 ** 30, encoding: 'buffer' },
  );
  const seconds = (performance.now() - begun) / 1000;
  return { framesPerSecond: frameCount / seconds, bytes: stdout.length };
}
