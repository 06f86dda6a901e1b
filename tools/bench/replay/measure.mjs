import { setTimeout as delay } from 'node:timers/promises';
import { cpuSecondsOfTree, residentBytes } from '../machine.mjs';
import { ReplayClient } from './replay-client.mjs';

/** A second of frames: what a player wants before it shows anything. */
const FIRST_CREDIT = 30;
/** What the client of the throughput bench has open at any time. */
const CREDIT = 2400;

/** Milliseconds from connecting to the first frame, of each of `count` openings. */
export async function firstFrames(target, auth, count) {
  const times = [];
  for (let i = 0; i < count; i++) {
    const begun = performance.now();
    const replay = await ReplayClient.open(target, auth);
    const first = replay.nextFrames();
    replay.socket.emit('credit', { frames: FIRST_CREDIT });
    times.push((await first).at - begun);
    replay.close();
  }
  return times;
}

/** Milliseconds from asking for a place anywhere in the session to its frame, of each of `count` seeks. */
export async function seeks(target, auth, count) {
  const replay = await ReplayClient.open(target, auth);
  const { lastTimestamp } = replay.info;
  const times = [];
  let epoch = 0;
  await replay.control('credit', { frames: FIRST_CREDIT });
  for (let i = 0; i < count; i++) {
    const timestamp = Math.random() * lastTimestamp;
    const arrival = replay.nextFrames(++epoch);
    const begun = performance.now();
    const landed = replay.control('seek', { timestamp });
    replay.socket.emit('credit', { frames: FIRST_CREDIT });
    const { frames, at } = await arrival;
    if (frames[0].timestamp > timestamp + 0.001 || frames[0].timestamp < timestamp - 1) {
      throw new Error(`A seek to ${timestamp} arrived at ${frames[0].timestamp}`);
    }
    times.push(at - begun);
    await landed;
  }
  replay.close();
  return times;
}

/** Frames a second that one client gets as fast as it takes them, and the server's CPU time of each. */
export async function throughput(target, auth, { pid, postgresPid }) {
  const replay = await ReplayClient.open(target, auth);
  const { frameCount } = replay.info;
  const before = [cpuSecondsOfTree(pid), cpuSecondsOfTree(postgresPid)];
  const begun = performance.now();
  let received = 0;
  await new Promise((resolve, reject) => {
    replay.socket.once('disconnect', reject);
    replay.onFrames = (frames) => {
      if (frames[0].frameNumber !== received) reject(new Error(`Frame ${received} is missing`));
      received += frames.length;
      if (received >= frameCount) resolve();
      else replay.socket.emit('credit', { frames: frames.length });
    };
    replay.socket.emit('credit', { frames: CREDIT });
  });
  const seconds = (performance.now() - begun) / 1000;
  replay.close();
  const each = (process, i) => ((cpuSecondsOfTree(process) - before[i]) * 1e6) / received;
  return {
    framesPerSecond: received / seconds,
    serverMicroseconds: each(pid, 0),
    postgresMicroseconds: each(postgresPid, 1),
  };
}

/**
 * Plays the last `seconds` of the session in `realtime`; answers by how many milliseconds the end came after its due
 * time, how late frames were, and how many came of how many.
 */
export async function drift(target, seconds, speed) {
  const replay = await ReplayClient.open(target, { pace: 'realtime', encoding: 'json' });
  const { lastTimestamp } = replay.info;
  await replay.control('set_speed', { speed });
  const { frameNumber } = await replay.control('seek', { timestamp: lastTimestamp - seconds });
  const lateness = [];
  let begin;
  const ended = new Promise((resolve) => {
    replay.onState = (state, at) => state.state === 'ended' && resolve(at);
    replay.onFrames = (frames, at) => {
      for (const { timestamp } of frames) {
        lateness.push(at - begin.at - ((timestamp - begin.timestamp) / speed) * 1000);
      }
    };
  });
  begin = { at: performance.now(), timestamp: lastTimestamp - seconds };
  await replay.control('play');
  const end = await ended;
  replay.close();
  return {
    endsLate: end - begin.at - (seconds / speed) * 1000,
    lateness,
    received: lateness.length,
    expected: replay.info.frameCount - 1 - frameNumber,
  };
}

/** The server's memory while `count` clients replay the session at `speed`: samples in MB, and frames that arrived. */
export async function memory(target, { pid }, { count, speed, seconds }) {
  const before = residentBytes(pid);
  let received = 0;
  const clients = [];
  for (let i = 0; i < count; i++) {
    const replay = await ReplayClient.open(target, { pace: 'realtime', encoding: 'packed' });
    replay.onFrames = (frames) => (received += frames.length);
    await replay.control('set_speed', { speed });
    await replay.control('seek', { timestamp: (i / count) * (replay.info.lastTimestamp - seconds * speed) });
    clients.push(replay);
  }
  await Promise.all(clients.map((replay) => replay.control('play')));
  received = 0;
  const samples = [];
  const begun = performance.now();
  while (performance.now() - begun < seconds * 1000) {
    await delay(500);
    samples.push(residentBytes(pid) / 1e6);
  }
  const share = received / (((performance.now() - begun) / 1000) * count * speed * 30);
  for (const replay of clients) replay.close();
  return { before: before / 1e6, samples, share };
}
