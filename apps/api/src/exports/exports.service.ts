import type { ExportFormat, ExportQuery } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { type Caller } from '../accounts/caller.js';
import { DomainError } from '../errors/domain-error.js';
import { validationError } from '../errors/validation.js';
import { MarkersService } from '../markers/markers.service.js';
import { FramesRepository } from '../sessions/frames.repository.js';
import { SessionAccess } from '../sessions/session-access.js';
import { videoIsReady } from '../sessions/session.mapper.js';
import { type SessionRecording } from '../sessions/session-recording.entity.js';
import { continued } from './blocks.js';
import type { Download } from './download.js';
import { fileNameOf } from './file-name.js';
import type { ExportTask } from './session-exporter.js';
import { ExportThread } from './thread/export-thread.js';
import { VideoInspector } from './video/video-inspector.js';

/** Formats that hold the video, or a row for each of its pictures. */
const NEEDS_VIDEO: ReadonlySet<ExportFormat> = new Set<ExportFormat>([
  'trc',
  'openpose',
  'deeplabcut',
  'mcap',
  'zip',
]);
const ROW_A_PICTURE: ReadonlySet<ExportFormat> = new Set<ExportFormat>(['trc', 'openpose', 'deeplabcut']);

const CSV = 'text/csv; charset=utf-8';
const ZIP = 'application/zip';

const FILES: Readonly<Record<ExportFormat, readonly [ending: string, contentType: string]>> = {
  json: ['.json', 'application/json'],
  ndjson: ['.ndjson', 'application/x-ndjson'],
  csv: ['.csv', CSV],
  'csv-long': ['_long.csv', CSV],
  deeplabcut: ['_dlc.csv', CSV],
  coco: ['_coco.json', 'application/json'],
  trc: ['.trc', 'text/tab-separated-values; charset=utf-8'],
  openpose: ['_openpose.zip', ZIP],
  mcap: ['.mcap', 'application/octet-stream'],
  zip: ['.zip', ZIP],
};
const TRC_DIALECTS = { pixel: '_px', kinovea: '_kinovea', metric: '_m' } as const;

/** Sessions as files for other programs. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly access: SessionAccess,
    private readonly frames: FramesRepository,
    private readonly markers: MarkersService,
    private readonly videos: VideoInspector,
    private readonly thread: ExportThread,
  ) {}

  /**
   * Prepares the export of one of the caller's sessions, as it is committed now.
   *
   * @throws DomainError `not_found`, `forbidden`, or `conflict` when the format needs a video that is not ready yet.
   */
  async open(caller: Caller, id: string, query: ExportQuery): Promise<Download> {
    const row = await this.access.require(caller, id, 'content');
    requireReady(row, query.format);
    const [ending, contentType] = FILES[query.format];
    const dialect = query.format === 'trc' ? TRC_DIALECTS[query.dialect ?? 'pixel'] : '';
    const fileName = `${fileNameOf(row.name)}${dialect}${ending}`;
    const bytes = this.thread.blocks(await this.taskOf(row, query, fileName));
    return { fileName, contentType, bytes: query.format === 'trc' ? await scaled(bytes) : bytes };
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
    const task = await this.taskOf(row, { format: 'zip' }, fileNameOf(row.name));
    const keyframes = task.keyframes.filter(({ imagePath }) => !leftOut.has(imagePath));
    // Copies, for those who keep a block while they take the next.
    for await (const block of this.thread.blocks({ ...task, keyframes })) yield Buffer.from(block);
  }

  private async taskOf(row: SessionRecording, query: ExportQuery, fileName: string): Promise<ExportTask> {
    const keyframes = query.format === 'zip' ? await this.frames.keyframes(row.id) : [];
    return {
      // As plain data, which a thread can be sent.
      row: { ...row, user: { ...row.user } },
      query,
      fileName,
      markers: await this.markers.ofSession(row.id),
      keyframes: keyframes.filter(({ frameNumber }) => frameNumber < row.frameCount),
      pictureTimes: ROW_A_PICTURE.has(query.format) ? await this.pictureTimesOf(row) : null,
    };
  }

  private async pictureTimesOf(row: SessionRecording): Promise<Float64Array | null> {
    if (row.videoFilePath === null || !videoIsReady(row)) return null;
    return (await this.videos.inspect(row.videoFilePath)).pictureTimes;
  }
}

/** The scale comes first: an unusable one is refused while a refusal can still be sent. */
async function scaled(
  bytes: AsyncGenerator<Buffer, void, undefined>,
): Promise<AsyncGenerator<Buffer, void, undefined>> {
  try {
    return continued(await bytes.next(), bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw validationError([{ path: ['dialect'], message: `${error.message}, so that there is no scale` }]);
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
