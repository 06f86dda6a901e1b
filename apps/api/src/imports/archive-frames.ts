import { ARCHIVE_FILES, type Frame, type SkeletonName } from '@reclimb/contracts';
import { DomainError } from '../errors/domain-error.js';
import { checkBatch } from '../recording/batch-rules.js';
import { linesOf, parseFrameLine } from '../sessions/frame-lines.js';
import { archiveRefused } from './archive-reader.js';

/** Rows of one statement. */
const FRAME_BATCH = 300;

/** The frames of `frames.ndjson`, as many as one statement stores at a time. */
export async function* batchesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Frame[], void, undefined> {
  let batch: Frame[] = [];
  let number = 0;
  for await (const line of linesOf(bytes)) {
    batch.push(parseFrameLine(line, number));
    number += 1;
    if (batch.length < FRAME_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The rules of recording, told as the archive's: `stored` frames lie before these. */
export function checkFrames(frames: readonly Frame[], stored: number, skeleton: SkeletonName): void {
  try {
    checkBatch(frames, skeleton);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw archiveRefused(ARCHIVE_FILES.frames, `After frame ${stored - 1}: ${error.message}`);
  }
}
