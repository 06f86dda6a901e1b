import type { Frame, Pose } from '@reclimb/contracts';
import { type FrameColumns, poseStride } from './frame-columns.js';
import { type FrameRange, FrameRanges } from './frame-ranges.js';

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
  readonly #ranges = new FrameRanges();
  #size = 0;

  /**
   * @param keypointCount keypoints of the session's skeleton
   * @param maxFrames beyond this many frames those farthest from the ones taken in last are forgotten (whole
   *   blocks of 256); without it everything is kept
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
    return this.#ranges.all.map(({ first, last }) => ({
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
    this.#ranges.add(firstFrame, last);
    this.#evict(Math.floor(last / BLOCK_FRAMES));
  }

  /** Whether the frame is held. */
  has(frameNumber: number): boolean {
    return this.#ranges.around(frameNumber) !== undefined;
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
    const range = this.#rangeAt(time);
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
    const range = this.#rangeAround(time, frameCount);
    return range && Math.max(time, this.#time(range.last));
  }

  /** The same backwards: from which time on everything until `time` is known, inclusive. */
  coveredFrom(time: number, frameCount: number): number | undefined {
    const range = this.#rangeAround(time, frameCount);
    return range && Math.min(time, this.#time(range.first));
  }

  /** Whether what is to be seen at a time is known (see {@link coveredUntil}). */
  covers(time: number, frameCount: number): boolean {
    return this.coveredUntil(time, frameCount) !== undefined;
  }

  /** The first frame number at or after `from` that is not held. */
  firstMissing(from: number): number {
    return (this.#ranges.around(from)?.last ?? from - 1) + 1;
  }

  /** The last frame number at or before `from` that is not held; -1 if there is none. */
  lastMissing(from: number): number {
    return (this.#ranges.around(from)?.first ?? from + 1) - 1;
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
  }

  /** The stretch whose frames come last at or before a time. Stretches ascend by number and by time. */
  #rangeAt(time: number): FrameRange | undefined {
    return this.#ranges.lastThat((first) => this.#time(first) <= time);
  }

  /** The stretch by which it is known what is to be seen at a time. */
  #rangeAround(time: number, frameCount: number): FrameRange | undefined {
    const range = this.#rangeAt(time);
    if (!range) {
      const first = this.#ranges.all[0];
      return first?.first === 0 ? first : undefined;
    }
    return range.last >= frameCount - 1 || time <= this.#time(range.last) ? range : undefined;
  }

  #evict(newest: number): void {
    while (this.#size > this.maxFrames && this.#blocks.size > 1) {
      const distance = (key: number): number => Math.abs(key - newest);
      const key = [...this.#blocks.keys()].reduce((far, key) => (distance(key) > distance(far) ? key : far));
      this.#size -= this.#blocks.get(key)?.loaded ?? 0;
      this.#blocks.delete(key);
      const from = key * BLOCK_FRAMES;
      this.#ranges.remove(from, from + BLOCK_FRAMES - 1);
    }
  }
}
