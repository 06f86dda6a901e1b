import type { Session } from '@reclimb/contracts';
import {
  isOver,
  type OutboxLog,
  type OutboxStorage,
  RecordingUpload,
  type UploadPorts,
  type UploadWarning,
} from '@reclimb/recording';
import type { ConnectionState, RecorderFailure, UnfinishedRecording } from './recorder-messages';
import { RecordingSocket } from './recording-socket';
import { type RefusalWord, refusalWord } from './refusal';

/** A server that has not said by then whether it takes a recording is not waited for. */
const START_ANSWER_MS = 2000;

/** A recording could not be finished; `code` as in {@link RecorderFailure}. */
export class UploadError extends Error {
  constructor(readonly failure: RecorderFailure) {
    super(failure.message);
    this.name = 'UploadError';
  }
}

/** All recordings that this page has in hand: the one that is recorded, and those whose rest is uploaded. */
export class Uploads {
  private readonly live = new Set<RecordingUpload>();
  private readonly watchers = new Set<() => boolean>();
  private readonly socket: RecordingSocket;

  /**
   * @param changed told what has changed: an upload, or null for the connection.
   * @param warned told of trouble with one recording.
   */
  constructor(
    private readonly storage: Promise<OutboxStorage>,
    private readonly changed: (upload: RecordingUpload | null) => void,
    private readonly warned: (sessionId: string, code: UploadWarning, message: string) => void,
  ) {
    this.socket = new RecordingSocket({
      stateChanged: (state) => this.connection(state),
      takenOver: (sessionId) => this.find(sessionId)?.dispatch({ type: 'taken_over' }),
    });
  }

  get connectionState(): ConnectionState {
    return this.socket.state;
  }

  /** Whether recordings survive the end of the page. */
  async durable(): Promise<boolean> {
    return (await this.storage).durable;
  }

  /** How many recordings are under way, without the one named. */
  countBeside(current: RecordingUpload | null): number {
    return this.beside(current).length;
  }

  /** Why the server takes nothing of these just now; null while it does. */
  refusalBeside(current: RecordingUpload | null): RefusalWord | null {
    return refusalWord(this.beside(current).find(({ state }) => state.refusal)?.state.refusal ?? null);
  }

  /** Connects when there is no connection, at once. */
  connect(): void {
    this.socket.connect();
  }

  /** A new recording. */
  async start(manifest: OutboxLog['manifest']): Promise<RecordingUpload> {
    const log = await (await this.storage).create(manifest);
    return this.adopt(await RecordingUpload.start(log, this.ports(manifest.declaration.sessionId)));
  }

  /**
   * Why the server does not accept a recording that has just begun; null when it does, cannot be reached, or takes its
   * time: then the recording goes on here.
   */
  async refusalOf(upload: RecordingUpload): Promise<RecorderFailure | null> {
    if (this.socket.state !== 'online') return null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, START_ANSWER_MS);
      this.watch(() => {
        const answered = upload.state.opened || upload.state.refusal !== null || isOver(upload.state.phase);
        if (answered) resolve();
        return answered;
      });
    });
    clearTimeout(timer);
    const { failure, refusal } = upload.state;
    // A recording that runs waits until there is room; one that has not begun does not begin.
    if (!failure && refusal?.code !== 'quota_exceeded') return null;
    return failure ?? { code: refusalWord(refusal) ?? 'quota_exceeded', message: refusal?.message ?? '' };
  }

  /** What earlier pages left behind. */
  async unfinished(): Promise<UnfinishedRecording[]> {
    const found = await (await this.storage).listUnfinished();
    return found.map(({ manifest, bytes }) => ({
      sessionId: manifest.declaration.sessionId,
      name: manifest.declaration.name,
      startedAt: manifest.startedAt,
      pendingBytes: bytes,
    }));
  }

  /** Uploads the rest of what an earlier page left behind and stops it. */
  async finish(sessionId: string): Promise<Session> {
    return this.sessionOf(this.find(sessionId) ?? (await this.recover(sessionId)));
  }

  /** Ends it with what the server has, when the server refuses the rest. */
  async settle(sessionId: string): Promise<Session> {
    const upload = this.find(sessionId) ?? (await this.recover(sessionId));
    upload.dispatch({ type: 'settle' });
    return this.sessionOf(upload);
  }

  /** Throws away what an earlier page left behind. Resolves once this is safely noted. */
  async discard(sessionId: string): Promise<void> {
    const upload = this.find(sessionId) ?? (await this.recover(sessionId));
    upload.dispatch({ type: 'cancel' });
    await upload.persisted();
  }

  private async sessionOf(upload: RecordingUpload): Promise<Session> {
    const { session } = (await this.over(upload)).state;
    if (!session) throw new UploadError({ code: 'cancelled', message: 'The recording was thrown away' });
    return session;
  }

  private async recover(sessionId: string): Promise<RecordingUpload> {
    const log = await (await this.storage).open(sessionId);
    return this.adopt(await RecordingUpload.recover(log, this.ports(sessionId)));
  }

  private adopt(upload: RecordingUpload): RecordingUpload {
    this.live.add(upload);
    if (this.socket.state === 'online') upload.dispatch({ type: 'connected' });
    else this.socket.connect();
    return upload;
  }

  private over(upload: RecordingUpload): Promise<RecordingUpload> {
    return new Promise((resolve, reject) => {
      this.watch(() => {
        if (!isOver(upload.state.phase)) return false;
        const { failure } = upload.state;
        if (failure) reject(new UploadError(failure));
        else resolve(upload);
        return true;
      });
    });
  }

  /** Looks now and after every change, until `look` answers true. */
  private watch(look: () => boolean): void {
    if (!look()) this.watchers.add(look);
  }

  private ports(sessionId: string): UploadPorts {
    return {
      transport: this.socket,
      clock: {
        now: () => performance.now(),
        schedule: (at, callback) => {
          // Browsers cut off the fraction of a millisecond, and would call too early.
          const timer = setTimeout(callback, Math.ceil(Math.max(0, at - performance.now())));
          return () => clearTimeout(timer);
        },
      },
      random: Math.random,
      changed: (upload) => {
        if (isOver(upload.state.phase)) this.live.delete(upload);
        for (const look of this.watchers) if (look()) this.watchers.delete(look);
        this.changed(upload);
      },
      warned: (code, message) => this.warned(sessionId, code, message),
    };
  }

  private beside(current: RecordingUpload | null): RecordingUpload[] {
    return [...this.live].filter((upload) => upload !== current && !isOver(upload.state.phase));
  }

  private find(sessionId: string): RecordingUpload | undefined {
    return [...this.live].find((upload) => upload.sessionId === sessionId);
  }

  private connection(state: ConnectionState): void {
    for (const upload of this.live) {
      if (state === 'online') upload.dispatch({ type: 'connected' });
      else if (state === 'offline') upload.dispatch({ type: 'disconnected' });
      else upload.dispatch({ type: 'disconnected', reason: 'unauthenticated' });
    }
    this.changed(null);
  }
}
