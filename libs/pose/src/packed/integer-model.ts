import { AdaptiveModel } from './adaptive-model.js';
import type { BinaryCoder } from './range-coder.js';

/** The number of bits of an unsigned 32-bit integer without leading zeros; 0 for 0. */
export const bitLength = (value: number): number => 32 - Math.clz32(value);

/** The shape of an integer model: how many contexts it has for the magnitude and the sign, and its longest number. */
export interface IntegerModelShape {
  /** Contexts of the magnitude: the caller picks one by how large it expects the number to be. */
  readonly magnitudes: number;
  /** Contexts of the sign. */
  readonly signs: number;
  /** Bits of the largest magnitude: numbers lie within ±(2^longest − 1). */
  readonly longest: number;
}

/** How many adaptive decisions a model of this shape has: so many priors it takes. */
export function priorCount({ magnitudes, signs, longest }: IntegerModelShape): number {
  return magnitudes * longest + 3 * (longest + 1) + signs;
}

/**
 * Signed integers as adaptive Exp-Golomb codes: the magnitude's bit length in unary (every step a decision of its own
 * context), its two bits below the leading one adaptive, the rest plain, then the sign.
 */
export class IntegerModel {
  private readonly model: AdaptiveModel;
  private readonly longest: number;
  private readonly upperBits: number;
  private readonly signBits: number;

  constructor({ magnitudes, longest }: IntegerModelShape, priors: readonly number[]) {
    this.longest = longest;
    this.upperBits = magnitudes * longest;
    this.signBits = this.upperBits + 3 * (longest + 1);
    this.model = new AdaptiveModel(priors);
  }

  /** Forgets all that was learnt. */
  reset(): void {
    this.model.reset();
  }

  /** Codes a number; `magnitude` and `sign` are contexts of the shape. */
  code(coder: BinaryCoder, value: number, magnitude: number, sign: number): number {
    const { longest, model } = this;
    const size = Math.abs(value);
    const wanted = bitLength(size);
    let length = 0;
    const first = magnitude * longest;
    while (length < longest && model.bit(coder, first + length, length < wanted ? 1 : 0) === 1) length++;
    if (length === 0) return 0;
    let result = 1;
    if (length >= 2) {
      const context = this.upperBits + 3 * length;
      const upper = model.bit(coder, context, (size >>> (length - 2)) & 1);
      result = 2 + upper;
      if (length >= 3) {
        result = result * 2 + model.bit(coder, context + 1 + upper, (size >>> (length - 3)) & 1);
        const rest = length - 3;
        result = (result << rest) + coder.direct(size & ((1 << rest) - 1), rest);
      }
    }
    return model.bit(coder, this.signBits + sign, value < 0 ? 1 : 0) === 1 ? -result : result;
  }
}
