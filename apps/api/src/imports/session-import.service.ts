import { type FileHandle } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import {
  ARCHIVE_FILES,
  type ArchiveMarkers,
  archiveMarkersSchema,
  type ArchiveSession,
  archiveSessionSchema,
  type Session,
} from '@reclimb/contracts';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import * as z from 'zod';
import { type Caller } from '../accounts/caller.js';
import { TransactionRunner } from '../database/transaction-runner.js';
import { Jobs } from '../jobs/jobs.js';
import { StorageLimits } from '../limits/storage-limits.js';
import { SessionMarker } from '../markers/session-marker.entity.js';
import { mediaKeys } from '../media/media-keys.js';
import { MediaStore } from '../media/media-store.js';
import { FRAME_BYTES } from '../sessions/frame-size.js';
import { FramesRepository } from '../sessions/frames.repository.js';
import { sessionNotFound } from '../sessions/session-access.js';
import { toSession } from '../sessions/session.mapper.js';
import { SessionRecording } from '../sessions/session-recording.entity.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { WebhookOutbox } from '../webhooks/webhook-outbox.js';
import { KeyedQueue } from '../recording/keyed-queue.js';
import { batchesOf, checkFrames } from './archive-frames.js';
import { ArchiveMedia, type StoredMedia } from './archive-media.js';
import { ArchiveReader, archiveRefused } from './archive-reader.js';
import { goOn } from './call-off.js';

const FORGET_IMPORT_JOB = 'forget-import';
const payloadSchema = z.object({ sessionId: z.uuid() });
/** Longer than any import takes. */
const FORGET_AFTER_MS = 24 * 60 * 60 * 1000;

/** Files of an archive that are stored as files. */
const MEDIA = /^(video\.|keyframes\/)/;
/** Rows of one statement. */
const MARKER_BATCH = 1000;

/** Sessions from `zip` exports. An import is whole or not there at all. */
@Injectable()
export class SessionImport implements OnModuleInit {
  private readonly logger = new Logger('SessionImport');
  /** One import of a user at a time: each holds a database connection for as long as it stores. */
  private readonly queue = new KeyedQueue();

  constructor(
    private readonly database: DataSource,
    private readonly transactions: TransactionRunner,
    private readonly sessions: SessionsRepository,
    private readonly frames: FramesRepository,
    private readonly media: MediaStore,
    private readonly archiveMedia: ArchiveMedia,
    private readonly jobs: Jobs,
    private readonly webhooks: WebhookOutbox,
    private readonly limits: StorageLimits,
  ) {}

  onModuleInit(): void {
    this.jobs.register(FORGET_IMPORT_JOB, async (payload) => {
      const { sessionId } = payloadSchema.parse(payload);
      if (!(await this.sessions.find(sessionId))) await this.media.removeAll(mediaKeys.session(sessionId));
    });
  }

  /**
   * Makes a session of the caller's from the archive in `file`: the same frames, markers, pictures and video bytes, with
   * an id of its own.
   *
   * @param called aborted when nobody wants the session any more.
   * @throws DomainError `validation_failed` that names the file of the archive, `quota_exceeded` when there is no room for
   *   one of this size, `unavailable` when it is called off; nothing is left behind then.
   */
  run(caller: Caller, file: FileHandle, called: AbortSignal): Promise<Session> {
    return this.queue.run(caller.userId, () => this.import(caller, file, called));
  }

  private async import(caller: Caller, file: FileHandle, called: AbortSignal): Promise<Session> {
    goOn(called);
    await this.limits.mayStore(caller.userId, (await file.stat()).size);
    const archive = await ArchiveReader.open(file);
    const about = await archive.json(ARCHIVE_FILES.session, archiveSessionSchema);
    const markers = await archive.json(ARCHIVE_FILES.markers, archiveMarkersSchema);
    // Nothing is unpacked for which there is no room; what it takes in the end is asked for once more when it is known.
    await this.limits.mayStore(caller.userId, archive.unpackedBytes(MEDIA) + about.frameCount * FRAME_BYTES);
    const id = randomUUID();
    // Should the server die on the way, this removes what lies in the media store without a session.
    const runAt = new Date(Date.now() + FORGET_AFTER_MS);
    const job = { jobKey: id, runAt };
    await this.jobs.add(this.database.manager, FORGET_IMPORT_JOB, { sessionId: id }, job);
    try {
      const media = await this.archiveMedia.store(id, archive, about, called);
      await this.transactions.run(async (manager) => {
        await this.storeRows(manager, caller, id, { archive, about, markers, media, called });
        const imported = await this.sessions.find(id, manager);
        if (imported) await this.webhooks.announce(manager, 'session.completed', [imported]);
        await this.jobs.remove(manager, FORGET_IMPORT_JOB, id);
      });
    } catch (error) {
      await this.forget(id);
      throw error;
    }
    const row = await this.sessions.find(id);
    if (!row) throw sessionNotFound();
    return toSession(row);
  }

  /** The job stays when this does not succeed, and does it later. */
  private async forget(id: string): Promise<void> {
    try {
      await this.media.removeAll(mediaKeys.session(id));
      await this.jobs.remove(this.database.manager, FORGET_IMPORT_JOB, id);
    } catch (error) {
      this.logger.warn(`What is left of a refused import is removed later: ${String(error)}`);
    }
  }

  private async storeRows(
    manager: EntityManager,
    { userId }: Caller,
    id: string,
    { archive, about, markers, media, called }: Parts,
  ): Promise<void> {
    const { name, description, skeleton, model, imageWidth, imageHeight, tags, pinned, video } = about;
    await manager.insert(SessionRecording, {
      ...{ id, userId, name, description, skeleton, model, imageWidth, imageHeight, tags, pinned },
      status: 'recording',
      // Nothing was recorded after now, whatever the archive says.
      createdAt: new Date(Math.min(Date.parse(about.createdAt), Date.now())),
      videoMimeType: video?.mimeType ?? null,
      videoWidth: video?.width ?? null,
      videoHeight: video?.height ?? null,
      videoBytes: media.video?.size ?? 0,
      // Of its pictures; frames of several people add theirs.
      extraBytes: media.keyframes.reduce((sum, { bytes }) => sum + bytes, 0),
    });
    const lastTimestamp = await this.storeFrames(manager, userId, id, { archive, about, called });
    await manager.query(
      `UPDATE session_frame SET image_path = given.key
         FROM unnest($2::int[], $3::text[]) AS given (frame_number, key)
        WHERE session_id = $1 AND session_frame.frame_number = given.frame_number`,
      [id, media.keyframes.map(({ frameNumber }) => frameNumber), media.keyframes.map(({ key }) => key)],
    );
    // Markers of the same time are listed by their ids: in the archive's order.
    const markerIds = markers.map(() => randomUUID()).sort();
    const rows = markers.map((marker, index) => ({ id: markerIds[index], sessionId: id, ...marker }));
    for (let first = 0; first < rows.length; first += MARKER_BATCH) {
      await manager.insert(SessionMarker, rows.slice(first, first + MARKER_BATCH));
    }
    const duration = lastTimestamp ?? media.video?.duration ?? 0;
    await manager.update(
      SessionRecording,
      { id },
      {
        status: 'completed',
        duration,
        interrupted: about.interrupted,
        videoFilePath: media.video?.key ?? null,
        videoSize: media.video?.size ?? null,
        thumbnailPath: media.thumbnailPath,
      },
    );
    await this.limits.mayKeep(manager, id, userId, duration);
  }

  /** Appends the frames by the rules of recording; answers the last one's timestamp. */
  private async storeFrames(
    manager: EntityManager,
    userId: string,
    sessionId: string,
    { archive, about: { skeleton, frameCount }, called }: Pick<Parts, 'archive' | 'about' | 'called'>,
  ): Promise<number | null> {
    let stored = 0;
    let lastTimestamp: number | null = null;
    for await (const frames of batchesOf(archive.read(ARCHIVE_FILES.frames))) {
      goOn(called);
      checkFrames(frames, stored, skeleton);
      const last = frames.at(-1);
      if (!(await this.frames.append({ sessionId, userId, writerId: null, frames }, manager)) || !last) {
        throw archiveRefused(
          ARCHIVE_FILES.frames,
          `Frame ${stored} is missing, or not later than the one before`,
        );
      }
      stored += frames.length;
      lastTimestamp = last.timestamp;
    }
    if (stored !== frameCount) {
      throw archiveRefused(ARCHIVE_FILES.frames, `Expected ${frameCount} frames, found ${stored}`);
    }
    return lastTimestamp;
  }
}

interface Parts {
  archive: ArchiveReader;
  about: ArchiveSession;
  markers: ArchiveMarkers;
  media: StoredMedia;
  called: AbortSignal;
}
