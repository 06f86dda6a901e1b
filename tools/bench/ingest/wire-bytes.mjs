import { spawnSync } from 'node:child_process';
import { shortPoses } from '../../../libs/contracts/dist/index.js';
import { encodeFrames } from '../../../libs/pose/dist/index.js';
import { toGrid } from '../../../libs/pose/dist/packed/grid.js';
import { batches } from '../../packed-frames/recorded-poses.mjs';
import { benchClip, namedFrame } from '../poses.mjs';
import { bytesSent, connectRecorder } from './recorder-socket.mjs';

/** As recorders send: a third of a second at 30 fps. */
const BATCH = 10;

/** Bytes a frame of the bench's poses: packed, as JSON in two forms, and what `xz -9e` makes of all of it at once. */
export function payloadBytes() {
  const { frames } = benchClip();
  const inBatches = batches(frames, BATCH);
  const mean = (sizeOf) => inBatches.reduce((sum, batch) => sum + sizeOf(batch), 0) / frames.length;
  return {
    packed: mean((batch) => encodeFrames(batch).length),
    verboseJson: mean((batch) => Buffer.byteLength(JSON.stringify(batch.map((frame) => namedFrame(frame))))),
    contractJson: mean((batch) => Buffer.byteLength(JSON.stringify(batch))),
    xz: xzBytes(quantised(frames)) / frames.length,
  };
}

/**
 * Bytes a frame from recorder to server, all that the socket sends included, when these frames come in live batches. Each
 * frame once: a clip in a loop would be compressed by what it said a round before.
 */
export async function wireBytes(task, frames) {
  const { socket, sessionId } = await connectRecorder(task);
  const before = bytesSent(socket);
  for (const batch of batches(frames, BATCH)) {
    const short = Buffer.from(shortPoses(sessionId, encodeFrames(batch)));
    const answer = await socket.timeout(60_000).emitWithAck('poses', short);
    if (!answer.ok) throw new Error(answer.error.message);
  }
  const bytes = bytesSent(socket) - before;
  socket.disconnect();
  return bytes / frames.length;
}

/** All frames on the packed form's grid: times as 32 bits, everything else as 16, little-endian. */
function quantised(frames) {
  const parts = toGrid(frames).map(({ microseconds, poses }) => {
    const numbers = poses.flatMap(({ score, places, scores }) => [score, ...places, ...scores]);
    const part = Buffer.alloc(6 + 2 * numbers.length);
    part.writeUInt32LE(microseconds, 0);
    part.writeUInt16LE(poses.length, 4);
    numbers.forEach((number, i) => part.writeInt16LE(number, 6 + 2 * i));
    return part;
  });
  return Buffer.concat(parts);
}

function xzBytes(input) {
  const { status, stdout, error } = spawnSync('xz', ['-9e', '--stdout'], { input });
  if (status !== 0) throw new Error('xz is needed for comparison', { cause: error });
  return stdout.length;
}
