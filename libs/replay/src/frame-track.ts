import type { Frame, Pose } from '@reclimb/contracts';
import { type FrameColumns, poseStride } from './frame-columns.js';

/** Frames of one block: large enough that an hour is some 400 blocks, small enough to be evicted one by one. */
const BLOCK_FRAMES = 256;
/** Marks a slot of a block that holds no frame; as many people are not possible in a frame. */
const ABSENT = 255;

/** Loaded frames without a hole: frame numbers and their timestamps in seconds, both ends inclusive. */
export interface LoadedRange {
  readonly firstFrame: number;
  readonly lastFrame: number;
  readonly start: number;
  readonly end: number;
}

interface Block {
  readonly timestamps: Float64Array;
  /** People in each frame, or {@link ABSENT}. */
  readonly people: Uint8Array;
  /** The first person of every frame: score, then x, y, score of each keypoint. */
  readonly first: Float32Array;
  /** People beyond the first, one after another, by slot. */
  readonly others: Map<number, Float32Array>;
  /** Ids, kept only where a frame has any. */
  readonly ids: Map<number, readonly (number | undefined)[]>;
  loaded: number;
  used: number;
}

/**
 * Pose frames in memory, addressed by frame number or by time.
 *
 * Numbers and keypoints live in typed arrays (an hour of 30 frames a second with one person takes 24 MB and leaves the
 * garbage collector nothing to do). Frames may arrive in any order and any number of times; the track knows which
 * stretches it holds. Frame numbers run without gaps and timestamps rise with them, as the contract promises.
 */
export class FrameTrack {
  readonly #stride: number;
  readonly #blocks = new Map<number, Block>();
  #ranges: { first: number; last: number }[] = [];
  #size = 0;
  #clock = 0;

  /**
   * @param keypointCount keypoints of the session's skeleton
   * @param maxFrames beyond this many frames the least recently used stretches are forgotten (whole blocks of 256, and
   *   never the one just written); without it everything is kept
   */
  constructor(
    readonly keypointCount: number,
    private readonly maxFrames = Infinity,
  ) {
    this.#stride = poseStride(keypointCount);
  }

  /** Number of frames held. */
  get size(): number {
    return this.#size;
  }

  /** Bytes of the typed arrays held. */
  get byteLength(): number {
    let bytes = 0;
    for (const block of this.#blocks.values()) {
      bytes += block.timestamps.byteLength + block.people.byteLength + block.first.byteLength;
      for (const values of block.others.values()) bytes += values.byteLength;
    }
    return bytes;
  }

  /** The loaded stretches in ascending order. */
  get ranges(): LoadedRange[] {
    return this.#ranges.map(({ first, last }) => ({
      firstFrame: first,
      lastFrame: last,
      start: this.#time(first),
      end: this.#time(last),
    }));
  }

  /** Takes frames in. A frame that is held already is replaced. */
  insert(columns: FrameColumns): void {
    const { firstFrame, people, ids } = columns;
    const { length } = people;
    if (length === 0) return;
    let person = 0;
    for (let index = 0; index < length; index++) {
      const count = people[index] ?? 0;
      const poses = columns.poses.subarray(person * this.#stride, (person + count) * this.#stride);
      const named = ids?.subarray(person, person + count);
      this.#write(firstFrame + index, columns.timestamps[index] ?? NaN, count, poses, named);
      person += count;
    }
    const last = firstFrame + length - 1;
    this.#addRange(firstFrame, last);
    this.#evict(Math.floor(last / BLOCK_FRAMES));
  }

  /** Whether the frame is held. */
  has(frameNumber: number): boolean {
    return this.#rangeOf(frameNumber) >= 0;
  }

  /** When the frame was seen, in seconds; undefined if it is not held. */
  timestamp(frameNumber: number): number | undefined {
    return this.has(frameNumber) ? this.#time(frameNumber) : undefined;
  }

  /** People in the frame; undefined if it is not held. */
  peopleIn(frameNumber: number): number | undefined {
    if (!this.has(frameNumber)) return undefined;
    return this.#blocks.get(Math.floor(frameNumber / BLOCK_FRAMES))?.people[frameNumber % BLOCK_FRAMES];
  }

  /** The frame with its poses as plain objects; undefined if it is not held. */
  frame(frameNumber: number): Frame | undefined {
    const block = this.#blocks.get(Math.floor(frameNumber / BLOCK_FRAMES));
    const slot = frameNumber % BLOCK_FRAMES;
    const people = block?.people[slot] ?? ABSENT;
    if (!block || people === ABSENT) return undefined;
    block.used = ++this.#clock;
    const poses: Pose[] = [];
    const ids = block.ids.get(slot);
    for (let person = 0; person < people; person++) {
      const values = person === 0 ? block.first : block.others.get(slot);
      if (!values) break;
      const at = (person === 0 ? slot : person - 1) * this.#stride;
      const keypoints: Pose['keypoints'] = [];
      for (let i = at + 1; i < at + this.#stride; i += 3) {
        keypoints.push([values[i] ?? 0, values[i + 1] ?? 0, values[i + 2] ?? 0]);
      }
      const id = ids?.[person];
      poses.push(
        id === undefined ? { score: values[at] ?? 0, keypoints } : { id, score: values[at] ?? 0, keypoints },
      );
    }
    return { frameNumber, timestamp: block.timestamps[slot] ?? NaN, poses };
  }

  /**
   * The last held frame at or before a time, in logarithmic time; -1 if none is held. A hole may lie between that frame
   * and the time: ask {@link covers} too.
   */
  frameAt(time: number): number {
    const index = this.#rangeAt(time);
    const range = this.#ranges[index];
    if (!range) return -1;
    let low = range.first;
    let high = range.last;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#time(middle) <= time) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /**
   * Up to which time everything from `time` on is known, inclusive; undefined if `time` itself is not. Before the
   * session's first frame and after its last there is nothing to know, so those times count as known once that frame is
   * held.
   * @param frameCount frames in the whole session
   */
  coveredUntil(time: number, frameCount: number): number | undefined {
    let range = this.#ranges[this.#rangeAt(time)];
    if (!range) {
      range = this.#ranges[0];
      if (range?.first !== 0) return undefined;
    }
    const end = this.#time(range.last);
    if (range.last >= frameCount - 1) return Math.max(time, end);
    return time <= end ? end : undefined;
  }

  /** Whether what is to be seen at a time is known (see {@link coveredUntil}). */
  covers(time: number, frameCount: number): boolean {
    return this.coveredUntil(time, frameCount) !== undefined;
  }

  /** The first frame number at or after `from` that is not held. */
  firstMissing(from: number): number {
    const range = this.#ranges[this.#rangeOf(from)];
    return range ? range.last + 1 : from;
  }

  #time(frameNumber: number): number {
    return (
      this.#blocks.get(Math.floor(frameNumber / BLOCK_FRAMES))?.timestamps[frameNumber % BLOCK_FRAMES] ?? NaN
    );
  }

  #write(
    frameNumber: number,
    timestamp: number,
    people: number,
    poses: Float32Array,
    ids: Float64Array | undefined,
  ): void {
    const key = Math.floor(frameNumber / BLOCK_FRAMES);
    const slot = frameNumber % BLOCK_FRAMES;
    let block = this.#blocks.get(key);
    if (!block) {
      block = {
        timestamps: new Float64Array(BLOCK_FRAMES),
        people: new Uint8Array(BLOCK_FRAMES).fill(ABSENT),
        first: new Float32Array(BLOCK_FRAMES * this.#stride),
        others: new Map(),
        ids: new Map(),
        loaded: 0,
        used: 0,
      };
      this.#blocks.set(key, block);
    }
    if (people > 0) block.first.set(poses.subarray(0, this.#stride), slot * this.#stride);
    if (people > 1) block.others.set(slot, poses.slice(this.#stride));
    else block.others.delete(slot);
    if (ids?.some((id) => !Number.isNaN(id))) {
      block.ids.set(
        slot,
        Array.from(ids, (id) => (Number.isNaN(id) ? undefined : id)),
      );
    } else block.ids.delete(slot);
    if (block.people[slot] === ABSENT) {
      block.loaded++;
      this.#size++;
    }
    block.timestamps[slot] = timestamp;
    block.people[slot] = people;
    block.used = ++this.#clock;
  }

  /** Index of the last range whose first frame satisfies `starts`, or -1. Ranges ascend by number and by time. */
  #lastRange(starts: (first: number) => boolean): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (starts(this.#ranges[middle]?.first ?? Infinity)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #rangeAt(time: number): number {
    return this.#lastRange((first) => this.#time(first) <= time);
  }

  #rangeOf(frameNumber: number): number {
    const index = this.#lastRange((first) => first <= frameNumber);
    return (this.#ranges[index]?.last ?? -1) >= frameNumber ? index : -1;
  }

  #addRange(first: number, last: number): void {
    const before = this.#ranges.filter((range) => range.last < first - 1);
    const after = this.#ranges.filter((range) => range.first > last + 1);
    const touching = this.#ranges.slice(before.length, this.#ranges.length - after.length);
    this.#ranges = [
      ...before,
      {
        first: Math.min(first, touching[0]?.first ?? first),
        last: Math.max(last, touching.at(-1)?.last ?? last),
      },
      ...after,
    ];
  }

  #evict(keep: number): void {
    while (this.#size > this.maxFrames) {
      let oldest = -1;
      let used = Infinity;
      for (const [key, block] of this.#blocks) {
        if (key !== keep && block.used < used) [oldest, used] = [key, block.used];
      }
      const block = this.#blocks.get(oldest);
      if (!block) return;
      this.#blocks.delete(oldest);
      this.#size -= block.loaded;
      const from = oldest * BLOCK_FRAMES;
      const to = from + BLOCK_FRAMES - 1;
      this.#ranges = this.#ranges.flatMap((range) => {
        if (range.last < from || range.first > to) return [range];
        const parts: { first: number; last: number }[] = [];
        if (range.first < from) parts.push({ first: range.first, last: from - 1 });
        if (range.last > to) parts.push({ first: to + 1, last: range.last });
        return parts;
      });
    }
  }
}
