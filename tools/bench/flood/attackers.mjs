// A process that floods, for the flood bench. Takes its task from the parent, answers `ready`, floods from `begin` on,
// answers that when the flood is on, and `stop` with what it was answered.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { shortPoses } from '../../../libs/contracts/dist/index.js';
import { encodeFrames } from '../../../libs/pose/dist/index.js';
import { loopedFrame } from '../../sessions/clip.mjs';
import { benchClip } from '../poses.mjs';

/** Messages that are written at once before anything else is looked at. */
const BURST = 20;
/** What may wait in this process for the network: as much as is never lacking. */
const MOST_WAITING_BYTES = 256 * 1024;
/** Between two attempts to connect of one socket, in milliseconds. */
const PAUSE_MS = 200;

/** When all have begun the flood is on. */
const LOOK_MS = 50;
const MOST_SECONDS_TO_BEGIN = 120;

const told = {
  tries: 0,
  connected: 0,
  'connections refused': 0,
  'thrown out': 0,
  sent: 0,
  'messages refused': 0,
};
let stopped = false;

function open(url, namespace, cookie) {
  return io(url + namespace, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    timeout: 30_000,
    ...(cookie && { extraHeaders: { cookie } }),
  });
}

const opened = (socket) =>
  new Promise((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('connect_error', () => resolve(false));
  });

/** One of those that connect, stay for a moment, and connect again: every other one has no login. */
async function connectForEver({ url, cookies }, place) {
  await delay(Math.random() * PAUSE_MS);
  while (!stopped) {
    const socket = open(url, '/recording', place % 2 === 0 ? cookies[place % cookies.length] : undefined);
    told.tries += 1;
    const isIn = await opened(socket);
    told[isIn ? 'connected' : 'connections refused'] += 1;
    await delay(PAUSE_MS);
    socket.disconnect();
  }
}

/** One of those that send without waiting for an answer, and come back when they are thrown out. */
async function sendForEver({ url, cookies }, place, messages) {
  while (!stopped) {
    const socket = open(url, '/recording', cookies[place % cookies.length]);
    told.tries += 1;
    if (!(await opened(socket))) {
      told['connections refused'] += 1;
      socket.disconnect();
      await delay(PAUSE_MS);
      continue;
    }
    told.connected += 1;
    socket.once('disconnect', () => (told['thrown out'] += 1));
    const count = ({ ok, error }) => {
      if (!ok && error.code === 'rate_limited') told['messages refused'] += 1;
    };
    for (let next = 0; socket.connected && !stopped;) {
      for (let i = 0; i < BURST; i++) socket.emit(...messages[next++ % messages.length], count);
      told.sent += BURST;
      do await new Promise(setImmediate);
      while (socket.connected && (socket.io.engine?.transport?.ws?.bufferedAmount ?? 0) > MOST_WAITING_BYTES);
    }
    socket.disconnect();
  }
}

/** In every form, about sessions that there are not: each costs a look. */
function messagesOf() {
  const clip = benchClip();
  const sessionId = randomUUID();
  const frames = Array.from({ length: 10 }, (_, i) => loopedFrame(clip, i));
  const packed = encodeFrames(frames);
  return [
    ['pose_frames', { sessionId, packed }],
    ['poses', Buffer.from(shortPoses(sessionId, packed))],
    ['pose_frames', { sessionId, frames }],
    ['video_chunk', { sessionId, offset: 0, data: new Uint8Array(1000) }],
    ['resume_recording', { sessionId }],
    ['marker', { sessionId, timestamp: 1 }],
    ['no_such_event', {}],
  ];
}

async function main(task) {
  const messages = messagesOf();
  process.send('ready');
  await new Promise((resolve) => process.once('message', resolve));
  for (let i = 0; i < task.connecting; i++) void connectForEver(task, i);
  for (let i = 0; i < task.sending; i++) void sendForEver(task, i, messages);
  const begun = performance.now();
  while (told.tries < task.connecting + task.sending || told.sent < task.sending * BURST) {
    if (performance.now() - begun > MOST_SECONDS_TO_BEGIN * 1000)
      throw new Error('The flood does not come about');
    await delay(LOOK_MS);
  }
  process.send('on');
  await new Promise((resolve) => process.once('message', resolve));
  stopped = true;
  process.send(told, () => process.exit(0));
}

// Without the bench there is nobody to attack for.
process.once('disconnect', () => process.exit(0));
process.once('message', (task) => {
  main(task).catch((error) => {
    console.error(error);
    process.exit(1);
  });
});
