import type { Frame } from '@reclimb/contracts';
import { Injectable } from '@nestjs/common';
import { decideAppend } from '@reclimb/recording';
import { Metrics } from '../metrics/metrics.js';
import { checkBatch, checkDecoded, timestampNotRising } from './batch-rules.js';
import { FrameCommits } from './frame-commits.js';
import { decodeBatch } from './packed-batch.js';
import { RecordingBounds } from './recording-bounds.js';
import { type RecordingClient } from './recording-client.js';
import { RecordingFeed } from './recording-feed.js';
import { RecordingHolds } from './recording-holds.js';
import { gap, settled } from './recording-refusals.js';

/** The frames of recordings: batches by their number, acknowledged when they are committed. */
@Injectable()
export class FrameIntake {
  constructor(
    private readonly holds: RecordingHolds,
    private readonly commits: FrameCommits,
    private readonly feed: RecordingFeed,
    private readonly bounds: RecordingBounds,
    private readonly metrics: Metrics,
  ) {}

  /** Stores what is new of a batch; answers the next frame number. */
  append(client: RecordingClient, sessionId: string, batch: readonly Frame[]): Promise<number> {
    return this.holds.inOrder(sessionId, () => this.store(client, sessionId, batch));
  }

  /** The same for a batch in the packed form. */
  appendPacked(client: RecordingClient, sessionId: string, packed: Uint8Array): Promise<number> {
    return this.holds.inOrder(sessionId, async () => {
      // Unpacking is the dearest part: it is not done for a session that is not the caller's, or that there is not.
      if (!client.held.has(sessionId)) await this.holds.refuseOthers(client, sessionId);
      const frames = decodeBatch(packed);
      checkDecoded(frames);
      return this.store(client, sessionId, frames);
    });
  }

  private async store(client: RecordingClient, sessionId: string, batch: readonly Frame[]): Promise<number> {
    // The usual case reads nothing first: a connection that holds the recording sends what comes next.
    const skeleton = this.feed.skeletonOf(sessionId);
    if (batch.length > 0 && skeleton !== undefined && client.held.has(sessionId)) {
      checkBatch(batch, skeleton);
      await this.bounds.admitFrames(client, sessionId, batch);
      const next = await this.commit(client, sessionId, batch);
      if (next !== undefined) return next;
    }
    return settled(() => this.attempt(client, sessionId, batch));
  }

  private async attempt(
    client: RecordingClient,
    sessionId: string,
    batch: readonly Frame[],
  ): Promise<number | undefined> {
    const row = await this.holds.writable(client, sessionId);
    checkBatch(batch, row.skeleton);
    const [first] = batch;
    if (!first) return row.frameCount;
    const decision = decideAppend(row.frameCount, { start: first.frameNumber, length: batch.length });
    if (decision.kind === 'duplicate') return decision.next;
    if (decision.kind === 'gap') throw gap({ nextFrameNumber: decision.next });
    const fresh = batch.slice(decision.skip);
    if (row.lastTimestamp !== null && (fresh[0] as Frame).timestamp <= row.lastTimestamp) {
      throw timestampNotRising(decision.skip, row.lastTimestamp);
    }
    await this.bounds.admitFrames(client, sessionId, fresh);
    return (await this.holds.open(client, row)) ? this.commit(client, sessionId, fresh) : undefined;
  }

  private async commit(
    { caller, writerId }: RecordingClient,
    sessionId: string,
    frames: readonly Frame[],
  ): Promise<number | undefined> {
    const state = await this.commits.append({ sessionId, userId: caller.userId, writerId, frames });
    if (state) {
      this.metrics.framesStored.inc(frames.length);
      this.feed.moved(sessionId, state);
    }
    return state?.frameCount;
  }
}
