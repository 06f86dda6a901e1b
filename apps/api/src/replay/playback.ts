import type { PlaybackState } from '@reclimb/contracts';

/** How frames are paced: see `replayHandshakeSchema`. */
export type Pace = 'ahead' | 'realtime';

/** How far the session reaches; `live` while it is still being recorded. Timestamps are in seconds, 0 when empty. */
export interface Extent {
  frameCount: number;
  firstTimestamp: number;
  lastTimestamp: number;
  live: boolean;
}

/** What to do now with the frames that come next. */
export interface Plan {
  /** Pass over this many frames without sending them. */
  skip: number;
  /** Then send this many. */
  send: number;
  /** Ask again at this time (milliseconds of the injected clock) even if nothing happens; null: only when woken. */
  wakeAt: number | null;
  /** The frames at hand do not decide it: read more. */
  needsFrames: boolean;
}

/**
 * A frame this late (milliseconds) is no longer sent in `realtime`: the present one is. Well above what timers and page
 * reads cost, so that only a stalled server or client makes gaps.
 */
export const LATE_MILLISECONDS = 250;

const NOTHING: Plan = { skip: 0, send: 0, wakeAt: null, needsFrames: false };

/**
 * Where playback stands and which frames go out when: a state machine without timers, sockets or database. Time comes
 * in as `now`, in milliseconds of any monotonic clock.
 *
 * The position is computed from one anchor (a position and the moment it held), never by adding up steps: playing
 * cannot drift, however late the timers are.
 */
export class Playback {
  private epoch = 0;
  private state: PlaybackState['state'] = 'paused';
  private speed = 1;
  private anchorPosition: number;
  private anchorTime = 0;
  /** `realtime`: after a seek or a step the frame there is shown, also while paused. */
  private owesFrame = false;
  /** Between {@link depart} and {@link land}. */
  private departed = false;
  /** `ahead`: frames flow by credit; an explicit pause stops them. */
  private flowing = true;
  private credits = 0;
  private shownFrame = 0;
  /** The number of the frame to be sent next. */
  next = 0;

  constructor(
    private readonly pace: Pace,
    private extent: Extent,
    private readonly bufferSeconds = Number.POSITIVE_INFINITY,
  ) {
    this.anchorPosition = extent.firstTimestamp;
  }

  /** The epoch that frames sent now belong to. */
  get currentEpoch(): number {
    return this.epoch;
  }

  /** Whether time passes. */
  get playing(): boolean {
    return this.state === 'playing';
  }

  /** Whether the frame at the place just landed on has yet to be sent (`realtime`). */
  get owes(): boolean {
    return this.owesFrame && this.pace === 'realtime' && this.next < this.extent.frameCount;
  }

  /** Whether only the session's index can tell which frame lies at the position. */
  get needsLocating(): boolean {
    return this.pace === 'ahead' && this.extent.frameCount > 0;
  }

  /** The number of frames known to be committed. */
  get frameCount(): number {
    return this.extent.frameCount;
  }

  /** Takes note of how far the session reaches by now. */
  extend(extent: Extent, now: number): void {
    const position = this.position(now);
    const wasEmpty = this.extent.frameCount === 0;
    this.extent = extent;
    // A live session held the clock at its edge; time goes on from there.
    this.anchor(wasEmpty ? extent.firstTimestamp : position, now);
  }

  /** The position in seconds, within the session. */
  position(now: number): number {
    const passed = this.playing ? ((now - this.anchorTime) / 1000) * this.speed : 0;
    const position = this.anchorPosition + passed;
    return Math.min(Math.max(position, this.extent.firstTimestamp), this.extent.lastTimestamp);
  }

  /** What the client is told. */
  snapshot(now: number): PlaybackState {
    return {
      epoch: this.epoch,
      state: this.state,
      timestamp: this.position(now),
      frameNumber: Math.max(0, Math.min(this.shownFrame, this.extent.frameCount - 1)),
      speed: this.speed,
    };
  }

  /** Starts or goes on; after the end, from the beginning. */
  play(now: number): void {
    if (this.state === 'ended') this.jump(0, this.extent.firstTimestamp, now);
    this.anchor(this.position(now), now);
    this.state = 'playing';
    this.flowing = true;
    this.owesFrame = false;
  }

  /** Stops: {@link plan} sends nothing more until a play, seek or step. */
  pause(now: number): void {
    this.flowing = false;
    this.owesFrame = false;
    if (this.state === 'ended') return;
    this.anchor(this.position(now), now);
    this.state = 'paused';
  }

  setSpeed(speed: number, now: number): void {
    this.anchor(this.position(now), now);
    this.speed = speed;
  }

  /** Lets `frames` more frames out (`ahead`). */
  credit(frames: number): void {
    this.credits += frames;
  }

  /**
   * A seek has come in: frames of the old place are stale from now on and none is sent until {@link land} tells where
   * the new place is.
   */
  depart(now: number): void {
    this.anchor(this.position(now), now);
    this.epoch += 1;
    this.flowing = false;
    this.owesFrame = false;
    this.departed = true;
  }

  /** Arrives at frame `frameNumber`; `timestamp` is the position asked for. A step pauses, a seek goes on as before. */
  land(frameNumber: number, timestamp: number, now: number, pauses = false): void {
    this.departed = false;
    if (pauses || this.state === 'ended') this.state = 'paused';
    this.next = frameNumber;
    this.shownFrame = frameNumber;
    this.anchor(timestamp, now);
    this.flowing = true;
    this.owesFrame = true;
  }

  /** Takes note of the frame that lies at the position, where only the session's index can tell. */
  show(frameNumber: number): void {
    this.shownFrame = frameNumber;
  }

  /**
   * Decides about the frames from {@link next} on.
   *
   * @param upcoming their timestamps, as far as they are at hand (ascending).
   */
  plan(now: number, upcoming: ArrayLike<number>): Plan {
    if (this.departed) return NOTHING;
    return this.pace === 'ahead' ? this.planAhead(now, upcoming) : this.planRealtime(now, upcoming);
  }

  /** The frames that a plan named have gone out (or were passed over); `last` is the newest frame's timestamp. */
  advance(plan: Plan): void {
    this.next += plan.skip + plan.send;
    if (this.pace === 'ahead') this.credits -= plan.send;
    else if (plan.send > 0) this.shownFrame = this.next - 1;
    if (plan.send > 0) this.owesFrame = false;
  }

  /** Ends playback when nothing is left to play; answers whether it did so now. */
  endIfOver(now: number): boolean {
    if (!this.playing || this.extent.live || this.departed) return false;
    const over =
      this.pace === 'realtime'
        ? this.next >= this.extent.frameCount
        : this.position(now) >= this.extent.lastTimestamp;
    if (!over) return false;
    this.state = 'ended';
    this.anchor(this.extent.lastTimestamp, now);
    this.shownFrame = Math.max(0, this.extent.frameCount - 1);
    return true;
  }

  private planRealtime(now: number, upcoming: ArrayLike<number>): Plan {
    if (!this.playing && !this.owesFrame) return NOTHING;
    const first = upcoming[0];
    if (first === undefined) {
      const committed = this.next < this.extent.frameCount;
      return { ...NOTHING, needsFrames: committed };
    }
    if (this.owesFrame) return { ...NOTHING, send: 1, wakeAt: now };
    const position = this.anchorPosition + ((now - this.anchorTime) / 1000) * this.speed;
    let due = 0;
    while (due < upcoming.length && (upcoming[due] as number) <= position + 1e-9) due += 1;
    if (due === 0) return { ...NOTHING, wakeAt: this.dueAt(first) };
    const oldest = position - (LATE_MILLISECONDS / 1000) * this.speed;
    let skip = 0;
    while (skip < due - 1 && (upcoming[skip] as number) < oldest) skip += 1;
    const following = upcoming[due];
    return {
      skip,
      send: due - skip,
      wakeAt: following === undefined ? now : this.dueAt(following),
      needsFrames: false,
    };
  }

  private planAhead(now: number, upcoming: ArrayLike<number>): Plan {
    const endAt = this.playing && !this.extent.live ? this.dueAt(this.extent.lastTimestamp) : null;
    if (!this.flowing || this.credits === 0) return { ...NOTHING, wakeAt: endAt };
    const first = upcoming[0];
    if (first === undefined) {
      return { ...NOTHING, wakeAt: endAt, needsFrames: this.next < this.extent.frameCount };
    }
    const horizon = this.position(now) + this.bufferSeconds;
    const most = Math.min(this.credits, upcoming.length);
    let send = 0;
    while (send < most && (upcoming[send] as number) <= horizon) send += 1;
    const held = upcoming[send];
    const roomAt =
      held !== undefined && held > horizon && this.playing ? this.dueAt(held - this.bufferSeconds) : null;
    const times = [endAt, roomAt].filter((time) => time !== null);
    return {
      skip: 0,
      send,
      wakeAt: send === upcoming.length ? now : times.length > 0 ? Math.min(...times) : null,
      needsFrames: false,
    };
  }

  /** When `timestamp` is reached at the present speed. */
  private dueAt(timestamp: number): number {
    return this.anchorTime + ((timestamp - this.anchorPosition) / this.speed) * 1000;
  }

  private jump(frameNumber: number, timestamp: number, now: number): void {
    this.epoch += 1;
    this.next = frameNumber;
    this.shownFrame = frameNumber;
    this.anchor(timestamp, now);
  }

  private anchor(position: number, now: number): void {
    this.anchorPosition = position;
    this.anchorTime = now;
  }
}
