import type { ExportQuery, Frame, Marker } from '@reclimb/contracts';
import {
  cocoAnnotations,
  csvLong,
  csvWide,
  deepLabCutCsv,
  exportedSession,
  type ExportSource,
  jsonDocument,
  ndjsonLines,
  openPoseWriter,
  type PictureRows,
  pictureRows,
  trc,
} from '@reclimb/exports';
import { DomainError } from '../errors/domain-error.js';
import type { MediaStore } from '../media/media-store.js';
import { type FrameRow, frameText, toFrame } from '../sessions/frame-row.js';
import type { SessionRecording } from '../sessions/session-recording.entity.js';
import { toSession, videoIsReady } from '../sessions/session.mapper.js';
import { plainFileNameOf } from './file-name.js';
import { archiveFiles } from './session-archive.js';
import { storedZip, type ZipFile } from './stored-zip.js';

/** Rows read at once: some fifty kilobytes, whatever the session's length. */
const PAGE = 100;

/** All that is known of a session before its frames and its video are read. Plain data. */
export interface ExportTask {
  readonly row: SessionRecording;
  readonly query: ExportQuery;
  readonly fileName: string;
  readonly markers: readonly Marker[];
  /** Only for `zip`. */
  readonly keyframes: readonly { frameNumber: number; imagePath: string }[];
  /** The presentation times of the video's pictures, for formats with a row for each of them. */
  readonly pictureTimes: Float64Array | null;
}

/** Where the rest comes from. */
export interface ExportPorts {
  /** Frames `first` … `last` (inclusive) of a session, ascending. */
  readFrames(sessionId: string, first: number, last: number): Promise<FrameRow[]>;
  readonly media: MediaStore;
}

/**
 * A session as a file of the format that was asked for, in pieces. Nothing is read before it is asked for, and nothing ahead
 * of it.
 *
 * @throws RangeError before the first piece when a metric `trc` has nothing to take its scale from.
 * @throws DomainError `not_found` when the session is gone in the middle.
 */
export function exportedPieces(
  task: ExportTask,
  ports: ExportPorts,
): AsyncGenerator<string, void, undefined> | AsyncGenerator<Uint8Array, void, undefined> {
  const { row, query, markers, keyframes, fileName } = task;
  const frameTexts = async function* () {
    for await (const page of pages(row, ports)) for (const frame of page) yield frameText(frame);
  };
  const source: ExportSource = {
    session: exportedSession(toSession(row)),
    markers,
    frames: async function* (): AsyncGenerator<Frame, void, undefined> {
      for await (const page of pages(row, ports)) for (const frame of page) yield toFrame(frame);
    },
  };
  const withPictures = async function* <Piece>(made: (pictures: PictureRows) => AsyncGenerator<Piece, void>) {
    yield* made(await pictureRows(source, task.pictureTimes));
  };
  switch (query.format) {
    case 'json':
      return jsonDocument(source, frameTexts());
    case 'ndjson':
      return ndjsonLines(frameTexts());
    case 'csv':
      return csvWide(source);
    case 'csv-long':
      return csvLong(source);
    case 'deeplabcut':
      return withPictures((pictures) => deepLabCutCsv(source.session, pictures));
    case 'coco':
      return cocoAnnotations(source);
    case 'trc': {
      const { dialect = 'pixel', stature } = query;
      return withPictures((pictures) => trc(source.session, pictures, { dialect, stature, fileName }));
    }
    case 'openpose':
      return withPictures((pictures) => storedZip(openPoseFiles(row, source, pictures)));
    case 'mcap':
      return withVideo(row, source, ports);
    case 'zip':
      return storedZip(archiveFiles({ row, markers, keyframes, frameTexts }, ports.media));
  }
}

async function* withVideo(
  row: SessionRecording,
  source: ExportSource,
  { media }: ExportPorts,
): AsyncGenerator<Uint8Array, void, undefined> {
  // What reads videos and writes this format is large: it is loaded by those who ask for it.
  const [{ mcap }, { RecordedVideo }, { storedVideo }] = await Promise.all([
    import('./mcap.js'),
    import('./video/recorded-video.js'),
    import('./video/video-bytes.js'),
  ]);
  if (row.videoFilePath === null || !videoIsReady(row)) {
    yield* mcap(source, null);
    return;
  }
  const video = await RecordedVideo.open(await storedVideo(media, row.videoFilePath));
  try {
    yield* mcap(source, video);
  } finally {
    video.close();
  }
}

/** Page by page, each read when the one before it has been taken. */
async function* pages(
  { id, frameCount }: SessionRecording,
  { readFrames }: ExportPorts,
): AsyncGenerator<FrameRow[], void, undefined> {
  for (let first = 0; first < frameCount; first += PAGE) {
    const last = Math.min(first + PAGE, frameCount) - 1;
    const page = await readFrames(id, first, last);
    // Half a session must not look like a whole one.
    if (page.length !== last - first + 1) throw new DomainError('not_found', 'There is no such session');
    yield page;
  }
}

async function* openPoseFiles(
  row: SessionRecording,
  { session }: ExportSource,
  { rows }: PictureRows,
): AsyncGenerator<ZipFile, void, undefined> {
  const write = openPoseWriter(session, plainFileNameOf(row.name));
  for await (const picture of rows()) {
    const { name, text } = write(picture);
    yield { name, modifiedAt: row.createdAt, content: Buffer.from(text) };
  }
}
