import type { Frame } from '@reclimb/contracts';
import { interpolatePoses } from '@reclimb/pose';
import type { ExportSource } from './source.js';

/**
 * A container rounds a picture's time (WebM to whole milliseconds); a pose this near, in seconds, was computed on it. Half
 * the distance of two pictures at 250 a second.
 */
const SAME_PICTURE = 0.002;

/** One row for each picture, for programs that lay rows over the video by counting. */
export interface PictureRows {
  /** How many there are. */
  readonly count: number;
  /** Pictures a second, on average; 30 when there are too few to tell. */
  readonly rate: number;
  /** Numbered from 0 without gaps; every call begins anew. */
  readonly rows: () => AsyncIterable<Frame>;
}

const DEFAULT_RATE = 30;

/** The rounding of the first and the last time together, in seconds. */
const TIME_ROUNDING = 0.001;

function rateOf(count: number, first: number, last: number): number {
  const rate = (count - 1) / (last - first);
  if (!Number.isFinite(rate) || rate <= 0) return DEFAULT_RATE;
  const uncertainty = (rate * TIME_ROUNDING) / (last - first);
  // Cameras run at whole rates or at a thousandth less (29.97), which rounded times may hide.
  const usual = [Math.round(rate), Math.round(rate * 1.001) / 1.001];
  const meant = usual.find((candidate) => candidate > 0 && Math.abs(candidate - rate) <= uncertainty) ?? rate;
  return Math.round(meant * 1e3) / 1e3;
}

/**
 * The session as one row for each picture of its video, whose times (seconds, ascending) are given. A picture that a pose
 * was computed on has exactly that pose; between two of them people move linearly, as in the replay. Without a video
 * (null) the recorded frames are the rows.
 */
export async function pictureRows(
  source: ExportSource,
  pictureTimes: Float64Array | null,
): Promise<PictureRows> {
  if (pictureTimes) {
    const count = pictureTimes.length;
    const rate = rateOf(count, pictureTimes[0] ?? 0, pictureTimes[count - 1] ?? 0);
    return { count, rate, rows: () => onPictures(source.frames(), pictureTimes) };
  }
  const { frameCount, duration } = source.session;
  return {
    count: frameCount,
    rate: rateOf(frameCount, await firstTimestamp(source), duration),
    rows: () => source.frames(),
  };
}

async function firstTimestamp(source: ExportSource): Promise<number> {
  for await (const { timestamp } of source.frames()) return timestamp;
  return 0;
}

async function* onPictures(
  frames: AsyncIterable<Frame>,
  pictureTimes: Float64Array,
): AsyncGenerator<Frame, void, undefined> {
  const reader = frames[Symbol.asyncIterator]();
  const next = async (): Promise<Frame | undefined> => {
    const step = await reader.next();
    return step.done === true ? undefined : step.value;
  };
  try {
    let before: Frame | undefined;
    let after = await next();
    for (const [frameNumber, timestamp] of pictureTimes.entries()) {
      while (after && after.timestamp <= timestamp) {
        before = after;
        after = await next();
      }
      const own = nearest(timestamp, before, after);
      yield { frameNumber, timestamp, poses: own?.poses ?? interpolatePoses(before, after, timestamp) };
    }
  } finally {
    await reader.return?.();
  }
}

/** The frame that was computed on the picture: of those within its rounding, the one nearest in time. */
function nearest(timestamp: number, before: Frame | undefined, after: Frame | undefined): Frame | undefined {
  const toBefore = before ? timestamp - before.timestamp : Infinity;
  const toAfter = after ? after.timestamp - timestamp : Infinity;
  if (Math.min(toBefore, toAfter) > SAME_PICTURE) return undefined;
  return toBefore <= toAfter ? before : after;
}
