import type { WireError } from '@reclimb/contracts';
import { backOffDelay } from './back-off.js';
import {
  isOver,
  type Moment,
  NO_ENDS,
  type PendingExtra,
  type RecorderEffect,
  type RecorderFailure,
  type RecorderMessage,
  type RecorderState,
  type Track,
} from './recorder-state.js';

/**
 * Unanswered messages of each kind. Enough that a round trip of a second does not slow the live stream (3 frame batches
 * and some 2 video chunks a second) and that catching up keeps the line busy; small enough that a cut repeats little.
 */
const FRAME_WINDOW = 4;
const VIDEO_WINDOW = 8;
const EXTRA_WINDOW = 2;

/** Largest frame message when catching up: 10 s at 30 fps, and below the packed form's limit with 20 people in view. */
const MAX_FRAMES_PER_MESSAGE = 300;

/** Largest video message: small enough to pass a slow line of 1 Mbit/s in two seconds. */
const MAX_VIDEO_BYTES_PER_MESSAGE = 256 * 1024;

/** An answer that takes longer will not come: a server commits within milliseconds, a slow line takes seconds. */
const ANSWER_TIMEOUT = 20_000;

/** A login is not made faster by asking every second. */
const LOGIN_RETRY = 30_000;

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type TrackName = 'frames' | 'video';

/** One step of the recorder: a state that may still be changed, and what follows from the change. */
export class RecorderTurn {
  /** The state so far: that of before, with the changes of this step. */
  readonly state: Writable<RecorderState>;
  /** What the recorder's surroundings are to do, in order. */
  readonly effects: RecorderEffect[] = [];

  constructor(
    before: RecorderState,
    private readonly moment: Moment,
  ) {
    this.state = { ...before };
  }

  /** Forgets what is under way: the answers will not come, or no longer matter. */
  dropRequests(track?: TrackName): void {
    const event = track === 'frames' ? 'pose_frames' : 'video_chunk';
    this.state.requests = track ? this.state.requests.filter(({ message }) => message.event !== event) : [];
  }

  /** Pauses, then opens the link anew, so that sending goes on from where the server says. */
  retry(error: WireError): void {
    this.dropRequests();
    this.state.refusal = error;
    this.state.attempts++;
    this.state.link = 'waiting';
    const delay =
      error.code === 'unauthenticated' ? LOGIN_RETRY : backOffDelay(this.state.attempts, this.moment.random);
    this.state.retryAt = this.moment.now + delay;
  }

  /** Ends the recording without its session; the outbox is kept. */
  fail(code: RecorderFailure['code'], message: string): void {
    this.finish('failed', false);
    this.state.failure = { code, message };
  }

  /** The end. `remove`: nothing in the outbox is needed any more. */
  finish(phase: 'stopped' | 'cancelled' | 'failed', remove: boolean): void {
    this.dropRequests();
    this.state.phase = phase;
    this.state.link = 'closed';
    this.state.retryAt = null;
    this.state.wakeAt = null;
    this.effects.push({ type: 'close', remove });
  }

  /** The server holds everything below `next`. */
  durable(name: TrackName, next: number): void {
    const track = this.state[name];
    if (next > track.recorded && !this.state.recovered) {
      return this.fail('conflict', `The server holds more than was recorded: ${next} of ${track.recorded}`);
    }
    if (next <= track.durable) return;
    this.state[name] = {
      recorded: Math.max(track.recorded, next),
      persisted: Math.max(track.persisted, next),
      sent: Math.max(track.sent, next),
      durable: next,
    };
    this.effects.push({ type: 'forget', [name]: next });
  }

  /** The server goes on at `next`, whatever was sent beyond it. */
  rewind(name: TrackName, next: number): void {
    if (next < this.state[name].durable) {
      const had = this.state[name].durable;
      return this.fail('server_lost_data', `The server had acknowledged ${had} and now holds ${next}`);
    }
    this.dropRequests(name);
    this.durable(name, next);
    this.state[name] = { ...this.state[name], sent: next };
  }

  /** Asks the server anew where it stands. */
  ask(): void {
    this.dropRequests();
    this.state.link = 'closed';
    this.state.retryAt = null;
  }

  /** The recording ends with what the server has. The rest stays in the outbox until it has said so. */
  giveUpRest(): void {
    const { frames, video, extras } = this.state;
    for (const { key } of extras) this.effects.push({ type: 'forget', extra: key });
    Object.assign(this.state, { extras: [], frames: endingHere(frames), video: endingHere(video) });
  }

  /** Sends what may be sent now, and says when to look again. */
  advance(): void {
    const { state } = this;
    if (state.phase === 'idle' || isOver(state.phase)) return;
    if (state.ending === 'cancel' && !state.startSent) return this.finish('cancelled', true);
    if (state.connection !== 'online') state.link = 'closed';
    else if (state.link === 'closed') this.open();
    else if (state.link === 'open') this.fill();
    this.settle();
  }

  /** Sends a message and waits for its answer. */
  send(message: RecorderMessage): void {
    const id = this.state.nextRequest++;
    const deadline = this.moment.now + ANSWER_TIMEOUT;
    this.state.requests = [...this.state.requests, { id, message, deadline }];
    this.effects.push({ type: 'send', request: id, message });
  }

  /** Nothing goes out on a new connection before the server has said where to go on. */
  open(): void {
    const { state } = this;
    state.link = 'opening';
    if (state.startSent || !state.declaration) {
      this.send({ event: 'resume_recording' });
    } else {
      state.startSent = true;
      this.send({ event: 'start_recording', declaration: state.declaration });
    }
  }

  private fill(): void {
    const { state } = this;
    if (state.ending === 'cancel') {
      if (!this.inFlight('cancel_recording')) {
        this.dropRequests();
        this.send({ event: 'cancel_recording' });
      }
      return;
    }
    if (this.allThatFits()) {
      state.ends = NO_ENDS;
      state.askingOnceMore = true;
    }
    const frames = this.end('frames');
    while (state.frames.sent < frames && this.inFlight('pose_frames') < FRAME_WINDOW) {
      const from = state.frames.sent;
      const to = Math.min(frames, from + MAX_FRAMES_PER_MESSAGE);
      state.frames = { ...state.frames, sent: to };
      this.send({ event: 'pose_frames', from, to });
    }
    const video = this.end('video');
    while (state.video.sent < video && this.inFlight('video_chunk') < VIDEO_WINDOW) {
      const from = state.video.sent;
      const to = Math.min(video, from + MAX_VIDEO_BYTES_PER_MESSAGE);
      state.video = { ...state.video, sent: to };
      this.send({ event: 'video_chunk', from, to });
    }
    this.leaveOutOrphans();
    for (const { key, needsFrames } of state.extras) {
      if (this.inFlight('extra') >= EXTRA_WINDOW) break;
      const sent = state.requests.some(({ message }) => message.event === 'extra' && message.key === key);
      if (!sent && needsFrames <= state.frames.durable) this.send({ event: 'extra', key });
    }
    if (this.allDurable() && !state.requests.length) {
      this.send({
        event: 'stop_recording',
        frameCount: state.frames.recorded,
        videoBytes: state.video.recorded,
      });
    }
  }

  /**
   * An image can be kept before the frame that it belongs to. When the page died in between, that frame will never be
   * stored, and waiting for it would hold up the stop for ever.
   */
  private leaveOutOrphans(): void {
    const { endingPersisted, extras, frames } = this.state;
    if (!endingPersisted) return;
    const isOrphan = ({ needsFrames }: PendingExtra) => needsFrames > frames.recorded;
    for (const { key } of extras.filter(isOrphan)) this.effects.push({ type: 'forget', extra: key });
    this.state.extras = extras.filter((extra) => !isOrphan(extra));
  }

  private allDurable(): boolean {
    const { frames, video, extras, ending, endingPersisted } = this.state;
    if (ending !== 'stop' || !endingPersisted || extras.length) return false;
    return frames.durable === frames.recorded && video.durable === video.recorded;
  }

  /** How far a track can be sent now. */
  private end(name: TrackName): number {
    return Math.min(this.state[name].persisted, this.state.ends[name] ?? Number.POSITIVE_INFINITY);
  }

  /** Whether a limit stands before the rest of a recording that has ended, and the server has all that lies before it. */
  private allThatFits(): boolean {
    const { frames, video, extras, ends, ending, endingPersisted, requests } = this.state;
    if (ends.frames === null && ends.video === null) return false;
    if (ending !== 'stop' || !endingPersisted || requests.length) return false;
    if (frames.durable < this.end('frames') || video.durable < this.end('video')) return false;
    if (extras.some(({ needsFrames }) => needsFrames <= frames.durable)) return false;
    return frames.durable < frames.persisted || video.durable < video.persisted;
  }

  private inFlight(event: RecorderMessage['event']): number {
    return this.state.requests.filter(({ message }) => message.event === event).length;
  }

  private settle(): void {
    const { state } = this;
    if (state.ending) state.phase = 'stopping';
    else if (!state.opened) state.phase = 'starting';
    else state.phase = state.link === 'open' ? 'streaming' : 'resuming';

    const times = state.requests.map(({ deadline }) => deadline);
    if (state.link === 'waiting' && state.retryAt !== null) times.push(state.retryAt);
    const wakeAt = times.length ? Math.min(...times) : null;
    if (wakeAt !== state.wakeAt && wakeAt !== null) this.effects.push({ type: 'schedule', at: wakeAt });
    state.wakeAt = wakeAt;
  }
}

const endingHere = ({ durable }: Track): Track => ({
  recorded: durable,
  persisted: durable,
  sent: durable,
  durable,
});
