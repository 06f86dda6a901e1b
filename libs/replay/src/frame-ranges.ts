/** Frame numbers without a hole, both ends inclusive. */
export interface FrameRange {
  readonly first: number;
  readonly last: number;
}

/** Which frame numbers are held: stretches in ascending order that never touch. Look-ups take logarithmic time. */
export class FrameRanges {
  #ranges: FrameRange[] = [];

  /** The stretches in ascending order. */
  get all(): readonly FrameRange[] {
    return this.#ranges;
  }

  /** The stretch that holds a frame. */
  around(frameNumber: number): FrameRange | undefined {
    const range = this.lastThat((first) => first <= frameNumber);
    return range && range.last >= frameNumber ? range : undefined;
  }

  /** The last stretch whose first frame satisfies `starts`, which no stretch does after one that does not. */
  lastThat(starts: (first: number) => boolean): FrameRange | undefined {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (starts(this.#ranges[middle]?.first ?? Infinity)) low = middle + 1;
      else high = middle;
    }
    return this.#ranges[low - 1];
  }

  /** Holds these frames, too. */
  add(first: number, last: number): void {
    const before = this.#ranges.filter((range) => range.last < first - 1);
    const after = this.#ranges.filter((range) => range.first > last + 1);
    const touching = this.#ranges.slice(before.length, this.#ranges.length - after.length);
    const joined = {
      first: Math.min(first, touching[0]?.first ?? first),
      last: Math.max(last, touching.at(-1)?.last ?? last),
    };
    this.#ranges = [...before, joined, ...after];
  }

  /** Holds these frames no longer. */
  remove(first: number, last: number): void {
    this.#ranges = this.#ranges.flatMap((range) => {
      if (range.last < first || range.first > last) return [range];
      const parts: FrameRange[] = [];
      if (range.first < first) parts.push({ first: range.first, last: first - 1 });
      if (range.last > last) parts.push({ first: last + 1, last: range.last });
      return parts;
    });
  }
}
