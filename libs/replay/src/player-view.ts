import type { Pose } from '@reclimb/contracts';
import { Course } from './course.js';
import type { FrameTrack } from './frame-track.js';
import { Loader, type LoaderEvents, type LoaderOptions } from './loader.js';
import { type Moment, momentAt } from './moment.js';
import type { PlayerPhase, PlayerState } from './player-state.js';
import { type Clock, Playhead } from './playhead.js';
import type { CancelSignal, ReplaySource } from './source.js';

/** What a player needs from its surroundings, and its settings. */
export interface PlayerOptions extends LoaderOptions {
  readonly clock: Clock;
  /** Speed at the start, negative for backwards; 1 when absent. */
  readonly speed?: number;
}

/** What can be looked at of a player: its state, where it is, what is to be seen there. */
export abstract class PlayerView {
  protected readonly loader: Loader;
  protected readonly course = new Course();
  protected readonly head: Playhead;
  protected phase: PlayerPhase = 'loading';
  protected wantsToPlay = false;
  protected jumps = 0;
  readonly #listeners = new Set<(state: PlayerState) => void>();
  #state: PlayerState;

  /**
   * @param source closed with the player
   * @throws RangeError for a speed whose magnitude lies outside 0.1…16
   */
  constructor(source: ReplaySource, options: PlayerOptions) {
    this.course.speed = options.speed ?? 1;
    const events: LoaderEvents = { beforeChange: () => this.tick(), changed: () => this.loaded() };
    this.loader = new Loader(source, options, events);
    this.head = new Playhead(options.clock, this.course, this.loader);
    this.#state = this.#snapshot();
  }

  /** Notices what has happened since the last time. */
  abstract tick(): void;
  /** Takes over what the loader has found: the extent, frames, a problem or its end. */
  protected abstract loaded(): void;

  /** The state now; the same object until something changes. */
  get state(): PlayerState {
    return this.#state;
  }

  /** Seconds from the session's start at this moment. */
  get position(): number {
    return this.head.position;
  }

  /** The frames that are here; undefined until the source is open. */
  get track(): FrameTrack | undefined {
    return this.loader.track;
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
    const { track, extent } = this.loader;
    if (!track?.covers(time, extent?.frameCount ?? 0)) return undefined;
    return momentAt(track, time, tolerance);
  }

  /**
   * The poses recorded at a time, for a preview that leaves the position alone: from memory, else from the source.
   * Nobody while that is not known. Rejects when the source does, also when it is cancelled.
   */
  async peek(time: number, signal: CancelSignal): Promise<readonly Pose[]> {
    const known = this.momentAt(time);
    if (known || !this.loader.track) return known?.poses ?? [];
    return (await this.loader.readOne(time, signal))?.poses ?? [];
  }

  /** Calls back on every change of state, not while the position merely runs. Answers how to stop that. */
  subscribe(listener: (state: PlayerState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells everybody how it stands now. */
  protected publish(): void {
    this.#state = this.#snapshot();
    for (const listener of this.#listeners) listener(this.#state);
  }

  /** Nobody is told anything any more. */
  protected fallSilent(): void {
    this.#listeners.clear();
  }

  #snapshot(): PlayerState {
    const { phase, wantsToPlay, position, jumps } = this;
    const { problem, track } = this.loader;
    const { speed, extent, loop, a, b } = this.course;
    const buffered = track?.ranges ?? [];
    return Object.freeze({
      phase,
      wantsToPlay,
      position,
      speed,
      extent,
      loop,
      a,
      b,
      jumps,
      buffered,
      problem,
    });
  }
}
