import { MAX_SPEED, MIN_SPEED, type Pose, type Seek } from '@reclimb/contracts';
import type { FrameTrack } from './frame-track.js';
import { type Moment, momentAt, PICTURE_TOLERANCE } from './moment.js';
import type { PlayerPhase, PlayerState, TimeSpan } from './player-state.js';
import { Timeline } from './timeline.js';
import { Loader, type LoaderOptions } from './loader.js';
import type { CancelSignal, ReplayExtent, ReplaySource } from './source.js';

/** Tells the time in seconds; only differences count. `performance.now() / 1000` will do. */
export interface Clock {
  now(): number;
}

/** What a player needs from its surroundings, and its settings. */
export interface PlayerOptions extends LoaderOptions {
  readonly clock: Clock;
  /** Speed at the start; 1 when absent. */
  readonly speed?: number;
}

/** Seconds (of watching) that must be there before playback goes on after it had run out. */
const RESUME_SECONDS = 0.25;
/** The same at the live edge, where frames arrive in batches: with less it would stop after each. */
const RESUME_SECONDS_LIVE = 1;

const NOTHING: ReplayExtent = { frameCount: 0, firstTimestamp: null, lastTimestamp: null, live: false };

/**
 * Plays a session's frames. It owns position and intent, while a {@link Loader} fetches frames into a track.
 *
 * The position is a pure function of the clock: nothing is scheduled, so nothing drifts. Call {@link tick} before each
 * picture that is drawn; it is what notices the end, a loop's turn, or that frames are missing. While it plays forwards
 * the position never runs backwards, and it never leaves the session.
 */
export class ReplayPlayer {
  readonly #clock: Clock;
  readonly #loader: Loader;
  readonly #listeners = new Set<(state: PlayerState) => void>();
  readonly #timeline = new Timeline();
  #phase: PlayerPhase = 'loading';
  #wantsToPlay = false;
  #speed: number;
  #loop = false;
  #a: number | null = null;
  #b: number | null = null;
  #jumps = 0;
  /** A place whose frames are not here yet. */
  #target: Seek | null = null;
  #state: PlayerState;

  /**
   * @param source closed by {@link close}
   * @throws RangeError for a speed outside 0.1…16
   */
  constructor(source: ReplaySource, options: PlayerOptions) {
    this.#clock = options.clock;
    this.#speed = checkSpeed(options.speed ?? 1);
    this.#loader = new Loader(source, options, {
      beforeChange: () => this.tick(),
      changed: () => this.#loaded(),
    });
    this.#state = this.#snapshot();
  }

  /** The state now; the same object until something changes. */
  get state(): PlayerState {
    return this.#state;
  }

  /** Seconds from the session's start at this moment. */
  get position(): number {
    return this.#timeline.position(this.#clock.now(), this.#limit());
  }

  /** The frames that are here; undefined until the source is open. */
  get track(): FrameTrack | undefined {
    return this.#loader.track;
  }

  /** What is to be seen now; undefined while that is not known. */
  moment(): Moment | undefined {
    return this.momentAt(this.position);
  }

  /**
   * What is to be seen at a time; undefined while that is not known.
   * @param tolerance see {@link momentAt}; a video's picture is looked up with `PICTURE_TOLERANCE`
   */
  momentAt(time: number, tolerance = 0): Moment | undefined {
    const { track, extent } = this.#loader;
    if (!track?.covers(time, extent?.frameCount ?? 0)) return undefined;
    return momentAt(track, time, tolerance);
  }

  /**
   * The poses recorded at a time, for a preview that leaves the position alone: from memory, else from the source.
   * Nobody while that is not known. Rejects when the source does, also when it is cancelled.
   */
  async peek(time: number, signal: CancelSignal): Promise<readonly Pose[]> {
    const known = this.momentAt(time);
    if (known || !this.#loader.track) return known?.poses ?? [];
    return (await this.#loader.readOne(time, signal))?.poses ?? [];
  }

  /** Calls back on every change of state, not while the position merely runs. Answers how to stop that. */
  subscribe(listener: (state: PlayerState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens the source and starts to load. Resolves when the session's extent is known or opening has failed. */
  async open(): Promise<void> {
    await this.#loader.open();
  }

  /** Plays from here, or from the start (of the A–B range in a loop) when at the end. */
  play(): void {
    if (this.#isOver()) return;
    this.#wantsToPlay = true;
    const over = this.#atEnd() || (this.#loop && this.#timeline.base >= this.#turn().end);
    if (this.#phase === 'ended' || (this.#phase === 'paused' && over)) {
      this.#jump({ timestamp: this.#loop ? this.#turn().start : this.#span().start });
    } else if (this.#phase === 'paused') this.#resume();
    this.#publish();
  }

  /** Holds the position from now on. */
  pause(): void {
    if (this.#isOver()) return;
    this.tick();
    this.#hold();
    this.#wantsToPlay = false;
    if (this.#phase === 'playing' || this.#phase === 'buffering') this.#phase = 'paused';
    this.#publish();
  }

  /** Goes to a place in the session, clamped to it; playing or paused as before. The newest seek wins. */
  seek(to: Seek): void {
    if (this.#isOver()) return;
    this.#jump(to);
    this.#publish();
  }

  /** Pauses and goes by recorded frames, backwards when negative; 0 snaps to the frame that is shown. */
  step(frames: number): void {
    const { track, extent } = this.#loader;
    if (this.#isOver() || !track || !extent?.frameCount) return;
    this.#hold();
    this.#wantsToPlay = false;
    const held = this.#timeline.base;
    if (this.#target && 'frameNumber' in this.#target) {
      this.#jump({ frameNumber: this.#target.frameNumber + frames });
    } else if (track.covers(held, extent.frameCount)) {
      const shown = momentAt(track, held, PICTURE_TOLERANCE);
      // Between two frames the step back goes to the one that has just been shown, as the step forward to the next.
      const from = Math.max(0, shown.frameNumber) + (frames < 0 && !shown.exact ? 1 : 0);
      this.#jump({ frameNumber: from + frames });
    }
    this.#publish();
  }

  /** Plays from the start, or from A in a loop. */
  restart(): void {
    if (this.#isOver()) return;
    this.#wantsToPlay = true;
    this.#jump({ timestamp: this.#loop ? this.#turn().start : this.#span().start });
    this.#publish();
  }

  /** @throws RangeError outside 0.1…16 */
  setSpeed(speed: number): void {
    checkSpeed(speed);
    if (this.#isOver()) return;
    this.tick();
    this.#hold();
    this.#speed = speed;
    if (this.#phase === 'playing') this.#run();
    this.#publish();
  }

  /** Whether to start over at the end. */
  setLoop(loop: boolean): void {
    this.#change(() => {
      this.#loop = loop;
    });
  }

  /** Sets the A–B range in seconds; ends are put in order. null unsets an end. */
  setRange(a: number | null, b: number | null): void {
    this.#change(() => {
      [this.#a, this.#b] = a !== null && b !== null && a > b ? [b, a] : [a, b];
    });
  }

  /**
   * Adjusts to a companion that shows the session too and runs by itself, such as a video: call it before each picture
   * while both play. Ahead of the player, it pulls the position forward; behind, the position waits for it.
   * @param time where the companion is, in seconds from the session's start
   */
  follow(time: number): void {
    if (this.#phase !== 'playing') return;
    this.#timeline.follow(time, this.#clock.now(), this.#limit());
  }

  /** Notices what has happened since the last time: the end, a loop's turn, missing frames. Cheap. */
  tick(): void {
    if (this.#phase === 'buffering') this.#tryResume();
    if (this.#phase !== 'playing') return;
    const now = this.#clock.now();
    this.#loader.look(this.position);
    const due = this.#timeline.due(now);
    const stop = this.#stop();
    if (this.#covered() < Math.min(due, stop)) {
      this.#hold();
      this.#phase = this.#loader.problem?.retrying === false ? 'failed' : 'buffering';
      this.#publish();
    } else if (due >= stop) this.#reachEnd(due - stop);
    // From here on the position counts from what is shown now: the frames before may be forgotten.
    else this.#timeline.rebase(now);
  }

  /** Stops for good and closes the source. */
  async close(): Promise<void> {
    if (this.#phase === 'closed') return;
    this.#hold();
    this.#phase = 'closed';
    this.#wantsToPlay = false;
    this.#publish();
    this.#listeners.clear();
    await this.#loader.close();
  }

  /** Tries to reach the source at once instead of after the pause that grows with every failure. */
  retry(): void {
    if (this.#phase === 'closed') return;
    if (this.#phase === 'failed') this.#phase = this.#loader.track ? 'seeking' : 'loading';
    this.#loader.retry();
    this.#publish();
  }

  #reachEnd(excess: number): void {
    const { extent } = this.#loader;
    if (this.#loop) {
      const { start, end } = this.#turn();
      // A single moment is at its end and its start at once: nothing turns.
      if (end <= start) return;
      // The clock of a hidden tab may have gone round more than once.
      this.#jump({ timestamp: start + (excess % (end - start)) });
      this.#publish();
      return;
    }
    this.#hold();
    this.#phase = extent?.live ? 'buffering' : 'ended';
    if (this.#phase === 'ended') this.#wantsToPlay = false;
    this.#publish();
  }

  /** Takes over what the loader has found: the extent, frames, a problem or its end. */
  #loaded(): void {
    const { extent, problem, track } = this.#loader;
    if (this.#phase === 'closed') return;
    if (extent && track) {
      if (this.#phase === 'loading') {
        this.#phase = 'paused';
        this.#jump(this.#target ?? { timestamp: this.#span().start });
      } else if (this.#target) this.#settle();
      if (this.#phase === 'buffering') this.#tryResume();
    }
    const waits = this.#phase === 'loading' || this.#phase === 'seeking' || this.#phase === 'buffering';
    if (problem && !problem.retrying && waits) {
      this.#hold();
      this.#phase = 'failed';
    }
    this.#publish();
  }

  #jump(to: Seek): void {
    this.#jumps++;
    const { extent } = this.#loader;
    if (!extent || this.#phase === 'loading') {
      this.#target = to;
      return;
    }
    const span = this.#span();
    this.#target =
      'frameNumber' in to
        ? { frameNumber: Math.min(Math.max(0, extent.frameCount - 1), Math.max(0, to.frameNumber)) }
        : { timestamp: Math.min(span.end, Math.max(span.start, to.timestamp)) };
    if ('timestamp' in this.#target) this.#timeline.place(this.#target.timestamp);
    else this.#hold();
    this.#settle();
    if (this.#target) {
      this.#phase = this.#loader.problem?.retrying === false ? 'failed' : 'seeking';
      this.#loader.go(this.#target);
    }
  }

  /** Goes to the target if its frames are here. */
  #settle(): void {
    const { track, extent } = this.#loader;
    const target = this.#target;
    if (!target || !track || !extent) return;
    const time = 'timestamp' in target ? target.timestamp : track.timestamp(target.frameNumber);
    if (extent.frameCount > 0 && (time === undefined || !track.covers(time, extent.frameCount))) return;
    this.#target = null;
    this.#timeline.place(time ?? 0);
    this.#loader.look(time ?? 0);
    if (this.#wantsToPlay) this.#resume();
    else this.#phase = 'paused';
  }

  #resume(): void {
    if (this.#loader.extent?.frameCount === 0) {
      this.#phase = this.#loader.extent.live ? 'buffering' : 'ended';
      if (this.#phase === 'ended') this.#wantsToPlay = false;
      return;
    }
    this.#phase = 'playing';
    this.#run();
  }

  #tryResume(): void {
    const { extent } = this.#loader;
    if (!extent?.frameCount) return;
    const covered = this.#covered();
    const end = this.#loop ? Math.min(this.#turn().end, this.#span().end) : this.#span().end;
    const needed = (extent.live ? RESUME_SECONDS_LIVE : RESUME_SECONDS) * this.#speed;
    const enough = covered >= this.#timeline.base + needed || (covered >= end && !extent.live);
    if (!enough) return;
    this.#phase = 'playing';
    this.#run();
    this.#publish();
  }

  #run(): void {
    this.#timeline.run(this.#clock.now(), this.#speed);
  }

  /** Stops the position where it is. */
  #hold(): void {
    this.#timeline.place(this.position);
  }

  #change(change: () => void): void {
    if (this.#isOver()) return;
    this.tick();
    change();
    this.#publish();
  }

  #isOver(): boolean {
    return this.#phase === 'closed' || (this.#phase === 'failed' && !this.#loader.track);
  }

  #atEnd(): boolean {
    const { extent } = this.#loader;
    return !!extent?.frameCount && !extent.live && this.#timeline.base >= this.#span().end;
  }

  #span(): TimeSpan {
    const { extent } = this.#loader;
    return { start: extent?.firstTimestamp ?? 0, end: extent?.lastTimestamp ?? 0 };
  }

  /** What a loop plays: the A–B range within the session, or the session. */
  #turn(): TimeSpan {
    const { start, end } = this.#span();
    const clamp = (time: number): number => Math.min(end, Math.max(start, time));
    const turn = { start: clamp(this.#a ?? start), end: clamp(this.#b ?? end) };
    return turn.start < turn.end ? turn : { start, end };
  }

  /** Where playing stops or turns: the loop's end when it starts before that, else the session's. */
  #stop(): number {
    const turn = this.#turn();
    return this.#loop && this.#timeline.base < turn.end ? turn.end : this.#span().end;
  }

  /** Up to where the position may run now: what is known, the loop's end, the session's end. */
  #limit(): number {
    return Math.min(this.#stop(), this.#covered());
  }

  #covered(): number {
    const { track, extent } = this.#loader;
    return track?.coveredUntil(this.#timeline.base, extent?.frameCount ?? 0) ?? this.#timeline.base;
  }

  #snapshot(): PlayerState {
    const { extent, problem, track } = this.#loader;
    return Object.freeze({
      phase: this.#phase,
      wantsToPlay: this.#wantsToPlay,
      position: this.position,
      speed: this.#speed,
      extent: extent ?? NOTHING,
      loop: this.#loop,
      a: this.#a,
      b: this.#b,
      jumps: this.#jumps,
      buffered: track?.ranges ?? [],
      problem,
    });
  }

  #publish(): void {
    this.#state = this.#snapshot();
    for (const listener of this.#listeners) listener(this.#state);
  }
}

function checkSpeed(speed: number): number {
  if (!(speed >= MIN_SPEED && speed <= MAX_SPEED)) {
    throw new RangeError(`The speed must lie between ${MIN_SPEED} and ${MAX_SPEED}, got ${speed}.`);
  }
  return speed;
}
