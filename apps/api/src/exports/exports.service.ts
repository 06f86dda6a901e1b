import type { ExportFormat, ExportQuery, Frame, Marker } from '@reclimb/contracts';
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
import { Injectable } from '@nestjs/common';
import { type Caller } from '../accounts/caller.js';
import { DomainError } from '../errors/domain-error.js';
import { validationError } from '../errors/validation.js';
import { MarkersService } from '../markers/markers.service.js';
import { MediaStore } from '../media/media-store.js';
import { FramesRepository, frameText, type FrameRow, toFrame } from '../sessions/frames.repository.js';
import { SessionAccess, sessionNotFound } from '../sessions/session-access.js';
import { toSession, videoIsReady } from '../sessions/session.mapper.js';
import { type SessionRecording } from '../sessions/session-recording.entity.js';
import { continued, inBlocks } from './blocks.js';
import type { Download } from './download.js';
import { fileNameOf, plainFileNameOf } from './file-name.js';
import { mcap } from './mcap.js';
import { archiveFiles } from './session-archive.js';
import { storedZip, type ZipFile } from './stored-zip.js';
import { RecordedVideo } from './video/recorded-video.js';
import { storedVideo } from './video/video-bytes.js';
import { VideoInspector } from './video/video-inspector.js';

/** Rows read at once: some fifty kilobytes, whatever the session's length. */
const PAGE = 100;

/** Formats that hold the video, or a row for each of its pictures. */
const NEEDS_VIDEO: ReadonlySet<ExportFormat> = new Set<ExportFormat>([
  'trc',
  'openpose',
  'deeplabcut',
  'mcap',
  'zip',
]);

const CSV = 'text/csv; charset=utf-8';

/** Sessions as files for other programs. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly access: SessionAccess,
    private readonly frames: FramesRepository,
    private readonly markers: MarkersService,
    private readonly media: MediaStore,
    private readonly videos: VideoInspector,
  ) {}

  /**
   * Prepares the export of one of the caller's sessions, as it is committed now.
   *
   * @throws DomainError `not_found`, `forbidden`, or `conflict` when the format needs a video that is not ready yet.
   */
  async open(caller: Caller, id: string, query: ExportQuery): Promise<Download> {
    const row = await this.access.require(caller, id, 'content');
    requireReady(row, query.format);
    const markers = await this.markers.ofSession(id);
    const source = this.sourceOf(row, markers);
    const name = fileNameOf(row.name);
    const text = (ending: string, contentType: string, pieces: AsyncGenerator<string, void>): Download => ({
      fileName: `${name}${ending}`,
      contentType,
      bytes: inBlocks(pieces),
    });
    switch (query.format) {
      case 'json':
        return text('.json', 'application/json', jsonDocument(source, this.frameTexts(row)));
      case 'ndjson':
        return text('.ndjson', 'application/x-ndjson', ndjsonLines(this.frameTexts(row)));
      case 'csv':
        return text('.csv', CSV, csvWide(source));
      case 'csv-long':
        return text('_long.csv', CSV, csvLong(source));
      case 'deeplabcut':
        return text('_dlc.csv', CSV, deepLabCutCsv(source.session, await this.picturesOf(row, source)));
      case 'coco':
        return text('_coco.json', 'application/json', cocoAnnotations(source));
      case 'trc':
        return this.trc(row, source, query);
      case 'openpose': {
        const rows = await this.picturesOf(row, source);
        return {
          fileName: `${name}_openpose.zip`,
          contentType: 'application/zip',
          bytes: inBlocks(storedZip(openPoseFiles(row, source, rows))),
        };
      }
      case 'mcap':
        return {
          fileName: `${name}.mcap`,
          contentType: 'application/octet-stream',
          bytes: inBlocks(this.mcap(row, source)),
        };
      case 'zip':
        return { fileName: `${name}.zip`, contentType: 'application/zip', bytes: this.archive(row) };
    }
  }

  /**
   * The `zip` export of a session as its row says it is, whoever asks; of one that is being recorded what is stored of it.
   *
   * @param leftOut media keys that are not there and that it goes without
   */
  async *archive(
    row: SessionRecording,
    leftOut: ReadonlySet<string> = new Set(),
  ): AsyncGenerator<Buffer, void, undefined> {
    const markers = await this.markers.ofSession(row.id);
    const keyframes = (await this.frames.keyframes(row.id)).filter(
      ({ frameNumber, imagePath }) => frameNumber < row.frameCount && !leftOut.has(imagePath),
    );
    const session = { row, markers, keyframes, frameTexts: () => this.frameTexts(row) };
    yield* inBlocks(storedZip(archiveFiles(session, this.media)));
  }

  private async trc(
    row: SessionRecording,
    source: ExportSource,
    { dialect = 'pixel', stature }: ExportQuery,
  ): Promise<Download> {
    const ending = { pixel: '_px', kinovea: '_kinovea', metric: '_m' }[dialect];
    const fileName = `${fileNameOf(row.name)}${ending}.trc`;
    const rows = await this.picturesOf(row, source);
    // Tabs and line ends would break the header.
    const pieces = trc(source.session, rows, { dialect, stature, fileName });
    try {
      // The scale comes first: an unusable one is refused while a refusal can still be sent.
      const first = await pieces.next();
      return {
        fileName,
        contentType: 'text/tab-separated-values; charset=utf-8',
        bytes: inBlocks(continued(first, pieces)),
      };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw validationError([{ path: ['dialect'], message: `${error.message}, so that there is no scale` }]);
    }
  }

  private async *mcap(row: SessionRecording, source: ExportSource): AsyncGenerator<Buffer, void, undefined> {
    if (row.videoFilePath === null || !videoIsReady(row)) {
      yield* mcap(source, null);
      return;
    }
    const video = await RecordedVideo.open(await storedVideo(this.media, row.videoFilePath));
    try {
      yield* mcap(source, video);
    } finally {
      video.close();
    }
  }

  private async picturesOf(row: SessionRecording, source: ExportSource): Promise<PictureRows> {
    if (row.videoFilePath === null || !videoIsReady(row)) return pictureRows(source, null);
    const { pictureTimes } = await this.videos.inspect(row.videoFilePath);
    return pictureRows(source, pictureTimes);
  }

  private sourceOf(row: SessionRecording, markers: readonly Marker[]): ExportSource {
    return { session: exportedSession(toSession(row)), markers, frames: () => this.framesOf(row) };
  }

  private async *framesOf(row: SessionRecording): AsyncGenerator<Frame, void, undefined> {
    for await (const page of this.pages(row)) for (const frame of page) yield toFrame(frame);
  }

  private async *frameTexts(row: SessionRecording): AsyncGenerator<string, void, undefined> {
    for await (const page of this.pages(row)) for (const frame of page) yield frameText(frame);
  }

  /** Page by page, each read when the one before it has been taken. */
  private async *pages({ id, frameCount }: SessionRecording): AsyncGenerator<FrameRow[], void, undefined> {
    for (let first = 0; first < frameCount; first += PAGE) {
      const bounds = { first, last: Math.min(first + PAGE, frameCount) - 1 };
      const page = await this.frames.read(id, bounds, PAGE);
      // Half a session must not look like a whole one.
      if (page.length !== bounds.last - first + 1) throw sessionNotFound();
      yield page;
    }
  }
}

function requireReady(row: SessionRecording, format: ExportFormat): void {
  const open = row.status === 'recording' || row.status === 'processing';
  if (!open || !NEEDS_VIDEO.has(format)) return;
  if (row.status === 'recording' && format === 'zip') {
    throw new DomainError('conflict', 'This session is still being recorded; export it when it has ended');
  }
  if (row.videoMimeType !== null) {
    throw new DomainError('conflict', "This format needs the session's video, which is not ready yet");
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
