import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ARCHIVE_FILES, type ArchiveSession } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import { mediaKeys } from '../media/media-keys.js';
import { MediaStore } from '../media/media-store.js';
import { UnprocessableVideo } from '../recording/finalising/remux-error.js';
import { type RemuxReport } from '../recording/finalising/remux.js';
import { Remuxer } from '../recording/finalising/remuxer.js';
import { sanitisedPicture } from '../recording/keyframe-upload.js';
import { type ArchiveReader, archiveRefused } from './archive-reader.js';
import { goOn } from './call-off.js';

/** The media of an import that lie in the store, and what the row says of them. */
export interface StoredMedia {
  video: { key: string; size: number; duration: number } | null;
  thumbnailPath: string | null;
  keyframes: { frameNumber: number; key: string; bytes: number }[];
}

/**
 * Brings the media of an archive into the store. Nothing is served as it came: the video is written anew, as that of a
 * recording is, and pictures that carry more than a picture are encoded anew. What Reclimb itself exported stays the same
 * byte by byte.
 */
@Injectable()
export class ArchiveMedia {
  constructor(
    private readonly media: MediaStore,
    private readonly remuxer: Remuxer,
  ) {}

  /** @throws DomainError `validation_failed` that names the file of the archive, or what the media store throws. */
  async store(
    id: string,
    archive: ArchiveReader,
    about: ArchiveSession,
    called: AbortSignal,
  ): Promise<StoredMedia> {
    const video = await this.storeVideo(id, archive, about.video !== null, called);
    const keyframes: StoredMedia['keyframes'] = [];
    for (const name of archive.names(/^keyframes\//)) {
      goOn(called);
      const frameNumber = Number(/\d+/.exec(name)?.[0]);
      if (frameNumber >= about.frameCount) throw archiveRefused(name, 'There is no frame of this number');
      if (keyframes.some((other) => other.frameNumber === frameNumber)) {
        throw archiveRefused(name, 'This frame has two pictures');
      }
      const type = name.endsWith('.jpg') ? 'jpeg' : 'webp';
      const key = mediaKeys.keyframe(id, frameNumber, type);
      const picture = await pictureOf(archive, name, type);
      await this.media.put(key, picture);
      keyframes.push({ frameNumber, key, bytes: picture.byteLength });
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
    called: AbortSignal,
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
    const bytes = archive.sizeOf(name);
    if (!bytes) throw archiveRefused(name, 'It is empty');
    const upload = mediaKeys.upload(id);
    await this.media.putFile(upload, (path) =>
      pipeline(archive.read(name), createWriteStream(path, { flags: 'wx' })),
    );
    const container = name.endsWith('.mp4') ? 'mp4' : 'webm';
    const key = mediaKeys.video(id, 'import', container);
    const report = await this.media.withFile(upload, (from) =>
      this.media.putFile(key, (to) => this.remux(name, { from, bytes, to }, called)),
    );
    await this.media.remove(upload);
    if (report.container !== container) throw archiveRefused(name, 'It is not a video of its kind');
    if (report.truncated) throw archiveRefused(name, 'It breaks off');
    const stored = await this.media.stat(key);
    if (!stored) throw new DomainError('unavailable', 'The video has vanished from the media store');
    return { key, size: stored.size, duration: report.duration };
  }

  private async remux(
    name: string,
    task: { from: string; bytes: number; to: string },
    called: AbortSignal,
  ): Promise<RemuxReport> {
    try {
      return await this.remuxer.remux(task, called);
    } catch (error) {
      goOn(called);
      if (error instanceof UnprocessableVideo) throw archiveRefused(name, error.message);
      throw error;
    }
  }
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
