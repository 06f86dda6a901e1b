import type { Ack, Frame, RecordingTotals, Session, SessionReference, WireError } from '@reclimb/contracts';
import { Outbox } from './outbox.js';
import {
  OutboxFullError,
  type OutboxLog,
  type OutboxRecord,
  type RecordingDeclaration,
} from './outbox-storage.js';
import { recordSize } from './record-size.js';
import { reduceRecorder } from './recorder.js';
import {
  IDLE_RECORDER,
  isOver,
  type RecorderAnswer,
  type RecorderEffect,
  type RecorderEvent,
  type RecorderMessage,
  type RecorderState,
} from './recorder-state.js';

/** One message to the server, with all its data. A transport may pack `frames` for the wire. */
export type RecordingRequest =
  | { readonly event: 'start_recording'; readonly payload: RecordingDeclaration }
  | { readonly event: 'resume_recording' | 'cancel_recording'; readonly payload: SessionReference }
  | { readonly event: 'pose_frames'; readonly payload: SessionReference & { frames: Frame[] } }
  | {
      readonly event: 'video_chunk';
      readonly payload: SessionReference & { offset: number; data: Uint8Array };
    }
  | {
      readonly event: 'keyframe';
      readonly payload: SessionReference & { frameNumber: number; image: Uint8Array };
    }
  | { readonly event: 'marker'; readonly payload: SessionReference & { timestamp: number; label: string } }
  | { readonly event: 'stop_recording'; readonly payload: SessionReference & RecordingTotals };

/** The way to the server. */
export interface RecordingTransport {
  /**
   * Sends at once and resolves with the server's answer. Never keeps a message for later.
   *
   * @throws when there is no connection, or when it breaks before the answer has come.
   */
  send(request: RecordingRequest): Promise<Ack<unknown>>;
}

/** Time, injected. */
export interface RecordingClock {
  /** Milliseconds of a steady clock. */
  now(): number;
  /** Calls back once at or after `at`; the function returned calls it off. */
  schedule(at: number, callback: () => void): () => void;
}

/** What a {@link RecordingUpload} works with. */
export interface UploadPorts {
  readonly transport: RecordingTransport;
  readonly clock: RecordingClock;
  /** 0 inclusive … 1 exclusive. */
  readonly random: () => number;
  /** The state has changed. */
  readonly changed?: (upload: RecordingUpload) => void;
  /** Something went wrong that does not end the recording. */
  readonly warned?: (code: UploadWarning, message: string) => void;
  /** Bytes of the outbox that may be kept in memory; see `OutboxOptions.memoryLimit`. */
  readonly memoryLimit?: number;
}

/** See {@link UploadPorts.warned}. */
export type UploadWarning =
  /** A keyframe image or marker was left out. */
  | 'extra_refused'
  /** The storage failed; what is recorded from here on would not survive the page. */
  | 'not_durable'
  /** Neither storage nor memory has room: the recording was ended with what there is. */
  | 'outbox_full';

/** The recorder at work: carries out what {@link reduceRecorder} decides, over an outbox and a transport. */
export class RecordingUpload {
  private current: RecorderState = IDLE_RECORDER;
  private persisting: Promise<void> = Promise.resolve();
  private sending: Promise<void> = Promise.resolve();
  private callOff: () => void = () => undefined;
  private full = false;
  private unpersisted = 0;

  private constructor(
    readonly outbox: Outbox,
    private readonly ports: UploadPorts,
  ) {}

  /** Begins a recording over a new log. */
  static async start(log: OutboxLog, ports: UploadPorts): Promise<RecordingUpload> {
    const upload = new RecordingUpload(await Outbox.over(log, outboxOptions(ports)), ports);
    upload.dispatch({ type: 'start', declaration: log.manifest.declaration });
    return upload;
  }

  /** Goes on with what an earlier page left in its log: uploads the rest and stops (or cancels) the recording. */
  static async recover(log: OutboxLog, ports: UploadPorts): Promise<RecordingUpload> {
    const outbox = await Outbox.over(log, outboxOptions(ports));
    const extras = await Promise.all(
      outbox.pendingExtras.map(async (key) => {
        const extra = await outbox.readExtra(key);
        return { key, needsFrames: extra.kind === 'keyframe' ? extra.frameNumber + 1 : 0 };
      }),
    );
    const upload = new RecordingUpload(outbox, ports);
    const { pendingFrames, pendingVideo, forgotten } = outbox;
    upload.dispatch({
      type: 'recover',
      declaration: log.manifest.declaration,
      outbox: { pendingFrames, pendingVideo, forgotten, extras, ending: outbox.ending?.kind ?? null },
    });
    return upload;
  }

  /** Where the recording stands now; never changed in place. */
  get state(): RecorderState {
    return this.current;
  }

  /** The id that the client gave its recording. */
  get sessionId(): string {
    return this.outbox.manifest.declaration.sessionId;
  }

  /** Reports what happened: the camera's data, the climber's wishes, the connection. */
  dispatch(event: RecorderEvent): void {
    const moment = { now: this.ports.clock.now(), random: this.ports.random() };
    const { state, effects } = reduceRecorder(this.current, event, moment);
    const changed = state !== this.current;
    this.current = state;
    for (const effect of effects) this.carryOut(effect);
    if (changed) this.ports.changed?.(this);
  }

  /** Bytes that were recorded and are not in the outbox yet: a slow disk lets them grow (see {@link recordSize}). */
  get unpersistedBytes(): number {
    return this.unpersisted;
  }

  /** Resolves when everything recorded so far is in the outbox. */
  persisted(): Promise<void> {
    return this.persisting;
  }

  private carryOut(effect: RecorderEffect): void {
    switch (effect.type) {
      case 'persist':
        this.unpersisted += recordSize(effect.record);
        this.queue(() => this.persist(effect.record));
        return;
      case 'forget':
        this.queue(async () => {
          if (effect.frames !== undefined) await this.outbox.forgetFrames(effect.frames);
          if (effect.video !== undefined) await this.outbox.forgetVideo(effect.video);
          if (effect.extra !== undefined) await this.outbox.forgetExtra(effect.extra);
        });
        return;
      case 'send':
        this.sending = this.sending.then(() => this.send(effect.request, effect.message));
        return;
      case 'schedule':
        this.callOff();
        this.callOff = this.ports.clock.schedule(effect.at, () => this.dispatch({ type: 'tick' }));
        return;
      case 'warn':
        this.ports.warned?.(effect.code, effect.message);
        return;
      case 'close':
        this.callOff();
        this.queue(() => this.outbox.close({ remove: effect.remove }));
    }
  }

  /** Writers of the outbox go one after the other. What fails is told; the upload goes on. */
  private queue(work: () => Promise<void>): void {
    this.persisting = this.persisting.then(work).catch((error: unknown) => {
      this.ports.warned?.('not_durable', error instanceof Error ? error.message : String(error));
    });
  }

  private async persist(record: OutboxRecord): Promise<void> {
    const ending = record.kind === 'stop' || record.kind === 'cancel';
    try {
      if (isOver(this.current.phase) || (this.full && !ending)) return;
      const { key, fault } = await this.outbox.append(record);
      if (fault) this.ports.warned?.('not_durable', fault.message);
      this.dispatch({ type: 'persisted', record, key });
    } catch (error) {
      if (!(error instanceof OutboxFullError)) throw error;
      this.full = true;
      this.ports.warned?.('outbox_full', error.message);
      this.dispatch({ type: 'outbox_full' });
    } finally {
      this.unpersisted -= recordSize(record);
    }
  }

  /** One after the other as far as reading goes, so that messages leave in the order of their data. */
  private async send(request: number, message: RecorderMessage): Promise<void> {
    const matters = () => this.current.requests.some(({ id }) => id === request);
    if (!matters()) return;
    let wire: RecordingRequest;
    try {
      wire = await this.complete(message);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return this.dispatch({ type: 'refused', request, error: { code: 'internal', message: text } });
    }
    if (!matters()) return;
    this.ports.transport.send(wire).then(
      (ack) => {
        if (ack.ok) {
          this.dispatch({ type: 'acked', request, answer: answerOf(wire, ack.data) });
        } else this.dispatch({ type: 'refused', request, error: ack.error satisfies WireError });
      },
      // The connection broke: the message is sent again once `connected` or the request's deadline says so.
      () => undefined,
    );
  }

  private async complete(message: RecorderMessage): Promise<RecordingRequest> {
    const { sessionId } = this;
    switch (message.event) {
      case 'start_recording':
        return { event: message.event, payload: message.declaration };
      case 'resume_recording':
      case 'cancel_recording':
        return { event: message.event, payload: { sessionId } };
      case 'pose_frames': {
        const frames = await this.outbox.readFrames(message.from, message.to);
        return { event: message.event, payload: { sessionId, frames } };
      }
      case 'video_chunk': {
        const data = await this.outbox.readVideo(message.from, message.to);
        return { event: message.event, payload: { sessionId, offset: message.from, data } };
      }
      case 'extra': {
        const extra = await this.outbox.readExtra(message.key);
        if (extra.kind === 'keyframe') {
          const { frameNumber, image } = extra;
          return { event: 'keyframe', payload: { sessionId, frameNumber, image } };
        }
        const { timestamp, label } = extra;
        return { event: 'marker', payload: { sessionId, timestamp, label } };
      }
      case 'stop_recording': {
        const { frameCount, videoBytes } = message;
        return { event: message.event, payload: { sessionId, frameCount, videoBytes } };
      }
    }
  }
}

function outboxOptions({ clock, memoryLimit }: UploadPorts) {
  return { now: () => clock.now(), ...(memoryLimit === undefined ? {} : { memoryLimit }) };
}

/** The server is our own and typed by the contract; positions are checked by the recorder. */
function answerOf(request: RecordingRequest, data: unknown): RecorderAnswer {
  return request.event === 'stop_recording' ? { session: data as Session } : (data as RecorderAnswer);
}
