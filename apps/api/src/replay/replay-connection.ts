import type { FrameData, PlaybackState, ReplayHandshake, Seek, SessionStatus } from '@reclimb/contracts';
import { encodeFrames } from '@reclimb/pose';
import { toFrame } from '../sessions/frames.repository.js';
import { Alarm } from './alarm.js';
import type { FrameWindow } from './frame-window.js';
import { Playback } from './playback.js';
import { frameOnAt, type Place, placeAt, type ReplaySource, type Standing } from './replay-source.js';

/** The client's end of the connection. */
export interface ReplaySink {
  frames(data: FrameData): void;
  state(state: PlaybackState): void;
  /** The session stands differently: its recording has ended, or its video is ready. */
  statusChanged(): void;
  /** The session has been deleted. */
  gone(): void;
  /** Whether the client has yet to take what was sent before: nothing is piled up for it. */
  readonly congested: boolean;
  /** Something failed that the connection recovers from. */
  warn(error: unknown): void;
}

/** How soon newly committed frames of a session that is being recorded are noticed. */
const EDGE_POLL_MS = 200;
/** Reading failed: the database may be back by then. */
const RETRY_MS = 500;

/** One client's replay of one session: carries out what Playback decides. */
export class ReplayConnection {
  private readonly playback: Playback;
  private readonly packed: boolean;
  private status: SessionStatus;
  private closed = false;
  private readonly alarm: Alarm;
  private edgeTimer: NodeJS.Timeout | undefined;
  /** Controls take effect in the order they came. */
  private controls: Promise<unknown> = Promise.resolve();
  /** Counts seeks: an older one that has not landed is dropped. */
  private seeks = 0;

  /** @param window on `source`; may be filling already from where the client begins */
  constructor(
    private readonly source: ReplaySource,
    private readonly window: FrameWindow,
    private readonly sink: ReplaySink,
    handshake: ReplayHandshake,
    { extent, status }: Standing,
    start: Place | null,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.alarm = new Alarm(clock);
    this.playback = new Playback(handshake.pace, extent, handshake.bufferSeconds);
    if (start) this.playback.land(start.frameNumber, start.timestamp, this.clock());
    if (handshake.credit !== undefined) this.playback.credit(handshake.credit);
    this.packed = handshake.encoding === 'packed';
    this.status = status;
  }

  /** Begins to serve; the first thing told is that playback is paused, and where. */
  open(): void {
    this.tellState();
    if (changes(this.status)) this.watchSession();
    // So that a play finds its first frames at hand and is not late from the start.
    this.window.fill(this.playback.next).catch((error: unknown) => this.sink.warn(error));
    void this.run();
  }

  /** The client is gone. */
  close(): void {
    this.closed = true;
    clearTimeout(this.edgeTimer);
    this.alarm.ring();
  }

  /** The client has taken what was sent. */
  drained(): void {
    this.alarm.ring();
  }

  play(): Promise<PlaybackState> {
    return this.control(() => this.playback.play(this.clock()));
  }

  async pause(): Promise<PlaybackState> {
    // At once, whatever is under way; and again in its turn, so that a seek before it does not set off anything.
    this.playback.pause(this.clock());
    return this.control(() => this.playback.pause(this.clock()));
  }

  setSpeed(speed: number): Promise<PlaybackState> {
    return this.control(() => this.playback.setSpeed(speed, this.clock()));
  }

  async credit(frames: number): Promise<PlaybackState> {
    this.playback.credit(frames);
    this.alarm.ring();
    await this.locate();
    return this.playback.snapshot(this.clock());
  }

  seek(target: Seek): Promise<PlaybackState> {
    const ticket = ++this.seeks;
    this.playback.depart(this.clock());
    return this.inTurn(async () => {
      if (ticket === this.seeks) await this.travel(() => this.find(target), ticket, false);
      return this.playback.snapshot(this.clock());
    });
  }

  step(frames: number): Promise<PlaybackState> {
    const ticket = this.seeks;
    if (this.playback.playing) this.playback.pause(this.clock());
    return this.inTurn(async () => {
      if (ticket === this.seeks) {
        await this.locate();
        const { frameNumber } = this.playback.snapshot(this.clock());
        this.playback.depart(this.clock());
        await this.travel(() => this.findFrame(frameNumber + frames), ticket, true);
      }
      return this.playback.snapshot(this.clock());
    });
  }

  /** Looks up where to go and goes there, unless a newer seek has come in meanwhile. */
  private async travel(find: () => Promise<Place>, ticket: number, pauses: boolean): Promise<void> {
    const before = this.playback.snapshot(this.clock());
    let place: Place;
    try {
      place = await find();
    } catch (error) {
      if (ticket === this.seeks) {
        this.playback.land(before.frameNumber, before.timestamp, this.clock(), pauses);
      }
      throw error;
    }
    if (ticket !== this.seeks || this.closed) return;
    this.playback.land(place.frameNumber, place.timestamp, this.clock(), pauses);
    this.tellState();
    while (this.playback.owes && ticket === this.seeks && !this.closed && !this.sink.congested) {
      if ((await this.pump()) !== 'again') break;
    }
    this.alarm.ring();
  }

  private find(target: Seek): Promise<Place> {
    if ('frameNumber' in target) return this.findFrame(target.frameNumber);
    return placeAt(this.source, target.timestamp);
  }

  private async findFrame(wanted: number): Promise<Place> {
    const frameNumber = Math.max(0, Math.min(wanted, this.playback.frameCount - 1));
    return { frameNumber, timestamp: (await this.source.timestampOf(frameNumber)) ?? 0 };
  }

  private control(change: () => void): Promise<PlaybackState> {
    return this.inTurn(async () => {
      change();
      this.alarm.ring();
      await this.locate();
      return this.tellState();
    });
  }

  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.controls.then(task);
    this.controls = result.catch(() => undefined);
    return result;
  }

  /** Where the server does not know from what it sent which frame is on, the session's index does. */
  private async locate(): Promise<void> {
    if (!this.playback.needsLocating) return;
    const found = await frameOnAt(this.source, this.playback.position(this.clock()));
    if (found) this.playback.show(found.frameNumber);
  }

  private tellState(): PlaybackState {
    const state = this.playback.snapshot(this.clock());
    if (!this.closed) this.sink.state(state);
    return state;
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      try {
        const wakeAt = await this.pump();
        if (wakeAt !== 'again') await this.alarm.wait(wakeAt);
        // Between two batches the client's controls get their chance.
        else await new Promise((resolve) => setImmediate(resolve));
      } catch (error) {
        this.sink.warn(error);
        await this.alarm.wait(this.clock() + RETRY_MS);
      }
    }
  }

  /** Does what is to be done now; answers when to look again (null: only when woken). */
  private async pump(): Promise<number | null | 'again'> {
    const now = this.clock();
    if (this.playback.endIfOver(now)) this.tellState();
    if (this.closed || this.sink.congested) return null;
    const { next } = this.playback;
    const plan = this.playback.plan(now, this.window.timesFrom(next));
    if (plan.needsFrames) {
      await this.window.fill(next);
      if (this.window.timesFrom(next).length > 0 || this.playback.next !== next) return 'again';
      // Rows that should be there are not: the session has been deleted, or is being.
      if (!this.closed && (await this.source.standing()) === null) this.sink.gone();
      return now + RETRY_MS;
    }
    if (plan.skip + plan.send > 0) {
      const epoch = this.playback.currentEpoch;
      const frames = this.window.rowsFrom(next + plan.skip, plan.send).map(toFrame);
      this.playback.advance(plan);
      this.sink.frames(this.packed ? { epoch, packed: encodeFrames(frames) } : { epoch, frames });
      return plan.wakeAt === null || plan.wakeAt <= this.clock() ? 'again' : plan.wakeAt;
    }
    return plan.wakeAt;
  }

  /** Follows a session that is being recorded or finished, by whichever server. */
  private watchSession(): void {
    this.edgeTimer = setTimeout(() => {
      void this.source
        .standing()
        .then(
          (standing) => this.follow(standing),
          (error: unknown) => this.sink.warn(error),
        )
        .finally(() => {
          if (!this.closed && changes(this.status)) this.watchSession();
        });
    }, EDGE_POLL_MS);
  }

  private follow(standing: Standing | null): void {
    if (this.closed) return;
    if (!standing) return this.sink.gone();
    this.playback.extend(standing.extent, this.clock());
    const before = this.status;
    this.status = standing.status;
    if (this.status !== before) this.sink.statusChanged();
    this.alarm.ring();
  }
}

/** Whether a session of this status becomes another by itself. */
function changes(status: SessionStatus): boolean {
  return status === 'recording' || status === 'processing';
}
