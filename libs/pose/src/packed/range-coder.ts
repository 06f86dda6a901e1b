import { PackedFramesError } from './packed-frames-error.js';

/**
 * Writes or reads one decision after the other. Writing, `bit` is what to write, and comes back; reading, it is ignored
 * and the bit that was read comes back. So one description of the format serves both directions and they cannot differ.
 */
export interface BinaryCoder {
  /** A decision whose bit is 1 with probability `probability` / 4096 (1…4095). */
  code(bit: number, probability: number): number;
  /** `count` (0…32) bits without a model, most significant first; takes and answers an unsigned integer. */
  direct(value: number, count: number): number;
}

/** The range is kept at or above this, so that a probability of 12 bits always leaves both outcomes some room. */
const LEAST_RANGE = 2 ** 24;
const TWO_32 = 2 ** 32;

/** How many zero bytes the reader supplies behind the end; the writer leaves out up to as many. */
const SPARED_BYTES = 4;

/** The writing half of the range coder (carry propagation as in LZMA, without its first byte, which is always zero). */
export class RangeEncoder implements BinaryCoder {
  private low = 0;
  private range = TWO_32 - 1;
  private held = 0;
  private heldCount = 0;
  private first = true;
  private readonly bytes: number[] = [];

  code(bit: number, probability: number): number {
    const bound = (this.range >>> 12) * probability;
    if (bit) {
      this.range = bound;
    } else {
      this.low += bound;
      this.range -= bound;
    }
    this.normalise();
    return bit;
  }

  direct(value: number, count: number): number {
    for (let shift = count - 1; shift >= 0; shift--) {
      this.range >>>= 1;
      if ((value >>> shift) & 1) this.low += this.range;
      this.normalise();
    }
    return value >>> 0;
  }

  /** Everything written, ended; call once, last. */
  finish(): Uint8Array {
    // Of all numbers in the final interval take one with as many zero bytes at its end as there are: they are implied.
    for (const unit of [TWO_32, 2 ** 24, 2 ** 16, 2 ** 8]) {
      const rounded = Math.ceil(this.low / unit) * unit;
      if (rounded < this.low + this.range) {
        this.low = rounded;
        break;
      }
    }
    for (let i = 0; i <= SPARED_BYTES; i++) this.shiftLow();
    let length = this.bytes.length;
    const least = length - SPARED_BYTES;
    while (length > least && this.bytes[length - 1] === 0) length--;
    return Uint8Array.from(this.bytes.slice(0, length));
  }

  private normalise(): void {
    while (this.range < LEAST_RANGE) {
      this.range = (this.range * 256) >>> 0;
      this.shiftLow();
    }
  }

  private shiftLow(): void {
    const carry = this.low >= TWO_32 ? 1 : 0;
    const low = this.low - carry * TWO_32;
    if (carry === 1 || low < 0xff00_0000) {
      if (!this.first) this.bytes.push((this.held + carry) & 0xff);
      this.first = false;
      for (; this.heldCount > 0; this.heldCount--) this.bytes.push((0xff + carry) & 0xff);
      this.held = Math.floor(low / LEAST_RANGE);
    } else {
      this.heldCount++;
    }
    this.low = (low % LEAST_RANGE) * 256;
  }
}

/**
 * The reading half. It never reads outside `bytes` and throws when what is asked for cannot be in them. Its numbers have 32
 * bits without a sign; they are kept as signed integers, which are read and written several times as fast.
 */
export class RangeDecoder implements BinaryCoder {
  private range = -1;
  private value = 0;
  private position = 0;

  constructor(private readonly bytes: Uint8Array) {
    for (let i = 0; i < 4; i++) this.value = (this.value << 8) | this.nextByte();
    this.checkConsistent();
  }

  code(_bit: number, probability: number): number {
    const bound = Math.imul(this.range >>> 12, probability);
    // The encoder gives ones the lower part of the range.
    if (this.value >>> 0 < bound >>> 0) {
      this.range = bound;
      if (bound >>> 0 < LEAST_RANGE) this.normalise();
      return 1;
    }
    this.value = (this.value - bound) | 0;
    this.range = (this.range - bound) | 0;
    if (this.range >>> 0 < LEAST_RANGE) this.normalise();
    return 0;
  }

  direct(_value: number, count: number): number {
    let result = 0;
    for (let i = 0; i < count; i++) {
      this.range >>>= 1;
      const bit = this.value >>> 0 >= this.range ? 1 : 0;
      if (bit) this.value = (this.value - this.range) | 0;
      this.checkConsistent();
      if (this.range < LEAST_RANGE) this.normalise();
      result = (result << 1) | bit;
    }
    return result >>> 0;
  }

  /** Checks that all bytes belonged to what was read. */
  finish(): void {
    if (this.position < this.bytes.length) {
      throw new PackedFramesError('malformed', 'There are bytes behind the last frame');
    }
  }

  private normalise(): void {
    do {
      this.range <<= 8;
      this.value = (this.value << 8) | this.nextByte();
    } while (this.range >>> 0 < LEAST_RANGE);
  }

  /** The value lies below the range in everything that an encoder wrote; only the start and direct bits can break it. */
  private checkConsistent(): void {
    if (this.value >>> 0 >= this.range >>> 0) {
      throw new PackedFramesError('malformed', 'The coded data is inconsistent');
    }
  }

  private nextByte(): number {
    const at = this.position++;
    if (at < this.bytes.length) return this.bytes[at] as number;
    if (at >= this.bytes.length + SPARED_BYTES) {
      throw new PackedFramesError('truncated', 'The data ends in the middle of a frame');
    }
    return 0;
  }
}
