import type { Seek } from '@reclimb/contracts';
import { checkSpeed } from './course.js';
import { momentAt, PICTURE_TOLERANCE } from './moment.js';
import { PlayerView } from './player-view.js';

/**
 * Plays a session's frames. It owns position and intent, while a {@link Loader} fetches frames into a track.
 *
 * The position is a pure function of the clock: nothing is scheduled, so nothing drifts. Call {@link tick} before each
 * picture that is drawn; it is what notices the end, a loop's turn, or that frames are missing. While it plays, the
 * position never runs against the direction of play, and it never leaves the session.
 */
export class ReplayPlayer extends PlayerView {
  /** A place whose frames are not here yet. */
  #target: Seek | null = null;

  /** Opens the source and starts to load. Resolves when the session's extent is known or opening has failed. */
  async open(): Promise<void> {
    await this.loader.open();
  }

  /** Plays from here; at the end, starts over (the A–B range in a loop). Backwards, the end is the start. */
  play(): void {
    if (this.#isOver()) return;
    this.wantsToPlay = true;
    const over = this.phase === 'paused' && this.course.isOver(this.head.base);
    if (this.phase === 'ended' || over) this.#jump({ timestamp: this.course.beginning });
    else if (this.phase === 'paused') this.#resume();
    this.publish();
  }

  /** Holds the position from now on. */
  pause(): void {
    if (this.#isOver()) return;
    this.tick();
    this.head.hold();
    this.wantsToPlay = false;
    if (this.phase === 'playing' || this.phase === 'buffering') this.phase = 'paused';
    this.publish();
  }

  /** Goes to a place in the session, clamped to it; playing or paused as before. The newest seek wins. */
  seek(to: Seek): void {
    if (this.#isOver()) return;
    this.#jump(to);
    this.publish();
  }

  /** Pauses and goes by recorded frames, backwards when negative; 0 snaps to the frame that is shown. */
  step(frames: number): void {
    const { track, extent } = this.loader;
    if (this.#isOver() || !track || !extent?.frameCount) return;
    this.head.hold();
    this.wantsToPlay = false;
    const held = this.head.base;
    if (this.#target && 'frameNumber' in this.#target) {
      this.#jump({ frameNumber: this.#target.frameNumber + frames });
    } else if (track.covers(held, extent.frameCount)) {
      const shown = momentAt(track, held, PICTURE_TOLERANCE);
      // Between two frames the step back goes to the one that has just been shown, as the step forward to the next.
      const from = Math.max(0, shown.frameNumber) + (frames < 0 && !shown.exact ? 1 : 0);
      this.#jump({ frameNumber: from + frames });
    }
    this.publish();
  }

  /** Plays from the start, or from A in a loop; backwards from the end, or from B. */
  restart(): void {
    if (this.#isOver()) return;
    this.wantsToPlay = true;
    this.#jump({ timestamp: this.course.beginning });
    this.publish();
  }

  /**
   * @param speed seconds of the session for each second of the clock; negative plays backwards
   * @throws RangeError for a magnitude outside 0.1…16
   */
  setSpeed(speed: number): void {
    checkSpeed(speed);
    if (this.#isOver()) return;
    this.tick();
    this.head.hold();
    const { direction } = this.course;
    this.course.speed = speed;
    if (this.phase === 'playing') this.head.run();
    // An end in one direction is a beginning in the other.
    if (this.phase === 'ended' && this.course.direction !== direction) this.phase = 'paused';
    this.publish();
  }

  /** Whether to start over at the end. */
  setLoop(loop: boolean): void {
    this.#change(() => {
      this.course.loop = loop;
    });
  }

  /** Sets the A–B range in seconds; ends are put in order. null unsets an end. */
  setRange(a: number | null, b: number | null): void {
    this.#change(() => this.course.setRange(a, b));
  }

  /**
   * Adjusts to a companion that shows the session too and runs by itself, such as a video: call it before each picture
   * while both play. Ahead of the player, it pulls the position along; behind, the position waits for it.
   * @param time where the companion is, in seconds from the session's start
   */
  follow(time: number): void {
    if (this.phase !== 'playing') return;
    this.head.follow(time);
  }

  /** Notices what has happened since the last time: the end, a loop's turn, missing frames. Cheap. */
  tick(): void {
    if (this.phase === 'buffering') this.#tryResume();
    if (this.phase !== 'playing') return;
    const progress = this.head.advance();
    if (progress === 'on its way') return;
    if (progress === 'starved') {
      this.head.hold();
      this.phase = this.loader.problem?.retrying === false ? 'failed' : 'buffering';
      this.publish();
    } else this.#reachEnd(progress.beyond);
  }

  /** Stops for good and closes the source. */
  async close(): Promise<void> {
    if (this.phase === 'closed') return;
    this.head.hold();
    this.phase = 'closed';
    this.wantsToPlay = false;
    this.publish();
    this.fallSilent();
    await this.loader.close();
  }

  /** Tries to reach the source at once instead of after the pause that grows with every failure. */
  retry(): void {
    if (this.phase === 'closed') return;
    if (this.phase === 'failed') this.phase = this.loader.track ? 'seeking' : 'loading';
    this.loader.retry();
    this.publish();
  }

  #reachEnd(excess: number): void {
    if (!this.course.loop) this.#runOut();
    else {
      const place = this.course.turned(excess);
      if (place === undefined) return;
      this.#jump({ timestamp: place });
    }
    this.publish();
  }

  /** Nothing is left to play: the end, or the edge of a session that is being recorded. */
  #runOut(): void {
    const { extent, direction } = this.course;
    this.head.hold();
    this.phase = extent.live && direction > 0 ? 'buffering' : 'ended';
    if (this.phase === 'ended') this.wantsToPlay = false;
  }

  protected loaded(): void {
    const { extent, problem, track } = this.loader;
    if (this.phase === 'closed') return;
    if (extent) this.course.extent = extent;
    if (extent && track) {
      if (this.phase === 'loading') {
        this.phase = 'paused';
        this.#jump(this.#target ?? { timestamp: this.course.beginning });
      } else if (this.#target) this.#settleLate(this.#target);
      if (this.phase === 'buffering') this.#tryResume();
    }
    const waits = this.phase === 'loading' || this.phase === 'seeking' || this.phase === 'buffering';
    if (problem && !problem.retrying && waits) {
      this.head.hold();
      this.phase = 'failed';
    }
    this.publish();
  }

  #jump(to: Seek): void {
    this.jumps++;
    if (!this.loader.extent || this.phase === 'loading') {
      this.#target = to;
      return;
    }
    this.#target = this.course.within(to);
    if ('timestamp' in this.#target) this.head.place(this.#target.timestamp);
    else this.head.hold();
    this.#settle();
    if (this.#target) {
      this.phase = this.loader.problem?.retrying === false ? 'failed' : 'seeking';
      this.loader.go(this.#target, this.course.direction);
    }
  }

  /** Goes to the target if its frames are here. */
  #settle(): void {
    const { track, extent } = this.loader;
    const target = this.#target;
    if (!target || !track || !extent) return;
    const time = 'timestamp' in target ? target.timestamp : track.timestamp(target.frameNumber);
    if (extent.frameCount > 0 && (time === undefined || !track.covers(time, extent.frameCount))) return;
    this.#target = null;
    this.head.place(time ?? 0);
    this.loader.look(time ?? 0, this.course.direction);
    if (this.wantsToPlay) this.#resume();
    else this.phase = 'paused';
  }

  /** The frames of a target may have come. Only they tell when a frame was recorded that was asked for by its number. */
  #settleLate(target: Seek): void {
    this.#settle();
    if ('frameNumber' in target && !this.#target) this.jumps++;
  }

  #resume(): void {
    if (this.course.extent.frameCount === 0) return this.#runOut();
    this.phase = 'playing';
    this.head.run();
  }

  #tryResume(): void {
    if (!this.head.isFed) return;
    this.#resume();
    this.publish();
  }

  #change(change: () => void): void {
    if (this.#isOver()) return;
    this.tick();
    change();
    this.publish();
  }

  #isOver(): boolean {
    return this.phase === 'closed' || (this.phase === 'failed' && !this.loader.track);
  }
}
