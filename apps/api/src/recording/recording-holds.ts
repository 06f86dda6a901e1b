import { Injectable } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import { sessionNotFound } from '../sessions/session-access.js';
import { type SessionRecording } from '../sessions/session-recording.entity.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { KeyedQueue } from './keyed-queue.js';
import { type RecordingClient } from './recording-client.js';
import { RecordingFeed } from './recording-feed.js';
import { notRecording } from './recording-refusals.js';
import { RecordingsRepository } from './recordings.repository.js';

/**
 * Who may write to a recording: one connection at a time holds it, the newest that started or resumed it, and its messages
 * are handled in the order in which they came.
 */
@Injectable()
export class RecordingHolds {
  private readonly queue = new KeyedQueue();

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly recordings: RecordingsRepository,
    private readonly feed: RecordingFeed,
  ) {}

  /** Runs `task` when everything that came before it for this recording is done. */
  inOrder<T>(sessionId: string, task: () => Promise<T>): Promise<T> {
    return this.queue.run(sessionId, task);
  }

  /** Whether there is such a session, whoever it belongs to. */
  async exists(sessionId: string): Promise<boolean> {
    return (await this.sessions.ownerOf(sessionId)) !== null;
  }

  /** The session, when it is the caller's. */
  async own(client: RecordingClient, sessionId: string): Promise<SessionRecording> {
    // Those who are refused may ask without end: the whole row is not read for them. Who holds it is none of them.
    if (!client.held.has(sessionId)) await this.refuseOthers(client, sessionId);
    const row = await this.sessions.find(sessionId);
    if (row?.userId !== client.caller.userId) throw sessionNotFound();
    return row;
  }

  /** Throws `not_found` unless the session is the caller's. */
  async refuseOthers(client: RecordingClient, sessionId: string): Promise<void> {
    if ((await this.sessions.ownerOf(sessionId)) !== client.caller.userId) throw sessionNotFound();
  }

  /** The session, when it is the caller's and this connection may write to it. */
  async writable(client: RecordingClient, sessionId: string): Promise<SessionRecording> {
    this.refuseLost(client, sessionId);
    const row = await this.own(client, sessionId);
    if (row.status === 'recording' && client.writerId !== null && row.writerId !== client.writerId) {
      if (client.held.has(sessionId)) {
        // Another server's connection resumed it: this one learns it now.
        this.lose(client, sessionId);
        this.refuseLost(client, sessionId);
      }
      await this.claim(client, row);
    }
    return row;
  }

  /** Makes sure that the session takes data; false when it changed meanwhile and must be read again. */
  async open(client: RecordingClient, row: SessionRecording): Promise<boolean> {
    if (row.status === 'recording') return true;
    if (!row.interrupted || (row.videoBytes > 0 && row.rawVideoPath === null)) throw notRecording(row.status);
    if (!(await this.recordings.reopen(row.id, client.caller.userId, client.writerId))) return false;
    this.hold(client, row.id);
    this.feed.changed(row, 'recording');
    return true;
  }

  /** Takes a recording in progress over for this connection. */
  async claim(client: RecordingClient, row: SessionRecording): Promise<void> {
    if (client.writerId === null || row.status !== 'recording') return;
    if (await this.recordings.claim(row.id, client.caller.userId, client.writerId)) this.hold(client, row.id);
  }

  /** This connection holds the recording from now on; another one of this server loses it. */
  hold(client: RecordingClient, sessionId: string): void {
    if (client.writerId === null) return;
    client.lost.delete(sessionId);
    client.held.add(sessionId);
    const before = this.feed.hold(client, sessionId);
    if (before && before !== client && before.held.has(sessionId)) this.lose(before, sessionId);
  }

  /** The connection's recording was resumed by another one. */
  lose(client: RecordingClient, sessionId: string): void {
    client.held.delete(sessionId);
    client.lost.add(sessionId);
    this.feed.takenOver(client, sessionId);
  }

  /** Finds out whether the connection still holds the recording; one that another has taken over is told. */
  checkHeld(client: RecordingClient, sessionId: string): Promise<void> {
    return this.inOrder(sessionId, async () => {
      const row = await this.sessions.find(sessionId);
      if (!client.held.has(sessionId)) return;
      if (row?.status !== 'recording') this.letGo(client, sessionId);
      else if (row.writerId !== client.writerId) this.lose(client, sessionId);
    });
  }

  /** The recording has ended. */
  letGo(client: RecordingClient, sessionId: string): void {
    client.held.delete(sessionId);
  }

  /** Throws `conflict` for a connection that has lost the recording: it must resume before it writes again. */
  refuseLost(client: RecordingClient, sessionId: string): void {
    if (client.lost.has(sessionId)) {
      throw new DomainError(
        'conflict',
        'Another connection has taken this recording over; resume it to go on',
      );
    }
  }
}
