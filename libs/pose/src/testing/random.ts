import type { Frame, Keypoint } from '../frame.js';

/** A source of numbers in 0 (inclusive) … 1 (exclusive), the same for the same seed on every machine (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What {@link randomFrames} makes. */
export interface RandomFramesOptions {
  readonly seed: number;
  readonly count: number;
  /** 17 when absent. */
  readonly keypointCount?: number;
  /** People in every frame; 1 when absent. Several carry ids from 1. */
  readonly people?: number;
  /** Share of frames in which nobody is found; 0 when absent. */
  readonly empty?: number;
}

/**
 * Frames at 30 fps of bodies that wander and jitter as detections do: for tests that need many plausible frames and do
 * not care which. The same options give the same frames.
 */
export function randomFrames(options: RandomFramesOptions): Frame[] {
  const { seed, count, keypointCount = 17, people = 1, empty = 0 } = options;
  const random = seededRandom(seed);
  const spread = (size: number): number => (random() + random() + random() - 1.5) * size;
  const bodies = Array.from({ length: people }, () => ({
    x: 0.2 + 0.6 * random(),
    y: 0.3 + 0.4 * random(),
    offsets: Array.from({ length: keypointCount }, () => [spread(0.15), spread(0.3), random()] as const),
  }));
  return Array.from({ length: count }, (_, frameNumber) => {
    const poses = bodies.map((body, index) => {
      body.x += spread(0.004);
      body.y += spread(0.004);
      const keypoints = body.offsets.map(([dx, dy, sureness]): Keypoint => {
        const jitter = sureness < 0.15 ? 0.02 : 0.003;
        const score = Math.min(1, Math.max(0, sureness + spread(0.06)));
        return [body.x + dx + spread(jitter), body.y + dy + spread(jitter), score];
      });
      const score = keypoints.reduce((sum, [, , value]) => sum + value, 0) / keypointCount;
      return { ...(people > 1 ? { id: index + 1 } : {}), score, keypoints };
    });
    const timestamp = Math.round((frameNumber * 1e6) / 30) / 1e6;
    return { frameNumber, timestamp, poses: random() < empty ? [] : poses };
  });
}
