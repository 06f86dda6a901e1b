import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import * as z from 'zod';
import { Jobs } from '../../jobs/jobs.js';
import { mediaKeys } from '../../media/media-keys.js';
import { MediaStore } from '../../media/media-store.js';
import { SessionRecording } from '../../sessions/session-recording.entity.js';
import { SessionsRepository } from '../../sessions/sessions.repository.js';

const DROP_UPLOAD_JOB = 'drop-upload';
/**
 * How long a climber whose client was gone may come back with the rest of a video. A month: who climbs rarely opens the
 * studio rarely. After it the finished video stays and nothing can be added to it.
 */
const LATE_RETURN_DAYS = 30;
const payloadSchema = z.object({ sessionId: z.uuid() });

/** How long the raw upload of a finished session is kept. */
@Injectable()
export class UploadRetention implements OnModuleInit {
  constructor(
    private readonly database: DataSource,
    private readonly jobs: Jobs,
    private readonly sessions: SessionsRepository,
    private readonly media: MediaStore,
  ) {}

  onModuleInit(): void {
    this.jobs.register(DROP_UPLOAD_JOB, (payload) => this.drop(payloadSchema.parse(payload).sessionId));
  }

  /** Keeps the upload of an interrupted session for a late return; in the transaction that completes the session. */
  async keepForLateReturn(manager: EntityManager, sessionId: string): Promise<void> {
    const runAt = new Date(Date.now() + LATE_RETURN_DAYS * 86_400_000);
    await this.jobs.add(manager, DROP_UPLOAD_JOB, { sessionId }, { jobKey: sessionId, runAt });
  }

  /** The time for a late return is over. A session that was opened again meanwhile is left alone. */
  async drop(sessionId: string): Promise<void> {
    await this.database.query(
      `UPDATE session_recording SET raw_video_path = NULL
        WHERE id = $1 AND status = 'completed' AND interrupted AND raw_video_path IS NOT NULL`,
      [sessionId],
    );
    await this.removeUnnamed(await this.sessions.find(sessionId));
  }

  /** A crash right after the row had let go of the upload leaves the file, which nothing names any more. */
  async removeUnnamed(row: SessionRecording | null): Promise<void> {
    if (row?.status === 'completed' && row.videoBytes > 0 && row.rawVideoPath === null) {
      await this.media.remove(mediaKeys.upload(row.id));
    }
  }
}
