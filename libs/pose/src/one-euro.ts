import type { Frame, Keypoint, Pose } from './frame.js';
import { matchPersons } from './person-matching.js';

/** Settings of a One-Euro filter (Casiez, Roussel, Vogel 2012). */
export interface OneEuroOptions {
  /** Cut-off in Hz at rest: lower is steadier. */
  readonly minCutoff: number;
  /** How fast the cut-off rises with speed, in Hz per (unit of the value a second): higher lags less. */
  readonly beta: number;
  /** Cut-off in Hz of the speed estimate. */
  readonly derivativeCutoff: number;
}

/**
 * Steady at rest, and at one picture width in two seconds (a fast reach) the cut-off is above 10 Hz, which lags less
 * than a picture at 30 fps.
 */
export const DISPLAY_SMOOTHING: OneEuroOptions = { minCutoff: 1.5, beta: 20, derivativeCutoff: 1 };

/** Longest pause in seconds over which smoothing goes on; after a longer one it begins anew. */
const MAX_PAUSE = 0.5;

const weightOf = (cutoff: number, elapsed: number): number => {
  const step = 2 * Math.PI * cutoff * elapsed;
  return step / (step + 1);
};

/** Smooths one value over time: strongly while it rests, hardly while it moves. */
export class OneEuroFilter {
  private value = 0;
  private speed = 0;
  private last: number | undefined;

  constructor(private readonly options: OneEuroOptions = DISPLAY_SMOOTHING) {}

  /**
   * Takes the value at `timestamp` (seconds) and answers the smoothed one. The first value, and one that is not later
   * than the one before or more than half a second later, comes back as it is and begins anew.
   */
  filter(value: number, timestamp: number): number {
    const elapsed = this.last === undefined ? 0 : timestamp - this.last;
    this.last = timestamp;
    if (!(elapsed > 0 && elapsed <= MAX_PAUSE)) {
      this.speed = 0;
      this.value = value;
      return value;
    }
    const { minCutoff, beta, derivativeCutoff } = this.options;
    const speed = (value - this.value) / elapsed;
    this.speed += weightOf(derivativeCutoff, elapsed) * (speed - this.speed);
    this.value += weightOf(minCutoff + beta * Math.abs(this.speed), elapsed) * (value - this.value);
    return this.value;
  }
}

interface SmoothedPerson {
  pose: Pose;
  filters: { x: OneEuroFilter; y: OneEuroFilter }[];
}

/**
 * Smooths poses for display, person by person and keypoint by keypoint. What is recorded stays raw. Scores pass through.
 */
export class PoseSmoother {
  private people: SmoothedPerson[] = [];

  constructor(private readonly options: OneEuroOptions = DISPLAY_SMOOTHING) {}

  /** Takes the next frame's poses and answers them smoothed, in the same order. */
  smooth({ poses, timestamp }: Pick<Frame, 'poses' | 'timestamp'>): Pose[] {
    const matches = matchPersons(
      this.people.map(({ pose }) => pose),
      poses,
    );
    this.people = poses.map((pose, index) => {
      const match = matches.find(({ after }) => after === index);
      const filters =
        (match && this.people[match.before]?.filters) ??
        pose.keypoints.map(() => ({
          x: new OneEuroFilter(this.options),
          y: new OneEuroFilter(this.options),
        }));
      return { pose, filters };
    });
    return this.people.map(({ pose, filters }) => ({
      ...pose,
      keypoints: pose.keypoints.map(([x, y, score], index): Keypoint => {
        const filter = filters[index];
        return filter ? [filter.x.filter(x, timestamp), filter.y.filter(y, timestamp), score] : [x, y, score];
      }),
    }));
  }

  /** Forgets everybody, as after a seek. */
  reset(): void {
    this.people = [];
  }
}
