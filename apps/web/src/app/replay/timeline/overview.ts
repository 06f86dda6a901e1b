import type { Frame } from '@reclimb/contracts';
import { SKELETON_DEFINITIONS, type SkeletonName } from '@reclimb/pose';
import type { FrameTrack } from '@reclimb/replay';

/** A session at a glance, for the timeline: as many columns as asked for, from start to end. */
export interface Overview {
  /** Height of the hips between their lowest and highest place, as an SVG path on a box of `columns` × 1; may be empty. */
  readonly hips: string;
  /** Stretches in which nobody was found, in shares of the session. */
  readonly empty: readonly { readonly from: number; readonly to: number }[];
}

/** Hips less sure than this leave a gap in the curve. */
const HIP_SCORE = 0.25;
/** Columns without a person are marked only from this many on: a frame or two without one is noise. */
const EMPTY_COLUMNS = 3;

/** A sampled frame stands for the columns that are at most this many of them away. */
const SAMPLE_REACH = 1.5;

/**
 * Looks at one frame for each column: a loaded one, else the nearest of `samples` (ascending, from all over the session).
 * What neither knows is neither curve nor empty.
 */
export function overviewOf(
  track: FrameTrack,
  samples: readonly Frame[],
  skeleton: SkeletonName,
  { start, end, frameCount }: { start: number; end: number; frameCount: number },
  columns: number,
): Overview {
  const { keypointNames } = SKELETON_DEFINITIONS[skeleton];
  const [left, right] = [keypointNames.indexOf('left_hip'), keypointNames.indexOf('right_hip')];
  const empty: { from: number; to: number }[] = [];
  const heights: (number | undefined)[] = [];
  const reach = (SAMPLE_REACH * (end - start)) / columns;
  let emptyFrom = -1;
  let sample = 0;
  for (let column = 0; column <= columns; column++) {
    const time = start + ((end - start) * column) / columns;
    while (distance(samples[sample + 1], time) < distance(samples[sample], time)) sample++;
    const sampled = distance(samples[sample], time) <= reach ? samples[sample] : undefined;
    const loaded = track.covers(time, frameCount) ? track.frame(Math.max(0, track.frameAt(time))) : undefined;
    // Behind the last column a stretch that reaches the end is closed.
    const frame = column < columns ? (loaded ?? sampled) : undefined;
    const isEmpty = frame?.poses.length === 0;
    if (isEmpty && emptyFrom < 0) emptyFrom = column;
    if (!isEmpty && emptyFrom >= 0) {
      if (column - emptyFrom >= EMPTY_COLUMNS) {
        empty.push({ from: emptyFrom / columns, to: column / columns });
      }
      emptyFrom = -1;
    }
    const hips = [frame?.poses[0]?.keypoints[left], frame?.poses[0]?.keypoints[right]].filter(
      (point) => point !== undefined && point[2] >= HIP_SCORE,
    );
    heights.push(
      hips.length ? hips.reduce((sum, point) => sum + (point?.[1] ?? 0), 0) / hips.length : undefined,
    );
  }
  return { hips: curveOf(heights), empty };
}

/** Seconds between a frame and a time; without end when there is no frame. */
const distance = (frame: Frame | undefined, time: number): number =>
  frame ? Math.abs(frame.timestamp - time) : Infinity;

/** The least of the picture's height that the curve spreads over its box: a climber at rest is to be a calm line. */
const LEAST_SPREAD = 0.1;

function curveOf(heights: readonly (number | undefined)[]): string {
  const known = heights.filter((height) => height !== undefined);
  const top = Math.min(...known);
  const spread = Math.max(LEAST_SPREAD, Math.max(...known) - top);
  let path = '';
  let drawing = false;
  heights.forEach((height, column) => {
    if (height !== undefined) {
      path += `${drawing ? 'L' : 'M'}${column} ${((height - top) / spread).toFixed(3)}`;
    }
    drawing = height !== undefined;
  });
  return path;
}
