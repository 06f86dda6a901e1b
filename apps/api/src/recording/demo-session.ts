import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Session } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { demoSession } from '@reclimb/pose';
import type { EntityManager } from 'typeorm';
import { type Caller } from '../accounts/caller.js';
import { TransactionRunner } from '../database/transaction-runner.js';
import { violatedConstraint } from '../errors/postgres-error.js';
import { mediaKeys } from '../media/media-keys.js';
import { MediaStore } from '../media/media-store.js';
import { SessionMarker } from '../markers/session-marker.entity.js';
import { FramesRepository } from '../sessions/frames.repository.js';
import { sessionNotFound } from '../sessions/session-access.js';
import { toSession } from '../sessions/session.mapper.js';
import { SessionRecording } from '../sessions/session-recording.entity.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { FinaliseSession } from './finalising/finalise-session.job.js';

/** The climber as a video, drawn on the frames' own timestamps by tools/clips. */
const DEMO_VIDEO = new URL('../../assets/demo.mp4', import.meta.url);
/** When the queue looks after the demo: longer than the request takes that makes it. */
const NET_MS = 60_000;

/** The session of the synthetic climber, for newcomers without a camera: stored and finalised like any recording. */
@Injectable()
export class DemoSession {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly library: SessionsService,
    private readonly frames: FramesRepository,
    private readonly media: MediaStore,
    private readonly transactions: TransactionRunner,
    private readonly finaliser: FinaliseSession,
  ) {}

  /** The caller's demo session, made when there is none yet; one in the trash comes back. */
  async forCaller(caller: Caller): Promise<Session> {
    const { userId } = caller;
    const existing = await this.sessions.findDemo(userId);
    if (existing?.deletedAt) {
      await this.library.carryOut(caller, { action: 'restore', ids: [existing.id] });
    }
    if (!existing) await this.make(userId);
    const row = await this.sessions.findDemo(userId);
    if (!row) throw sessionNotFound();
    return toSession(row);
  }

  private async make(userId: string): Promise<void> {
    const id = randomUUID();
    const video = await readFile(DEMO_VIDEO);
    await this.media.writeAt(mediaKeys.upload(id), 0, video);
    try {
      await this.transactions.run((manager) => this.store(manager, id, userId, video.byteLength));
    } catch (error) {
      await this.media.removeAll(mediaKeys.session(id));
      // Asked twice at the same time: the other one has made it.
      if (violatedConstraint(error) === 'uq_session_recording_demo') return;
      throw error;
    }
    // Now rather than when the queue comes to it: somebody is waiting for their first ghost.
    await this.finaliser.finalise(id, new AbortController().signal);
  }

  private async store(
    manager: EntityManager,
    sessionId: string,
    userId: string,
    videoBytes: number,
  ): Promise<void> {
    const demo = demoSession();
    await manager.insert(SessionRecording, {
      id: sessionId,
      userId,
      name: demo.name,
      description: demo.description,
      status: 'recording',
      skeleton: demo.skeleton,
      model: demo.model,
      imageWidth: demo.imageWidth,
      imageHeight: demo.imageHeight,
      videoMimeType: 'video/mp4',
      videoWidth: demo.imageWidth,
      videoHeight: demo.imageHeight,
      videoBytes,
      rawVideoPath: mediaKeys.upload(sessionId),
      tags: ['demo'],
      demo: true,
    });
    await this.frames.append({ sessionId, userId, writerId: null, frames: [...demo.frames()] }, manager);
    await manager.insert(
      SessionMarker,
      demo.markers.map((marker) => ({ id: randomUUID(), sessionId, ...marker })),
    );
    await manager.update(SessionRecording, { id: sessionId }, { status: 'processing' });
    // A net for a crash: this very request finalises it.
    await this.finaliser.enqueue(manager, sessionId, new Date(Date.now() + NET_MS));
  }
}
