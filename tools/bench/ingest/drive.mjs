import { fork } from 'node:child_process';
import { messageOf } from '../child-process.mjs';
import { cpuSecondsOfTree, quantile } from '../machine.mjs';

/**
 * Lets a process of recorders record, and measures both sides.
 *
 * @param {{ pid: number, postgresPid: number }} server whose CPU time is charged
 * @param {{ url: string, cookie: string, form: 'packed' | 'original', recorders: number, seconds?: number,
 *   framesPerMessage: number, mostFrames: number, window: number, paced?: boolean, messages: number }} task messages of
 *   `framesPerMessage`, `paced` by a camera of 30 fps or as fast as they are acknowledged, with at most `window` under
 *   way; what had to wait goes together, up to `mostFrames`. `messages` is more than are needed; without `seconds` all
 *   of them are sent
 */
export async function drive(server, task) {
  const child = fork(new URL('recorders.mjs', import.meta.url));
  child.send(task);
  await messageOf(child);
  const before = [cpuSecondsOfTree(server.pid), cpuSecondsOfTree(server.postgresPid)];
  const measured = messageOf(child);
  child.send('go');
  const { frames, latencies, refused, seconds } = await measured;
  const each = (pid, i) => ((cpuSecondsOfTree(pid) - before[i]) * 1e6) / frames;
  return {
    frames,
    refused,
    framesPerSecond: frames / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    serverMicroseconds: each(server.pid, 0),
    postgresMicroseconds: each(server.postgresPid, 1),
  };
}
