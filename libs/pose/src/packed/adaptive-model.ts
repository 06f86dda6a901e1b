import type { BinaryCoder } from './range-coder.js';

/**
 * How much of the way to certainty an estimate goes when it sees a bit, in 65536ths, by how often it was used: early
 * bits move it much, later ones little. The prior counts as PRIOR_WEIGHT observations.
 */
const PRIOR_WEIGHT = 12;
const MOST_OBSERVATIONS = 60;
const STEP = Array.from({ length: MOST_OBSERVATIONS + 1 }, (_, n) => Math.floor(65536 / (n + 1.5)));

/** Keeps every bit possible and every bit paid for: a decision costs at least 1/90 bit, which bounds what bytes can say. */
const LEAST_PROBABILITY = 32;
const MOST_PROBABILITY = 4096 - LEAST_PROBABILITY;

/** Adaptive probabilities, addressed by context. Integer arithmetic only: every machine computes the same. */
export class AdaptiveModel {
  private readonly beginning: Uint16Array;
  private readonly estimates: Uint16Array;
  private readonly observations: Uint8Array;

  /** @param priors of every context: the probability of a 1 in 256ths, 1…255 */
  constructor(priors: readonly number[]) {
    this.beginning = Uint16Array.from(priors, (prior) => prior * 256);
    this.estimates = this.beginning.slice();
    this.observations = new Uint8Array(priors.length).fill(PRIOR_WEIGHT);
  }

  /** Forgets all that was learnt. */
  reset(): void {
    this.estimates.set(this.beginning);
    this.observations.fill(PRIOR_WEIGHT);
  }

  /** Codes one bit in a context and learns from it. */
  bit(coder: BinaryCoder, context: number, bit: number): number {
    const estimate = this.estimates[context] ?? 32768;
    const seen = this.observations[context] ?? MOST_OBSERVATIONS;
    const probability = Math.min(MOST_PROBABILITY, Math.max(LEAST_PROBABILITY, estimate >>> 4));
    const result = coder.code(bit, probability);
    const step = STEP[seen] ?? 0;
    this.estimates[context] = result
      ? estimate + (((65535 - estimate) * step) >>> 16)
      : estimate - ((estimate * step) >>> 16);
    if (seen < MOST_OBSERVATIONS) this.observations[context] = seen + 1;
    return result;
  }
}
