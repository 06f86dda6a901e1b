import { fork } from 'node:child_process';
import { messageOf } from '../child-process.mjs';
import { cpuSecondsOfTree, quantile } from '../machine.mjs';

/** Recorders that behave like the recording library at 30 fps: a third of a second a message. */
export const LIVE = { form: 'packed', framesPerMessage: 10, window: 4, mostFrames: 300, paced: true };

/** Lets a process of recorders record until it is done, and measures both sides; takes what {@link startDriving} takes. */
export async function drive(server, task) {
  return (await startDriving(server, task)).result;
}

/**
 * Lets a process of recorders record, and measures both sides.
 *
 * @param {{ pid: number, postgresPid: number }} server whose CPU time is charged
 * @param {{ url: string, cookie: string, form: 'packed' | 'original', recorders: number, seconds?: number,
 *   framesPerMessage: number, mostFrames: number, window: number, paced?: boolean, messages: number,
 *   beforeBegin?: () => Promise<void> }} task messages of
 *   `framesPerMessage`, `paced` by a camera of 30 fps or as fast as they are acknowledged, with at most `window` under
 *   way; what had to wait goes together, up to `mostFrames`. `messages` is more than are needed; without `seconds` all
 *   of them are sent. `beforeBegin` is called when all are connected
 * @returns {Promise<{ result: Promise<object>, stop: () => Promise<object> }>} what was measured, when it is over; `stop`
 *   makes that now
 */
export async function startDriving(server, task) {
  const child = fork(new URL('recorders.mjs', import.meta.url));
  const { beforeBegin, ...sent } = task;
  child.send(sent);
  await messageOf(child);
  await beforeBegin?.();
  const before = [cpuSecondsOfTree(server.pid), cpuSecondsOfTree(server.postgresPid)];
  const measured = messageOf(child);
  child.send('go');
  const result = measured.then(({ frames, latencies, refused, seconds }) => {
    const each = (pid, i) => ((cpuSecondsOfTree(pid) - before[i]) * 1e6) / frames;
    return {
      frames,
      refused,
      framesPerSecond: frames / seconds,
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      worst: quantile(latencies, 1),
      serverMicroseconds: each(server.pid, 0),
      postgresMicroseconds: each(server.postgresPid, 1),
    };
  });
  return {
    result,
    stop() {
      child.send('stop');
      return result;
    },
  };
}
