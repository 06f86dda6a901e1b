import type { Frame } from './frame.js';
import { codeFrameCount, FrameWalk } from './packed/frame-walk.js';
import { fromGrid, toGrid } from './packed/grid.js';
import { PackedFramesError } from './packed/packed-frames-error.js';
import { PoseModels } from './packed/pose-models.js';
import { RangeDecoder, RangeEncoder } from './packed/range-coder.js';

export { PackedFramesError, type PackedFramesErrorCode } from './packed/packed-frames-error.js';

/** "RF", Reclimb frames. */
const MAGIC = [0x52, 0x46] as const;
const VERSION = 1;
/** Magic, version, check sum. */
const HEADER_BYTES = 5;

/** A round of the check sum for each byte. */
const CHECK_STEPS = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  return crc;
});

/** CRC-16/CCITT-FALSE: finds every one-, two- and three-bit error in a batch, and all but 1 of 65,536 others. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ (CHECK_STEPS[(crc >>> 8) ^ byte] as number);
  return crc;
}

/** Used again by every batch: making them anew costs as much as a frame. Batches are coded in one go, never two at a time. */
const models = new PoseModels();

/**
 * Packs a batch of frames for the wire: about 50 bytes a frame of one person instead of 1600 as JSON (the format is
 * described in docs/packed-frames.md). A batch stands for itself; larger ones cost less a frame.
 *
 * x and y come back with an error of at most 0.00008, scores 0.004, timestamps exact. Numbers on the grid (what
 * {@link decodeFrames} returns) come back exactly, so packing again loses nothing more.
 *
 * @param frames in ascending order of frame number and timestamp; at most 3600 frames and 250,000 keypoints in all.
 * @throws PackedFramesError (`invalid-frames`) naming what cannot be packed: frames out of order, too many, coordinates
 *   outside ±8, scores outside 0…1, timestamps outside 0…86,400.
 */
export function encodeFrames(frames: readonly Frame[]): Uint8Array {
  const coder = new RangeEncoder();
  new FrameWalk(coder, models.reset()).walk(toGrid(frames));
  const payload = coder.finish();
  const bytes = new Uint8Array(HEADER_BYTES + payload.length);
  const sum = checksum(payload);
  bytes.set([...MAGIC, VERSION, sum & 0xff, sum >>> 8]);
  bytes.set(payload, HEADER_BYTES);
  return bytes;
}

/** Checks what stands before the coded frames, and answers those. */
function payloadOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length < HEADER_BYTES) {
    throw new PackedFramesError('truncated', `Packed frames have at least ${HEADER_BYTES} bytes`);
  }
  if (bytes[0] !== MAGIC[0] || bytes[1] !== MAGIC[1]) {
    throw new PackedFramesError('not-packed-frames', 'These are not packed frames');
  }
  if (bytes[2] !== VERSION) {
    throw new PackedFramesError(
      'unsupported-version',
      `Packed frames of version ${bytes[2]} are not understood, only version ${VERSION}`,
    );
  }
  return bytes.subarray(HEADER_BYTES);
}

/**
 * How many frames a batch says that it holds, without unpacking it (which costs 40 µs a frame).
 * @throws PackedFramesError when this is no batch at all; damage further inside is found by {@link decodeFrames} alone.
 */
export function countPackedFrames(bytes: Uint8Array): number {
  return codeFrameCount(new RangeDecoder(payloadOf(bytes)), 0);
}

/**
 * Unpacks what {@link encodeFrames} wrote. Safe on anything: it reads only inside `bytes`, allocates at most about 20 MB
 * and only as data arrives, and refuses everything that an encoder did not write.
 * @throws PackedFramesError telling why the bytes were refused; nothing else.
 */
export function decodeFrames(bytes: Uint8Array): Frame[] {
  const payload = payloadOf(bytes);
  if (checksum(payload) !== (bytes[3] ?? 0) + 256 * (bytes[4] ?? 0)) {
    throw new PackedFramesError('malformed', 'The check sum is wrong: the data is damaged or cut off');
  }
  const coder = new RangeDecoder(payload);
  const frames = new FrameWalk(coder, models.reset()).walk();
  coder.finish();
  return fromGrid(frames);
}
