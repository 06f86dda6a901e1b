import {
  ARCHIVE_FILES,
  ARCHIVE_FORMAT,
  ARCHIVE_VERSION,
  type ArchiveMarkers,
  type ArchiveSession,
  type Marker,
} from '@reclimb/contracts';
import { ndjsonLines } from '@reclimb/exports';
import { type MediaStore } from '../media/media-store.js';
import { toRecorded, videoIsReady } from '../sessions/session.mapper.js';
import { type SessionRecording } from '../sessions/session-recording.entity.js';
import { inBlocks } from './blocks.js';
import { ListedFiles } from './listed-files.js';
import type { ZipFile } from './stored-zip.js';

/** All that belongs into the archive of a session. */
export interface ArchivedSession {
  row: SessionRecording;
  markers: readonly Marker[];
  keyframes: readonly { frameNumber: number; imagePath: string }[];
  frameTexts: () => AsyncIterable<string>;
}

/** The files of a `zip` export (see `ARCHIVE_FILES`), the manifest with the sums of the others last. */
export async function* archiveFiles(
  session: ArchivedSession,
  media: MediaStore,
): AsyncGenerator<ZipFile, void, undefined> {
  const { row, markers, keyframes } = session;
  const files = new ListedFiles(row.createdAt);
  const stored = (name: string, key: string): ZipFile => files.file(name, bytesOf(media, key));

  yield files.json(ARCHIVE_FILES.session, describe(row));
  yield files.json(ARCHIVE_FILES.markers, markers.map(withoutId));
  yield files.file(ARCHIVE_FILES.frames, inBlocks(ndjsonLines(session.frameTexts())));
  if (row.thumbnailPath !== null) yield stored(ARCHIVE_FILES.thumbnail, row.thumbnailPath);
  for (const { frameNumber, imagePath } of keyframes) {
    const extension = imagePath.endsWith('.jpg') ? 'jpg' : 'webp';
    yield stored(ARCHIVE_FILES.keyframe(frameNumber, extension), imagePath);
  }
  if (row.videoFilePath !== null && videoIsReady(row)) {
    const container = row.videoFilePath.endsWith('.mp4') ? 'mp4' : 'webm';
    yield stored(ARCHIVE_FILES.video(container), row.videoFilePath);
  }
  yield files.manifest(ARCHIVE_FILES.manifest, { format: ARCHIVE_FORMAT, version: ARCHIVE_VERSION });
}

/** Opened when its turn comes, not when it is named: a session may have hundreds. */
async function* bytesOf(media: MediaStore, key: string): AsyncGenerator<Uint8Array, void> {
  yield* await media.read(key);
}

const withoutId = ({ timestamp, label, kind }: Marker): ArchiveMarkers[number] => ({
  timestamp,
  label,
  kind,
});

function describe(row: SessionRecording): ArchiveSession {
  return {
    format: ARCHIVE_FORMAT,
    version: ARCHIVE_VERSION,
    id: row.id,
    ...toRecorded(row),
    description: row.description,
    createdAt: row.createdAt.toISOString(),
    model: row.model,
    tags: row.tags,
    pinned: row.pinned,
    interrupted: row.interrupted,
    video:
      videoIsReady(row) && row.videoMimeType !== null && row.videoWidth !== null && row.videoHeight !== null
        ? { mimeType: row.videoMimeType, width: row.videoWidth, height: row.videoHeight }
        : null,
  };
}
