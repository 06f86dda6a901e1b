import type { Course } from './course.js';
import type { Loader } from './loader.js';
import { Timeline } from './timeline.js';

/** Tells the time in seconds; only differences count. `performance.now() / 1000` will do. */
export interface Clock {
  now(): number;
}

/** Seconds (of watching) that must be there before playback goes on after it had run out. */
const RESUME_SECONDS = 0.25;
/** The same at the live edge, where frames arrive in batches: with less it would stop after each. */
const RESUME_SECONDS_LIVE = 1;

/**
 * What has become of a playhead that runs: it is on its way, it has come to where frames are missing, or it has come to
 * the end of its course and would be so many seconds of the session beyond.
 */
export type Progress = 'on its way' | 'starved' | { readonly beyond: number };

/** The position of a player: it stands, or runs by the clock along the course, as far as frames are here. */
export class Playhead {
  readonly #timeline = new Timeline();

  constructor(
    private readonly clock: Clock,
    private readonly course: Course,
    private readonly loader: Loader,
  ) {}

  /** Seconds from the session's start at this moment. */
  get position(): number {
    return this.#timeline.position(this.clock.now(), this.#limit());
  }

  /** Where it stands or has started to run: the last place that was looked at. */
  get base(): number {
    return this.#timeline.base;
  }

  /** Whether so much is here that playing is worthwhile. */
  get isFed(): boolean {
    const { extent, speed, direction, span } = this.course;
    if (!extent.frameCount) return false;
    const stop = this.course.stop(this.base);
    // At the live edge more is still to come: that it is reached is not enough.
    const atEdge = extent.live && direction > 0 && stop === span.end;
    const needed = this.base + (atEdge ? RESUME_SECONDS_LIVE : RESUME_SECONDS) * speed;
    return !this.course.isBefore(this.#covered(), atEdge ? needed : this.course.nearer(needed, stop));
  }

  /** Puts it somewhere, standing. */
  place(time: number): void {
    this.#timeline.place(time);
  }

  /** Stops it where it is. */
  hold(): void {
    this.#timeline.place(this.position);
  }

  /** Lets it run from where it stands. */
  run(): void {
    this.#timeline.run(this.clock.now(), this.course.speed);
  }

  /** Adjusts it to a companion at a time: ahead, that pulls it along; behind, it waits. */
  follow(time: number): void {
    this.#timeline.follow(time, this.clock.now(), this.#limit());
  }

  /** Looks at how it stands with a playhead that runs, and has loaded what lies ahead. */
  advance(): Progress {
    const now = this.clock.now();
    this.loader.look(this.position, this.course.direction);
    const due = this.#timeline.due(now);
    const stop = this.course.stop(this.base);
    if (this.course.isBefore(this.#covered(), this.course.nearer(due, stop))) return 'starved';
    if (!this.course.isBefore(due, stop)) return { beyond: Math.abs(due - stop) };
    // From here on the position counts from what is shown now: the frames before may be forgotten.
    this.#timeline.rebase(now);
    return 'on its way';
  }

  /** Up to where the position may run now: what is known, the loop's end, the session's end. */
  #limit(): number {
    return this.course.nearer(this.course.stop(this.base), this.#covered());
  }

  /** Up to where, in the direction of play, everything is here. */
  #covered(): number {
    const { extent, direction } = this.course;
    const { track } = this.loader;
    const covered =
      direction > 0
        ? track?.coveredUntil(this.base, extent.frameCount)
        : track?.coveredFrom(this.base, extent.frameCount);
    return covered ?? this.base;
  }
}
