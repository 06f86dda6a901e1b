import type { Frame, Keypoint, Pose } from '../frame.js';

/** How a detector's view differs from the truth; lengths are in fractions of the picture's height. */
export interface ObservationNoise {
  readonly seed: number;
  /** Standard deviation of a keypoint's error. Nine tenths of it (in variance) drift slowly, one tenth is jitter. */
  readonly sigma: number;
  /** Share of frames in which nobody is found. */
  readonly missed?: number;
  /** Width divided by height of the picture; 4/3 when absent. */
  readonly aspect?: number;
}

/** Half a second: how long a detector's error about one keypoint lasts. */
const DRIFT_SECONDS = 0.5;
const DRIFT_SHARE = 0.9;

/** Numbers in 0…1, the same for the same seed everywhere (a 32-bit counter, hashed). */
function uniform(seed: number): () => number {
  let counter = seed >>> 0;
  return () => {
    counter = (counter + 0x9e3779b9) >>> 0;
    let hash = Math.imul(counter ^ (counter >>> 16), 0x21f0aaad);
    hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
    return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
  };
}

/**
 * Frames as a detector would have seen them: every keypoint off by slow drift and jitter, scores falling with the error,
 * now and then nobody. The same options give the same frames; numbers and timestamps stay.
 */
export function* observe(
  frames: Iterable<Frame>,
  noise: ObservationNoise,
): Generator<Frame, void, undefined> {
  const { seed, sigma, missed = 0, aspect = 4 / 3 } = noise;
  const random = uniform(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const drift = new Map<string, [number, number]>();
  let last: number | undefined;
  for (const frame of frames) {
    const keep = last === undefined ? 0 : Math.exp(-(frame.timestamp - last) / DRIFT_SECONDS);
    last = frame.timestamp;
    const poses = frame.poses.map((pose, person): Pose => {
      const keypoints = pose.keypoints.map(([x, y, score], k): Keypoint => {
        const name = `${person}/${k}`;
        const [driftX, driftY] = drift.get(name) ?? [normal(), normal()];
        const moved: [number, number] = [
          keep * driftX + Math.sqrt(1 - keep * keep) * normal(),
          keep * driftY + Math.sqrt(1 - keep * keep) * normal(),
        ];
        drift.set(name, moved);
        const error = (slow: number): number =>
          sigma * (Math.sqrt(DRIFT_SHARE) * slow + Math.sqrt(1 - DRIFT_SHARE) * normal());
        const dx = error(moved[0]);
        const dy = error(moved[1]);
        const doubt = sigma > 0 ? Math.hypot(dx, dy) / (sigma * 8) : 0;
        return [x + dx / aspect, y + dy, Math.min(1, Math.max(0, score * (1 - doubt)))];
      });
      return { ...pose, keypoints };
    });
    yield { ...frame, poses: random() < missed ? [] : poses };
  }
}
