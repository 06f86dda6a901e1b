import { createWriteStream } from 'node:fs';
import { type FileHandle } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
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
import { UnreadableVideo, VideoInspector } from '../exports/video/video-inspector.js';
import { DomainError } from '../errors/domain-error.js';
import { Jobs } from '../jobs/jobs.js';
import { StorageLimits } from '../limits/storage-limits.js';
import { SessionMarker } from '../markers/session-marker.entity.js';
import { mediaKeys } from '../media/media-keys.js';
import { MediaStore } from '../media/media-store.js';
import { sanitisedPicture } from '../recording/keyframe-upload.js';
import { FramesRepository } from '../sessions/frames.repository.js';
import { sessionNotFound } from '../sessions/session-access.js';
import { toSession } from '../sessions/session.mapper.js';
import { SessionRecording } from '../sessions/session-recording.entity.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { WebhookOutbox } from '../webhooks/webhook-outbox.js';
import { KeyedQueue } from '../recording/keyed-queue.js';
import { batchesOf, checkFrames } from './archive-frames.js';
import { ArchiveReader, archiveRefused } from './archive-reader.js';

const FORGET_IMPORT_JOB = 'forget-import';
const payloadSchema = z.object({ sessionId: z.uuid() });
/** Longer than any import takes. */
const FORGET_AFTER_MS = 24 * 60 * 60 * 1000;

/** Rows of one statement. */
const MARKER_BATCH = 1000;

/** The media of an import that lie in the store, and what the row says of them. */
interface StoredMedia {
  video: { key: string; size: number; duration: number } | null;
  thumbnailPath: string | null;
  keyframes: { frameNumber: number; key: string }[];
}

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
    private readonly videos: VideoInspector,
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
    const id = randomUUID();
    // Should the server die on the way, this removes what lies in the media store without a session.
    const runAt = new Date(Date.now() + FORGET_AFTER_MS);
    const job = { jobKey: id, runAt };
    await this.jobs.add(this.database.manager, FORGET_IMPORT_JOB, { sessionId: id }, job);
    try {
      const media = await this.storeMedia(id, archive, about);
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

  private async storeMedia(id: string, archive: ArchiveReader, about: ArchiveSession): Promise<StoredMedia> {
    const video = await this.storeVideo(id, archive, about.video !== null);
    const keyframes: StoredMedia['keyframes'] = [];
    for (const name of archive.names(/^keyframes\//)) {
      const frameNumber = Number(/\d+/.exec(name)?.[0]);
      if (frameNumber >= about.frameCount) throw archiveRefused(name, 'There is no frame of this number');
      if (keyframes.some((other) => other.frameNumber === frameNumber)) {
        throw archiveRefused(name, 'This frame has two pictures');
      }
      const type = name.endsWith('.jpg') ? 'jpeg' : 'webp';
      const key = mediaKeys.keyframe(id, frameNumber, type);
      await this.media.put(key, await pictureOf(archive, name, type));
      keyframes.push({ frameNumber, key });
    }
    let thumbnailPath: string | null = null;
    if (archive.sizeOf(ARCHIVE_FILES.thumbnail) !== null) {
      thumbnailPath = mediaKeys.thumbnail(id);
      await this.media.put(thumbnailPath, await pictureOf(archive, ARCHIVE_FILES.thumbnail, 'webp'));
    }
    return { video, thumbnailPath, keyframes };
  }

  private async storeVideo(
    id: string,
    archive: ArchiveReader,
    isExpected: boolean,
  ): Promise<StoredMedia['video']> {
    const [name, second] = archive.names(/^video\./);
    if (second !== undefined) throw archiveRefused(second, 'A session has one video');
    if (isExpected !== (name !== undefined)) {
      throw archiveRefused(
        name ?? 'video',
        isExpected ? 'It is missing' : 'session.json does not tell of a video',
      );
    }
    if (name === undefined) return null;
    const container = name.endsWith('.mp4') ? 'mp4' : 'webm';
    const key = mediaKeys.video(id, 'import', container);
    const size = archive.sizeOf(name);
    if (!size) throw archiveRefused(name, 'It is empty');
    await this.media.putFile(key, (path) =>
      pipeline(archive.read(name), createWriteStream(path, { flags: 'wx' })),
    );
    const found = await this.videos.inspect(key).catch((error: unknown) => {
      if (error instanceof UnreadableVideo) {
        throw archiveRefused(name, 'It is not a video that can be played');
      }
      throw error;
    });
    if (found.container !== container || found.pictureTimes.length === 0) {
      throw archiveRefused(name, 'It is not a video of its kind');
    }
    return { key, size, duration: found.duration };
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
    await manager.update(
      SessionRecording,
      { id },
      {
        status: 'completed',
        duration: lastTimestamp ?? media.video?.duration ?? 0,
        interrupted: about.interrupted,
        videoFilePath: media.video?.key ?? null,
        videoSize: media.video?.size ?? null,
        thumbnailPath: media.thumbnailPath,
      },
    );
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

/** Throws when the import has been called off. */
function goOn(called: AbortSignal): void {
  if (called.aborted) throw new DomainError('unavailable', 'The import was called off');
}

/** A picture that was encoded by us is kept as it is; whatever carries more than a picture is encoded anew. */
async function pictureOf(archive: ArchiveReader, name: string, type: 'jpeg' | 'webp'): Promise<Buffer> {
  const bytes = await archive.bytes(name);
  const {
    type: found,
    bytes: clean,
    wasClean,
  } = await sanitisedPicture(bytes).catch(() => {
    throw archiveRefused(name, 'The picture is damaged or of an unknown kind');
  });
  if (found !== type) throw archiveRefused(name, 'The picture is of another kind than its name says');
  return wasClean ? bytes : clean;
}
