import { fork } from 'node:child_process';
import { messageOf } from '../child-process.mjs';
import { cpuSecondsOfTree, quantile } from '../machine.mjs';

/**
 * Lets a process of recorders record, and measures both sides.
 *
 * @param {{ pid: number, postgresPid: number }} server whose CPU time is charged
 * @param {{ url: string, cookie: string, form: 'packed' | 'json' | 'original', recorders: number, seconds: number,
 *   framesPerMessage: number, window?: number, messages: number }} task with a `window` of messages under way as fast as
 *   they are acknowledged, without it at 30 fps; at most `messages` from each recorder
 */
export async function drive(server, task) {
  const child = fork(new URL('recorders.mjs', import.meta.url));
  child.send(task);
  await messageOf(child);
  const before = [cpuSecondsOfTree(server.pid), cpuSecondsOfTree(server.postgresPid)];
  const measured = messageOf(child);
  child.send('go');
  const { frames, latencies, seconds, wireBytes } = await measured;
  const each = (pid, i) => ((cpuSecondsOfTree(pid) - before[i]) * 1e6) / frames;
  return {
    frames,
    framesPerSecond: frames / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    serverMicroseconds: each(server.pid, 0),
    postgresMicroseconds: each(server.postgresPid, 1),
    wireBytesPerFrame: wireBytes / frames,
  };
}
