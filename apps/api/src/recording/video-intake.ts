import { MAX_VIDEO_CHUNK_BYTES } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { decideAppend } from '@reclimb/recording';
import { DomainError } from '../errors/domain-error.js';
import { mediaKeys } from '../media/media-keys.js';
import { MediaStore } from '../media/media-store.js';
import { Metrics } from '../metrics/metrics.js';
import { RecordingBounds } from './recording-bounds.js';
import { type RecordingClient } from './recording-client.js';
import { RecordingFeed } from './recording-feed.js';
import { RecordingHolds } from './recording-holds.js';
import { gap, settled } from './recording-refusals.js';
import { RecordingsRepository } from './recordings.repository.js';

/** The video of recordings: bytes by their offset, acknowledged when they are synced and the row tells their end. */
@Injectable()
export class VideoIntake {
  constructor(
    private readonly holds: RecordingHolds,
    private readonly recordings: RecordingsRepository,
    private readonly media: MediaStore,
    private readonly feed: RecordingFeed,
    private readonly bounds: RecordingBounds,
    private readonly metrics: Metrics,
  ) {}

  /** Stores what is new of a stretch of the video's bytes; answers the next offset. */
  append(client: RecordingClient, sessionId: string, offset: number, data: Uint8Array): Promise<number> {
    return this.holds.inOrder(sessionId, () => {
      if (data.byteLength > MAX_VIDEO_CHUNK_BYTES) {
        throw new DomainError('payload_too_large', `Expected at most ${MAX_VIDEO_CHUNK_BYTES} bytes at once`);
      }
      return settled(() => this.attempt(client, sessionId, offset, data));
    });
  }

  private async attempt(
    client: RecordingClient,
    sessionId: string,
    offset: number,
    data: Uint8Array,
  ): Promise<number | undefined> {
    const row = await this.holds.writable(client, sessionId);
    if (row.videoMimeType === null) {
      throw new DomainError('conflict', 'This session was started without a video');
    }
    const decision = decideAppend(row.videoBytes, { start: offset, length: data.byteLength });
    if (decision.kind === 'duplicate') return decision.next;
    if (decision.kind === 'gap') throw gap({ nextVideoOffset: decision.next });
    await this.bounds.admitVideo(client, sessionId, row.videoBytes, data.byteLength - decision.skip);
    if (!(await this.holds.open(client, row))) return undefined;
    // Bytes first: after a crash in between the row still tells the old end, and they are written again.
    const key = mediaKeys.upload(sessionId);
    await this.media.writeAt(key, row.videoBytes, data.subarray(decision.skip));
    const state = await this.recordings.moveVideo(sessionId, client.caller.userId, client.writerId, {
      expected: row.videoBytes,
      next: decision.next,
      rawVideoPath: key,
    });
    if (state) {
      this.metrics.bytesStored.inc({ kind: 'video' }, decision.next - row.videoBytes);
      this.feed.moved(sessionId, state);
    }
    return state?.videoBytes;
  }
}
