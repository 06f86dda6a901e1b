import type { RecordingStatus, SessionStatus, SkeletonName } from '@reclimb/contracts';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { CommittedState } from '../sessions/frame-append.js';
import type { SessionRecording } from '../sessions/session-recording.entity.js';
import type { RecordingClient } from './recording-client.js';

/** Clients hear of progress at most this often (the contract: once a second). */
const PROGRESS_INTERVAL_MS = 1000;

/** Where the feed's news go: the gateway. */
export interface RecordingAudience {
  status(client: RecordingClient, status: RecordingStatus): void;
  takenOver(client: RecordingClient, sessionId: string): void;
}

interface Watched {
  client: RecordingClient;
  skeleton: SkeletonName | undefined;
  status: RecordingStatus | undefined;
  sentAt: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * What this process knows of the recordings that its connections hold, and tells their clients: changes of status at
 * once, progress at most once a second.
 */
@Injectable()
export class RecordingFeed implements OnModuleDestroy {
  private readonly watched = new Map<string, Watched>();
  /** The connections of `/recording` to this process. */
  readonly clients = new Set<RecordingClient>();
  private audience: RecordingAudience | undefined;

  /** Names who passes the news on. */
  tell(audience: RecordingAudience): void {
    this.audience = audience;
  }

  onModuleDestroy(): void {
    for (const id of [...this.watched.keys()]) this.forget(id);
  }

  /** `client` holds the recording from now on; answers who did before. */
  hold(client: RecordingClient, sessionId: string): RecordingClient | undefined {
    const entry = this.watched.get(sessionId);
    const before = entry?.client;
    if (entry) entry.client = client;
    else {
      this.watched.set(sessionId, {
        client,
        skeleton: undefined,
        status: undefined,
        sentAt: 0,
        timer: undefined,
      });
    }
    return before;
  }

  /** The skeleton of a recording that is held here; it never changes. */
  skeletonOf(sessionId: string): SkeletonName | undefined {
    return this.watched.get(sessionId)?.skeleton;
  }

  /** The recordings whose client is connected here, or was when they ended. */
  sessions(): { sessionId: string; status: SessionStatus | undefined }[] {
    return [...this.watched].map(([sessionId, entry]) => ({ sessionId, status: entry.status?.status }));
  }

  /** More of the recording is durable. */
  moved(sessionId: string, state: CommittedState): void {
    const entry = this.watched.get(sessionId);
    if (!entry?.status) return;
    entry.status = { ...entry.status, ...state };
    const wait = entry.sentAt + PROGRESS_INTERVAL_MS - performance.now();
    if (wait <= 0) this.send(entry);
    else entry.timer ??= setTimeout(() => this.send(entry), wait);
  }

  /** The recording has been started, resumed, or changed its status. */
  changed(row: SessionRecording, status: SessionStatus): void {
    const entry = this.watched.get(row.id);
    if (!entry) return;
    entry.skeleton = row.skeleton;
    entry.status = {
      sessionId: row.id,
      status,
      frameCount: row.frameCount,
      videoBytes: row.videoBytes,
      duration: row.duration,
    };
    this.send(entry);
    if (status === 'completed' || status === 'failed') this.forget(row.id);
  }

  /** Tells a client that it no longer holds the recording. */
  takenOver(client: RecordingClient, sessionId: string): void {
    if (this.watched.get(sessionId)?.client === client) this.forget(sessionId);
    this.audience?.takenOver(client, sessionId);
  }

  /** The connection is gone. */
  left(client: RecordingClient): void {
    this.clients.delete(client);
    for (const [sessionId, entry] of this.watched) if (entry.client === client) this.forget(sessionId);
  }

  /** Nothing more is told of this recording. */
  forget(sessionId: string): void {
    clearTimeout(this.watched.get(sessionId)?.timer);
    this.watched.delete(sessionId);
  }

  private send(entry: Watched): void {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    entry.sentAt = performance.now();
    if (entry.status) this.audience?.status(entry.client, entry.status);
  }
}
