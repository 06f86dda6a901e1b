import { bitLength } from './integer-model.js';
import { PackedFramesError } from './packed-frames-error.js';
import type { BinaryCoder } from './range-coder.js';

const TWO_32 = 2 ** 32;

/**
 * An unsigned integer without a model: 6 bits of length, then as many bits. Written up to 2^53 − 1; what is read may be
 * up to 2^63 and is the caller's to check.
 */
export function codeUnsigned(coder: BinaryCoder, value: number): number {
  const high = Math.floor(value / TWO_32);
  const length = coder.direct(high > 0 ? 32 + bitLength(high) : bitLength(value), 6);
  const upper = coder.direct(high, Math.max(0, length - 32));
  return upper * TWO_32 + coder.direct(value, Math.min(32, length));
}

/** A signed 64-bit integer without a model: 7 bits of length, as many bits, and the sign when it is not zero. */
export function codeBigInteger(coder: BinaryCoder, value: bigint): bigint {
  const size = value < 0n ? -value : value;
  const length = coder.direct(size === 0n ? 0 : size.toString(2).length, 7);
  if (length > 64) throw new PackedFramesError('malformed', 'A timestamp is out of range');
  const upper = BigInt(coder.direct(Number(size >> 32n), Math.max(0, length - 32)));
  const lower = BigInt(coder.direct(Number(size & 0xffff_ffffn), Math.min(32, length)));
  const result = (upper << 32n) | lower;
  if (result === 0n) return result;
  return coder.direct(value < 0n ? 1 : 0, 1) === 1 ? -result : result;
}
