import { MAX_SPEED, MIN_SPEED, type Seek } from '@reclimb/contracts';
import type { TimeSpan } from './player-state.js';
import type { ReplayExtent } from './source.js';

/** Onwards through the session, or backwards. */
export type Direction = 1 | -1;

/**
 * The way a player takes through a session: how fast and in which direction, from where to where, and where a loop turns.
 * Knows nothing of time that passes or of frames that are here. All times in seconds from the session's start.
 */
export class Course {
  #speed = 1;
  #a: number | null = null;
  #b: number | null = null;
  /** Whether it starts over at its end. */
  loop = false;
  /** What there is to play; nothing until that is known. */
  extent: ReplayExtent = { frameCount: 0, firstTimestamp: null, lastTimestamp: null, live: false };

  /** Seconds of the session for each second of the clock; negative plays backwards. */
  get speed(): number {
    return this.#speed;
  }
  /** @throws RangeError unless its magnitude is 0.1…16 */
  set speed(speed: number) {
    checkSpeed(speed);
    this.#speed = speed;
  }
  get direction(): Direction {
    return this.#speed < 0 ? -1 : 1;
  }

  /** The start of the A–B range; null when unset. */
  get a(): number | null {
    return this.#a;
  }
  /** The end of the A–B range; null when unset. */
  get b(): number | null {
    return this.#b;
  }
  /** Sets the A–B range; ends are put in order. null unsets an end. */
  setRange(a: number | null, b: number | null): void {
    [this.#a, this.#b] = a !== null && b !== null && a > b ? [b, a] : [a, b];
  }

  /** The whole session. */
  get span(): TimeSpan {
    return { start: this.extent.firstTimestamp ?? 0, end: this.extent.lastTimestamp ?? 0 };
  }

  /** What a loop plays: the A–B range within the session, or the session. */
  get turn(): TimeSpan {
    const { start, end } = this.span;
    const clamp = (time: number): number => Math.min(end, Math.max(start, time));
    const turn = { start: clamp(this.#a ?? start), end: clamp(this.#b ?? end) };
    return turn.start < turn.end ? turn : { start, end };
  }

  /** A place to go to, kept within the session. */
  within(to: Seek): Seek {
    const { start, end } = this.span;
    const last = Math.max(0, this.extent.frameCount - 1);
    return 'frameNumber' in to
      ? { frameNumber: Math.min(last, Math.max(0, to.frameNumber)) }
      : { timestamp: Math.min(end, Math.max(start, to.timestamp)) };
  }

  /** Where playing begins that starts over. */
  get beginning(): number {
    return this.#ends(this.loop ? this.turn : this.span).from;
  }

  /** Where playing from a place stops or turns: at the loop's end when that lies ahead, else at the session's. */
  stop(from: number): number {
    const turn = this.#ends(this.turn).to;
    return this.loop && this.isBefore(from, turn) ? turn : this.#ends(this.span).to;
  }

  /** Whether nothing is left to play from a place on. The edge of a session that is being recorded is no end. */
  isOver(place: number): boolean {
    const { live, frameCount } = this.extent;
    if (this.loop && !this.isBefore(place, this.#ends(this.turn).to)) return true;
    const open = live && this.direction > 0;
    return frameCount > 0 && !open && !this.isBefore(place, this.#ends(this.span).to);
  }

  /** The place in the next round of the loop that lies so many seconds behind its turn; undefined where nothing turns. */
  turned(excess: number): number | undefined {
    const { start, end } = this.turn;
    // A single moment is at its end and its start at once.
    if (end <= start) return undefined;
    // The clock of a hidden tab may have gone round more than once.
    const into = Math.abs(excess) % (end - start);
    return this.direction > 0 ? start + into : end - into;
  }

  /** Whether a place is reached before another one. */
  isBefore(place: number, other: number): boolean {
    return (other - place) * this.direction > 0;
  }

  /** Whichever of two places is reached first. */
  nearer(one: number, other: number): number {
    return this.isBefore(one, other) ? one : other;
  }

  #ends({ start, end }: TimeSpan): { from: number; to: number } {
    return this.direction > 0 ? { from: start, to: end } : { from: end, to: start };
  }
}

/** @throws RangeError for a speed whose magnitude lies outside 0.1…16 */
export function checkSpeed(speed: number): void {
  const magnitude = Math.abs(speed);
  if (magnitude >= MIN_SPEED && magnitude <= MAX_SPEED) return;
  throw new RangeError(`The speed must lie between ${MIN_SPEED} and ${MAX_SPEED}, either way; got ${speed}.`);
}
