// A process of recorders for the ingest bench, so that their work is not charged to the server. Takes its task from
// the parent, answers `ready`, begins on `go` and answers with what it measured.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { encodeFrames } from '../../../libs/pose/dist/index.js';
import { loopedFrame } from '../../sessions/clip.mjs';
import { benchClip, namedFrame } from '../poses.mjs';

const FRAMES_PER_SECOND = 30;

/** How a message of `count` frames from `first` on looks, and the event it is sent as. */
const FORMS = {
  packed: (clip, first, count) => ({ packed: encodeFrames(framesOf(clip, first, count)) }),
  json: (clip, first, count) => ({ frames: framesOf(clip, first, count) }),
  // One frame a message with named keypoints, as the original system's clients sent them.
  original: (clip, first) => namedFrame(loopedFrame(clip, first)),
};

const framesOf = (clip, first, count) =>
  Array.from({ length: count }, (_, i) => loopedFrame(clip, first + i));

/** All recorders send the same poses, so that each message is made once and before the clock runs. */
function makeMessages({ form, framesPerMessage, messages }) {
  const clip = benchClip();
  return Array.from({ length: messages }, (_, i) =>
    FORMS[form](clip, i * framesPerMessage, framesPerMessage),
  );
}

async function connect({ url, cookie, form }) {
  const socket = io(form === 'original' ? url : `${url}/recording`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie },
  });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const sessionId = randomUUID();
  if (form !== 'original') {
    const answer = await socket.timeout(60_000).emitWithAck('start_recording', {
      sessionId,
      name: 'Bench',
      skeleton: 'coco17',
      model: 'movenet-lightning',
      imageWidth: 640,
      imageHeight: 480,
    });
    if (!answer.ok) throw new Error(answer.error.message);
  }
  return { socket, sessionId };
}

/** Sends message after message until the time is over: at the camera's pace, or with `window` of them under way. */
async function record({ socket, sessionId }, messages, task, until, result) {
  const interval = (1000 * task.framesPerMessage) / FRAMES_PER_SECOND;
  const underWay = new Set();
  // Cameras are not in step with each other.
  const begin = performance.now() + Math.random() * interval;
  for (let i = 0; i < messages.length; i++) {
    if (task.window === undefined) await delay(Math.max(0, begin + i * interval - performance.now()));
    else if (underWay.size >= task.window) await Promise.race(underWay);
    if (performance.now() >= until) break;
    if (i === messages.length - 1) throw new Error('Not enough messages were made');
    const sent = performance.now();
    const message = socket
      .timeout(60_000)
      .emitWithAck('pose_frames', { sessionId, ...messages[i] })
      .then((answer) => {
        if (!answer.ok) throw new Error(answer.error.message);
        result.latencies.push(performance.now() - sent);
        result.frames += task.framesPerMessage;
      })
      .finally(() => underWay.delete(message));
    underWay.add(message);
  }
  await Promise.all(underWay);
}

async function main(task) {
  const messages = makeMessages(task);
  const recorders = [];
  for (let i = 0; i < task.recorders; i++) recorders.push(await connect(task));
  const wire = () =>
    recorders.reduce((sum, { socket }) => sum + socket.io.engine.transport.ws._socket.bytesWritten, 0);
  const wireBefore = wire();
  process.send('ready');
  await new Promise((resolve) => process.once('message', resolve));
  const begun = performance.now();
  const result = { frames: 0, latencies: [] };
  const until = begun + task.seconds * 1000;
  await Promise.all(recorders.map((recorder) => record(recorder, messages, task, until, result)));
  process.send({ ...result, seconds: (performance.now() - begun) / 1000, wireBytes: wire() - wireBefore });
  for (const { socket } of recorders) socket.disconnect();
  process.disconnect();
}

process.once('message', (task) => {
  main(task).catch((error) => {
    console.error(error);
    process.exit(1);
  });
});
