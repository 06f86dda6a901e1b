import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { Session } from '@reclimb/contracts';
import { CaptureWorkerFactory } from './capture-worker-factory';
import { PictureFeed } from './picture-feed';
import {
  type CaptureRequest,
  type FromCaptureWorker,
  IDLE_SNAPSHOT,
  type LivePoses,
  type RecorderFailure,
  type StartOptions,
  type ToCaptureWorker,
  type UnfinishedRecording,
} from './recorder-messages';

/** A refused or failed request to the recorder; `code` is the server's error word or one of the recorder's own. */
export class RecorderError extends Error {
  readonly code: string;

  constructor(failure: RecorderFailure) {
    super(failure.message);
    this.name = 'RecorderError';
    this.code = failure.code;
  }
}

/**
 * The studio's handle on the capture worker. All work is done there; this class passes wishes on and mirrors the
 * worker's state into signals. The worker lives as long as the app, so that an upload goes on when the climber leaves
 * the studio; only the camera is attached and detached.
 */
@Injectable({ providedIn: 'root' })
export class RecorderClient {
  private readonly workers = inject(CaptureWorkerFactory);
  private readonly snapshot = signal(IDLE_SNAPSHOT);
  private readonly waiting = new Map<
    number,
    { resolve: (value: never) => void; reject: (e: RecorderError) => void }
  >();
  private worker: Worker | null = null;
  private feed: PictureFeed | null = null;
  private requests = 0;

  /** How far the current recording is; see {@link RecorderPhase}. */
  readonly state = computed(() => this.snapshot().phase);
  readonly sessionId = computed(() => this.snapshot().sessionId);
  /** Seconds recorded, by the pictures' timestamps. */
  readonly elapsedSeconds = computed(() => this.snapshot().elapsedSeconds);
  readonly framesRecorded = computed(() => this.snapshot().framesRecorded);
  /** Frames that the server has acknowledged as durable. */
  readonly framesStored = computed(() => this.snapshot().framesStored);
  /** Seconds that the server has acknowledged: "Saved on the server up to 0:42". */
  readonly secondsStored = computed(() => this.snapshot().secondsStored);
  readonly pendingBytes = computed(() => this.snapshot().pendingBytes);
  /** Seconds that the oldest unacknowledged data has waited. */
  readonly oldestPendingAge = computed(() => this.snapshot().oldestPendingAge);
  readonly connection = computed(() => this.snapshot().connection);
  /** Why the server takes nothing just now, although it can be reached; null while it does. */
  readonly refusal = computed(() => this.snapshot().refusal);
  readonly detectionRate = computed(() => this.snapshot().detectionRate);
  readonly cameraRate = computed(() => this.snapshot().cameraRate);
  readonly droppedPictures = computed(() => this.snapshot().droppedPictures);
  readonly videoMimeType = computed(() => this.snapshot().videoMimeType);
  /** Earlier recordings that are still being uploaded. */
  readonly backgroundUploads = computed(() => this.snapshot().backgroundUploads);
  /** Why the server takes nothing of them just now; null while it does. */
  readonly backgroundRefusal = computed(() => this.snapshot().backgroundRefusal);
  readonly warnings = computed(() => this.snapshot().warnings);
  /** The session as the server answered the stop, once `state` is `stopped`. */
  readonly finishedSession = computed(() => this.snapshot().finishedSession, {
    // Every state message carries a copy of its own: the same session stays the same value.
    equal: (a, b) => a?.id === b?.id && a?.updatedAt === b?.updatedAt,
  });
  /** Why the recording failed, once `state` is `failed`. */
  readonly failure = computed(() => this.snapshot().failure);
  /** Why the camera's pictures ended by themselves; null while they come, or after `detach`. */
  readonly picturesEnded = signal<string | null>(null);
  /** Whether leaving the page now would stop a recording or leave data unsent: ask first. */
  readonly busy = computed(() => {
    const { phase, backgroundUploads } = this.snapshot();
    return ['starting', 'recording', 'stopping'].includes(phase) || backgroundUploads > 0;
  });

  /** Called with every answer of the pose worker, also while nothing is recorded. Draw from here, not by signals. */
  livePoses: ((poses: LivePoses) => void) | null = null;

  /** Called when the pose worker has not answered for too long. Whoever attached it starts it anew, and attaches that. */
  detectorStalled: (() => void) | null = null;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.feed?.stop();
      this.worker?.terminate();
    });
  }

  /**
   * Takes the camera's pictures and the channel to the pose worker; both change hands. Replaces what was attached
   * before, also during a recording (another camera goes on with the same session).
   *
   * @param source the `readable` of a MediaStreamTrackProcessor, or the playing video element where there is none.
   */
  attach(source: ReadableStream<VideoFrame> | HTMLVideoElement, posePort: MessagePort): void {
    this.feed?.stop();
    this.feed = null;
    this.picturesEnded.set(null);
    if (source instanceof ReadableStream) {
      this.post({ type: 'attach', pictures: source, posePort }, [source, posePort]);
    } else {
      this.post({ type: 'attach', pictures: null, posePort }, [posePort]);
      this.feed = new PictureFeed(source, (picture) => this.post({ type: 'picture', picture }, [picture]));
    }
  }

  /** Lets go of the camera and the pose worker. A recording under way is stopped and its upload finished. */
  detach(): void {
    this.feed?.stop();
    this.feed = null;
    this.picturesEnded.set(null);
    if (this.worker) this.post({ type: 'detach' });
  }

  /**
   * Starts a recording with the next picture. Resolves with the session's id once the outbox is open; needs no network.
   *
   * @throws RecorderError `conflict` while another recording runs, `no_camera` when nothing is attached.
   */
  start(options: StartOptions): Promise<string> {
    // Asked here because workers cannot: data of an origin that may persist is not thrown out when the disk fills up.
    void navigator.storage?.persist?.();
    return this.ask({ type: 'start', options });
  }

  /** Ends the recording; resolves when the last frame and byte are in the outbox. The upload goes on by itself. */
  stop(): Promise<void> {
    return this.ask({ type: 'stop' });
  }

  /** Throws the recording away, here and on the server (there as soon as it can be reached). */
  cancel(): Promise<void> {
    return this.ask({ type: 'cancel' });
  }

  /** Sets a marker at the newest recorded picture. */
  marker(label: string): Promise<void> {
    return this.ask({ type: 'marker', label });
  }

  /** Recordings that were cut off (reload, crash) and that no live page is recording or uploading. */
  findUnfinished(): Promise<UnfinishedRecording[]> {
    return this.ask({ type: 'find-unfinished' });
  }

  /** Uploads the rest of an unfinished recording and stops it. Resolves with its session, however long that takes. */
  finishUnfinished(sessionId: string): Promise<Session> {
    return this.ask({ type: 'finish-unfinished', sessionId });
  }

  /** Ends an unfinished recording with what the server has of it, and gives up the rest. Resolves with its session. */
  settleUnfinished(sessionId: string): Promise<Session> {
    return this.ask({ type: 'settle-unfinished', sessionId });
  }

  /** Throws an unfinished recording away, here and on the server. */
  discardUnfinished(sessionId: string): Promise<void> {
    return this.ask({ type: 'discard-unfinished', sessionId });
  }

  /** Tries the connection at once, for instance after a login. */
  reconnect(): void {
    if (this.worker) this.post({ type: 'reconnect' });
  }

  private ask<T>(request: CaptureRequest): Promise<T> {
    const number = ++this.requests;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.post({ ...request, request: number });
    });
  }

  private post(message: ToCaptureWorker, transfer: Transferable[] = []): void {
    this.worker ??= this.createWorker();
    this.worker.postMessage(message, transfer);
  }

  private createWorker(): Worker {
    const worker = this.workers.create();
    worker.addEventListener('message', ({ data }: MessageEvent<FromCaptureWorker>) => this.receive(data));
    worker.addEventListener('error', (event) =>
      this.fail(event.message || 'The recorder could not be loaded'),
    );
    return worker;
  }

  private receive(message: FromCaptureWorker): void {
    switch (message.type) {
      case 'state':
        this.snapshot.set(message.snapshot);
        return;
      case 'poses':
        this.livePoses?.(message);
        return;
      case 'pictures-ended':
        this.picturesEnded.set(message.reason);
        return;
      case 'detector-stalled':
        this.detectorStalled?.();
        return;
      case 'answer': {
        const asked = this.waiting.get(message.request);
        this.waiting.delete(message.request);
        if (message.ok) asked?.resolve(message.value as never);
        else asked?.reject(new RecorderError(message.error));
      }
    }
  }

  /** The worker threw outside of every request: what it persisted is found again by `findUnfinished` after a reload. */
  private fail(reason: string): void {
    const failure = { code: 'internal', message: reason };
    this.snapshot.update((snapshot) => ({ ...snapshot, phase: 'failed', failure }));
    for (const { reject } of this.waiting.values()) reject(new RecorderError(failure));
    this.waiting.clear();
  }
}
