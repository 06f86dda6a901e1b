import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import {
  type Frame,
  framePageSchema,
  type Marker,
  REPLAY_NAMESPACE,
  type SessionInfo,
} from '@reclimb/contracts';
import {
  type Moment,
  PICTURE_TOLERANCE,
  type PlayerState,
  ReplayPlayer,
  type ReplaySourceError,
} from '@reclimb/replay';
import { io } from 'socket.io-client';
import { ApiClient } from '../api/api-client';
import { FrameUnpacker } from './stream/frame-unpacker';
import { SocketReplaySource } from './stream/socket-replay-source';

/** A picture that shows the session and tells its time: the session's video. */
export interface PictureClock {
  /** Time of the picture on the screen in seconds; undefined while none is there. */
  readonly shownTime: number | undefined;
  /** Called before each picture of the screen is drawn. */
  beforeDraw(): void;
}

/** What is replayed: a session of one's own, or the one that a shared link leads to. */
export type ReplaySubject = { readonly sessionId: string } | { readonly shareToken: string };

/**
 * One session being replayed: the engine, what the server says of the session, and the beat in which everything on the
 * page is drawn. Provided by the replay page and closed with it.
 */
@Injectable()
export class ReplaySession {
  readonly #api = inject(ApiClient);
  readonly #state = signal<PlayerState | undefined>(undefined);
  readonly #position = signal(0);
  readonly #info = signal<SessionInfo | undefined>(undefined);
  readonly #drawers = new Set<() => void>();
  readonly #readOnly = signal(false);
  readonly #refusal = signal<ReplaySourceError | undefined>(undefined);
  readonly #begun = signal(false);
  #sessionId = '';
  /** Where the frames are to be had over REST. */
  #framesPath = '';
  #player: ReplayPlayer | undefined;
  #unpacker: FrameUnpacker | undefined;
  #picture: PictureClock | undefined;
  #beat = 0;

  readonly state = this.#state.asReadonly();
  /** The engine's position in seconds, at every picture of the screen. */
  readonly position = this.#position.asReadonly();
  readonly info = this.#info.asReadonly();
  /** Whether nothing of the session can be changed here. */
  readonly readOnly = this.#readOnly.asReadonly();
  /** Why the server does not let this page look at the session any more; undefined as long as it does. */
  readonly refusal = this.#refusal.asReadonly();
  /** Whether a moment has been drawn, and the browser has had the time to show it. */
  readonly begun = this.#begun.asReadonly();
  readonly session = computed(() => this.#info()?.session);
  readonly markers = signal<readonly Marker[]>([]);
  readonly start = computed(() => this.#state()?.extent.firstTimestamp ?? 0);
  readonly end = computed(() => this.#state()?.extent.lastTimestamp ?? 0);
  readonly phase = computed(() => this.#state()?.phase ?? 'loading');
  /** Whether the session is still being recorded. */
  readonly live = computed(() => this.#state()?.extent.live ?? false);
  /** Whether play would pause now: it plays or is about to. */
  readonly playing = computed(() => this.#state()?.wantsToPlay ?? false);

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      cancelAnimationFrame(this.#beat);
      void this.#player?.close();
      this.#unpacker?.close();
    });
  }

  /** Throws before {@link open}. */
  get player(): ReplayPlayer {
    if (!this.#player) throw new Error('The replay is not open.');
    return this.#player;
  }

  /** The id of the session; empty before {@link open}, and for who looks by a link. */
  get sessionId(): string {
    return this.#sessionId;
  }

  /** Address of the frames, as pages or as NDJSON. */
  get framesUrl(): string {
    return `/api/v1${this.#framesPath}`;
  }

  /** Whether {@link player} is there. */
  get isOpen(): boolean {
    return this.#player !== undefined;
  }

  /**
   * Connects to a session's replay; a page shows one session for as long as it lives.
   * @param startAt the place that will be sought first, in seconds
   */
  open(subject: ReplaySubject, startAt = 0): void {
    const shared = 'shareToken' in subject;
    this.#sessionId = shared ? '' : subject.sessionId;
    this.#readOnly.set(shared);
    this.#framesPath = shared
      ? `/shared/${encodeURIComponent(subject.shareToken)}/frames`
      : `/sessions/${encodeURIComponent(subject.sessionId)}/frames`;
    const socket = io(REPLAY_NAMESPACE, {
      auth: (tell) => tell({ ...subject, pace: 'ahead', encoding: 'packed', ...source.wish }),
      autoConnect: false,
      forceNew: true,
      transports: ['websocket'],
      reconnectionDelay: 500,
      reconnectionDelayMax: 4000,
    });
    const unpacker = new FrameUnpacker(
      () =>
        new Worker(new URL('./stream/unpack-frames.worker', import.meta.url), {
          type: 'module',
          name: 'frames',
        }),
    );
    this.#unpacker = unpacker;
    const source = new SocketReplaySource(
      socket,
      {
        unpack: (packed, keypointCount) => unpacker.unpack(packed, keypointCount),
        framesBetween: async (from, to, signal) => {
          return (
            await this.#api.get(this.#framesPath, framePageSchema, {
              query: { from, to, limit: 200 },
              signal,
            })
          ).items;
        },
        onInfo: (info) => {
          this.#info.set(info);
          this.#refusal.set(undefined);
          this.markers.set(info.markers);
        },
        onRefused: (problem) => this.#refusal.set(problem),
      },
      startAt,
    );
    const player = new ReplayPlayer(source, {
      clock: { now: () => performance.now() / 1000 },
      cancellation: () => new AbortController(),
      delay: (seconds, signal) =>
        new Promise((resolve) => {
          const timer = setTimeout(resolve, seconds * 1000);
          signal.addEventListener('abort', () => {
            clearTimeout(timer);
            resolve();
          });
        }),
    });
    this.#player = player;
    player.subscribe((state) => {
      this.#state.set(state);
      this.#position.set(player.position);
    });
    this.#state.set(player.state);
    void player.open();
    let begun = false;
    const beat = (): void => {
      this.#beat = requestAnimationFrame(beat);
      this.#picture?.beforeDraw();
      player.tick();
      this.#position.set(player.position);
      for (const draw of this.#drawers) draw();
      if (!begun && this.moment()) {
        begun = true;
        // Behind the picture that is being drawn.
        setTimeout(() => this.#begun.set(true));
      }
    };
    this.#beat = requestAnimationFrame(beat);
  }

  /** Every `stride`-th frame, from the first to the last; for a stride that leaves at most a page of a thousand. */
  async sampled(stride: number, signal: AbortSignal): Promise<readonly Frame[]> {
    const query = { stride, limit: 1000 };
    return (await this.#api.get(this.#framesPath, framePageSchema, { query, signal })).items;
  }

  /** Takes in a marker that was made or changed. */
  keepMarker(marker: Marker): void {
    this.markers.update((all) =>
      [...all.filter(({ id }) => id !== marker.id), marker].sort((a, b) => a.timestamp - b.timestamp),
    );
  }

  /** Calls back at every picture of the screen. Answers how to stop that. */
  onBeat(draw: () => void): () => void {
    this.#drawers.add(draw);
    return () => this.#drawers.delete(draw);
  }

  /** The session's video, while it is shown: everything else shows the time of its picture. */
  setPicture(picture: PictureClock | undefined): void {
    this.#picture = picture;
  }

  /** What is to be drawn now; undefined while it has not been loaded. */
  moment(): Moment | undefined {
    if (!this.#player) return undefined;
    const shown = this.#picture?.shownTime;
    return shown === undefined ? this.#player.moment() : this.#player.momentAt(shown, PICTURE_TOLERANCE);
  }
}
