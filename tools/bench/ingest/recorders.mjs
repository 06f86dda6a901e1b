// A process of recorders for the ingest bench, so that their work is not charged to the server. Takes its task from
// the parent, answers `ready`, begins on `go`, ends when the task is done or on `stop`, and answers with what it measured.
import { setTimeout as delay } from 'node:timers/promises';
import { shortPoses } from '../../../libs/contracts/dist/index.js';
import { encodeFrames } from '../../../libs/pose/dist/index.js';
import { loopedFrame } from '../../sessions/clip.mjs';
import { benchClip, namedFrame } from '../poses.mjs';
import { connectRecorder } from './recorder-socket.mjs';

const FRAMES_PER_SECOND = 30;

/** What may be otherwise at the next try; a gap is behind a message that was refused. */
const PASSING = new Set(['unavailable', 'gap']);
const RETRY_MS = 250;

/** What a message of `count` frames from `first` on holds. */
const FORMS = {
  packed: (clip, first, count) => {
    const frames = Array.from({ length: count }, (_, i) => loopedFrame(clip, first + i));
    return encodeFrames(frames);
  },
  // One frame a message with named keypoints, as the original system's clients sent them.
  original: (clip, first) => namedFrame(loopedFrame(clip, first)),
};

/**
 * The messages of a task. All recorders send the same poses, so that each message is made once, and most of them before
 * the clock runs.
 */
function messagesOf({ form, framesPerMessage, messages }) {
  const clip = benchClip();
  const made = new Map();
  const message = (first, count) => {
    const key = `${first} ${count}`;
    if (!made.has(key)) made.set(key, FORMS[form](clip, first, count));
    return made.get(key);
  };
  for (let i = 0; i < messages; i++) message(i * framesPerMessage, framesPerMessage);
  return message;
}

/** A message as it goes to the server: in the short form of the studio, or as the original system's clients sent it. */
const WIRE = {
  packed: (sessionId, packed) => ['poses', Buffer.from(shortPoses(sessionId, packed))],
  original: (sessionId, frame) => ['pose_frames', { sessionId, ...frame }],
};

/** Sends a message until it is acknowledged, as recorders do: a server may be short of something for a while. */
async function send(socket, wire, result) {
  const sent = performance.now();
  for (;;) {
    const answer = await socket.timeout(60_000).emitWithAck(...wire);
    if (answer.ok) break;
    if (!PASSING.has(answer.error.code)) throw new Error(answer.error.message);
    result.refused += 1;
    await delay(RETRY_MS);
  }
  result.latencies.push(performance.now() - sent);
}

/**
 * Sends as fast as messages are acknowledged, or what the camera has seen since: like the recording library it has at
 * most `window` messages under way, and what has to wait goes into one.
 */
async function record({ socket, sessionId }, message, task, until, result) {
  const { form, framesPerMessage, messages, window, paced, mostFrames } = task;
  const interval = (1000 * framesPerMessage) / FRAMES_PER_SECOND;
  const underWay = new Set();
  const last = messages * framesPerMessage;
  // Cameras are not in step with each other.
  const begin = performance.now() + Math.random() * interval;
  let due = begin;
  for (let next = 0; next < last;) {
    if (underWay.size >= window) await Promise.race(underWay);
    if (paced) {
      // Timers may be early by a fraction of a millisecond.
      while (performance.now() < due) await delay(due - performance.now());
      due = begin + (Math.floor((performance.now() - begin) / interval) + 1) * interval;
    }
    if (performance.now() >= until.at) break;
    const seen = paced ? Math.round((due - begin) / interval) * framesPerMessage : next + framesPerMessage;
    const count = Math.min(seen - next, last - next, mostFrames);
    const sent = send(socket, WIRE[form](sessionId, message(next, count)), result)
      .then(() => (result.frames += count))
      .finally(() => underWay.delete(sent));
    underWay.add(sent);
    next += count;
    if (next === last && until.at !== Infinity) throw new Error('Not enough messages were made');
  }
  await Promise.all(underWay);
}

async function main(task) {
  const message = messagesOf(task);
  const recorders = [];
  for (let i = 0; i < task.recorders; i++) recorders.push(await connectRecorder(task));
  process.send('ready');
  await new Promise((resolve) => process.once('message', resolve));
  const begun = performance.now();
  const result = { frames: 0, latencies: [], refused: 0 };
  const until = { at: task.seconds === undefined ? Infinity : begun + task.seconds * 1000 };
  process.once('message', () => (until.at = begun));
  await Promise.all(recorders.map((recorder) => record(recorder, message, task, until, result)));
  process.send({ ...result, seconds: (performance.now() - begun) / 1000 });
  for (const { socket } of recorders) socket.disconnect();
  process.disconnect();
}

// Without the bench there is nobody to measure for.
process.once('disconnect', () => process.exit(0));
process.once('message', (task) => {
  main(task).catch((error) => {
    console.error(error);
    process.exit(1);
  });
});
