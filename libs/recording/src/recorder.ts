import { type RecordingLimit, RETRYABLE_CODES, type WireError } from '@reclimb/contracts';
import type { OutboxRecord } from './outbox-storage.js';
import {
  isOver,
  type Moment,
  NO_ENDS,
  type PendingRequest,
  type RecorderAnswer,
  type RecorderEffect,
  type RecorderEvent,
  type RecorderMessage,
  type RecorderState,
  type RecoveredOutbox,
  type Track,
} from './recorder-state.js';
import { RecorderTurn } from './recorder-turn.js';

/** Refusals of a session's state are asked about by `resume_recording` this often before they are believed. */
const CONFLICT_ATTEMPTS = 3;

/** Limits that the session itself has met, whatever room there is. */
const SESSION_LIMITS: ReadonlySet<unknown> = new Set<RecordingLimit>(['session_seconds', 'session_bytes']);

/**
 * The recorder: what follows from an event. Pure; time and chance come in with `moment`.
 *
 * Its rules: what is recorded is persisted before it is sent, and forgotten only when the server has acknowledged it;
 * nothing is sent without a connection, and on a new connection nothing but the opening message until the server has
 * said where to go on; the server's position always wins.
 *
 * @throws RangeError when frames do not follow those before them.
 */
export function reduceRecorder(
  state: RecorderState,
  event: RecorderEvent,
  moment: Moment,
): { readonly state: RecorderState; readonly effects: readonly RecorderEffect[] } {
  if (isOver(state.phase)) return { state, effects: [] };
  const turn = new RecorderTurn(state, moment);
  handle(turn, event, moment);
  turn.advance();
  return { state: turn.state, effects: turn.effects };
}

function handle(turn: RecorderTurn, event: RecorderEvent, moment: Moment): void {
  const { state } = turn;
  switch (event.type) {
    case 'start':
      state.declaration = event.declaration;
      state.phase = 'starting';
      return;
    case 'recover':
      return recover(turn, event.declaration, event.outbox);
    case 'frames':
    case 'video':
    case 'keyframe':
    case 'marker':
      // What the camera still delivers after the climber's stop belongs to no recording.
      if (state.phase !== 'idle' && !state.ending) record(turn, event);
      return;
    case 'stop':
      return end(turn);
    case 'cancel':
      if (state.ending === 'cancel') return;
      state.ending = 'cancel';
      return persist(turn, { kind: 'cancel' });
    case 'settle':
      state.settling = true;
      // What is stored is asked once more: an answer may be under way.
      return turn.ask();
    case 'persisted':
      return persisted(turn, event.record, event.key);
    case 'outbox_full':
      state.frames = { ...state.frames, recorded: state.frames.persisted };
      state.video = { ...state.video, recorded: state.video.persisted };
      return end(turn);
    case 'connected':
    case 'disconnected':
      turn.dropRequests();
      state.link = 'closed';
      state.retryAt = null;
      // A server that was started anew may have other limits.
      state.ends = NO_ENDS;
      state.askingOnceMore = false;
      state.connection = event.type === 'connected' ? 'online' : (event.reason ?? 'offline');
      return;
    case 'acked':
      return answered(turn, event.request, (request) => acked(turn, request, event.answer));
    case 'refused':
      return answered(turn, event.request, (request) => refused(turn, request, event.error));
    case 'taken_over':
      return turn.fail('taken_over', 'The recording goes on in another window');
    case 'tick':
      // A timer may go off a little early: whatever still lies ahead needs another one.
      state.wakeAt = null;
      if (state.link === 'waiting' && state.retryAt !== null && moment.now >= state.retryAt) {
        state.link = 'closed';
        state.retryAt = null;
      }
      if (state.requests.some(({ deadline }) => moment.now >= deadline)) {
        turn.retry({ code: 'unavailable', message: 'The server does not answer' });
      }
  }
}

function end(turn: RecorderTurn): void {
  if (turn.state.ending) return;
  turn.state.ending = 'stop';
  const { frames, video } = turn.state;
  persist(turn, { kind: 'stop', frameCount: frames.recorded, videoBytes: video.recorded });
}

function recover(
  turn: RecorderTurn,
  declaration: RecorderState['declaration'],
  outbox: RecoveredOutbox,
): void {
  const track = (pending: RecoveredOutbox['pendingFrames']): Track =>
    pending
      ? { recorded: pending.end, persisted: pending.end, sent: pending.first, durable: pending.first }
      : turn.state.frames;
  Object.assign(turn.state, {
    declaration,
    recovered: true,
    startSent: true,
    forgotten: outbox.forgotten,
    opened: outbox.forgotten,
    frames: track(outbox.pendingFrames),
    video: track(outbox.pendingVideo),
    extras: outbox.extras,
    // Nobody records any more: a recording that was cut off ends where its outbox ends.
    ending: outbox.ending ?? 'stop',
    endingPersisted: true,
    phase: 'stopping',
  } satisfies Partial<RecorderState>);
}

function record(
  turn: RecorderTurn,
  event: Extract<RecorderEvent, { type: 'frames' | 'video' | 'keyframe' | 'marker' }>,
): void {
  const { state } = turn;
  switch (event.type) {
    case 'frames': {
      const first = event.frames[0];
      if (!first) return;
      if (first.frameNumber !== state.frames.recorded) {
        throw new RangeError(`Frame ${first.frameNumber} does not follow ${state.frames.recorded} frames`);
      }
      state.frames = { ...state.frames, recorded: state.frames.recorded + event.frames.length };
      return persist(turn, { kind: 'frames', frames: event.frames });
    }
    case 'video':
      if (!event.data.byteLength) return;
      persist(turn, { kind: 'video', offset: state.video.recorded, data: event.data });
      state.video = { ...state.video, recorded: state.video.recorded + event.data.byteLength };
      return;
    case 'keyframe':
      return persist(turn, { kind: 'keyframe', frameNumber: event.frameNumber, image: event.image });
    case 'marker':
      return persist(turn, { kind: 'marker', timestamp: event.timestamp, label: event.label });
  }
}

function persist(turn: RecorderTurn, entry: OutboxRecord): void {
  turn.effects.push({ type: 'persist', record: entry });
}

function persisted(turn: RecorderTurn, entry: OutboxRecord, key: number | null): void {
  const { state } = turn;
  switch (entry.kind) {
    case 'frames':
      state.frames = { ...state.frames, persisted: state.frames.persisted + entry.frames.length };
      return;
    case 'video':
      state.video = { ...state.video, persisted: entry.offset + entry.data.byteLength };
      return;
    case 'keyframe':
    case 'marker': {
      const needsFrames = entry.kind === 'keyframe' ? entry.frameNumber + 1 : 0;
      if (key !== null) state.extras = [...state.extras, { key, needsFrames }];
      return;
    }
    case 'stop':
    case 'cancel':
      if (entry.kind === state.ending) state.endingPersisted = true;
  }
}

/** Answers to messages that no longer matter (of an earlier connection, or sent before a rewind) are passed over. */
function answered(turn: RecorderTurn, id: number, then: (request: PendingRequest) => void): void {
  const request = turn.state.requests.find((pending) => pending.id === id);
  if (!request) return;
  turn.state.requests = turn.state.requests.filter((pending) => pending !== request);
  then(request);
}

function acked(turn: RecorderTurn, { message }: PendingRequest, answer: RecorderAnswer): void {
  const { state } = turn;
  const opening = message.event === 'start_recording' || message.event === 'resume_recording';
  // An open link is no progress yet: a session that refuses its data again and again would be opened for ever.
  if (!opening) state.attempts = 0;
  // One track may have met a limit while the other goes on.
  if (state.ends.frames === null && state.ends.video === null) state.refusal = null;
  switch (message.event) {
    case 'start_recording':
    case 'resume_recording':
      state.opened = true;
      state.link = 'open';
      turn.rewind('frames', answer.nextFrameNumber ?? 0);
      if (!isOver(state.phase)) turn.rewind('video', answer.nextVideoOffset ?? 0);
      if (!isOver(state.phase) && state.settling) turn.giveUpRest();
      return;
    case 'pose_frames':
      return confirm(turn, 'frames', message.to, answer.nextFrameNumber);
    case 'video_chunk':
      return confirm(turn, 'video', message.to, answer.nextVideoOffset);
    case 'extra':
      return dropExtra(turn, message.key);
    case 'stop_recording':
      state.session = answer.session ?? null;
      return turn.finish('stopped', true);
    case 'cancel_recording':
      return turn.finish('cancelled', true);
  }
}

/** A server that acknowledges less than it was sent has not stored the rest: send that again. */
function confirm(turn: RecorderTurn, track: 'frames' | 'video', sent: number, next = 0): void {
  turn.durable(track, next);
  if (next < sent && turn.state[track].durable < sent) turn.rewind(track, turn.state[track].durable);
}

function dropExtra(turn: RecorderTurn, key: number): void {
  turn.state.extras = turn.state.extras.filter((extra) => extra.key !== key);
  turn.effects.push({ type: 'forget', extra: key });
}

function refused(turn: RecorderTurn, { message }: PendingRequest, error: WireError): void {
  const { state } = turn;
  const opening = message.event === 'start_recording' || message.event === 'resume_recording';
  if (RETRYABLE_CODES.has(error.code) || error.code === 'unauthenticated') return turn.retry(error);
  if (message.event === 'extra' && error.code !== 'gap' && error.code !== 'conflict') {
    turn.effects.push({ type: 'warn', code: 'extra_refused', message: error.message });
    return dropExtra(turn, message.key);
  }
  switch (error.code) {
    case 'gap':
      return goOnAt(turn, error);
    case 'not_found':
      if (state.ending === 'cancel') return turn.finish('cancelled', true);
      if (!opening) return turn.retry(error);
      if (state.forgotten || state.frames.durable || state.video.durable) break;
      // The start never arrived, or the server lost it before anything was stored: the same id, from the beginning.
      state.startSent = false;
      return turn.open();
    case 'quota_exceeded':
      // Room can be made while the recording waits in the outbox; a session becomes no larger.
      return SESSION_LIMITS.has(error.details?.['limit'])
        ? endTrack(turn, message, error)
        : turn.retry(error);
    case 'conflict':
      if (!opening && state.attempts < CONFLICT_ATTEMPTS) return turn.retry(error);
      break;
    default:
      break;
  }
  turn.fail(error.code, error.message);
}

/**
 * The session can be no longer or larger. What fits is sent all the same; the rest waits in the outbox. The refusal that
 * comes when all of that is done is the end, also on the server, which ends a session with each of them.
 */
function endTrack(turn: RecorderTurn, message: RecorderMessage, error: WireError): void {
  if (message.event !== 'pose_frames' && message.event !== 'video_chunk') return turn.retry(error);
  const { state } = turn;
  const [track, told] =
    message.event === 'pose_frames'
      ? (['frames', error.details?.['endFrameNumber']] as const)
      : (['video', error.details?.['endVideoOffset']] as const);
  const { durable } = state[track];
  const end = Math.max(durable, Math.min(message.to - 1, typeof told === 'number' ? told : message.from));
  if (state.askingOnceMore && end === durable) return turn.fail('session_limit', error.message);
  state.refusal = error;
  state.askingOnceMore = false;
  state.ends = { ...state.ends, [track]: end };
  turn.rewind(track, durable);
}

function goOnAt(turn: RecorderTurn, error: WireError): void {
  const before = turn.state;
  const { frames, video } = before;
  const frame = error.details?.['nextFrameNumber'];
  const offset = error.details?.['nextVideoOffset'];
  if (typeof frame === 'number') turn.rewind('frames', Math.max(frame, frames.durable));
  if (typeof offset === 'number') turn.rewind('video', Math.max(offset, video.durable));
  if (isOver(turn.state.phase)) return;
  // Nothing to send again: asking once more at once would get the same answer.
  if (turn.state.frames.sent === frames.sent && turn.state.video.sent === video.sent) turn.retry(error);
}
