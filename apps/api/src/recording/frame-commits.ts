import { Injectable } from '@nestjs/common';
import type { CommittedState, FrameAppend } from '../sessions/frame-append.js';
import { FramesRepository } from '../sessions/frames.repository.js';

/** Statements for several recordings under way at once: while one waits for the disk, the other one works. */
const LANES = 2;

/** Most frames in one statement, so that none takes longer than some ten milliseconds. */
const MOST_FRAMES = 600;

/** A batch of more frames than this, of a client that catches up, has a statement of its own, which costs it nothing. */
const LARGE_BATCH = 100;

interface Waiting {
  batch: FrameAppend;
  done: (state: Promise<CommittedState | null>) => void;
}

/**
 * Commits batches of frames. A batch alone is committed at once; those that arrive while the lanes are busy go together
 * in the next statement and share its price. No recording pays for another one: whoever's row is locked is left out and
 * waits by itself, and when a statement fails, each of its batches is tried alone.
 */
@Injectable()
export class FrameCommits {
  private waiting: Waiting[] = [];
  private busyLanes = 0;

  constructor(private readonly frames: FramesRepository) {}

  /**
   * Appends a batch; null when the recording does not stand where the batch begins, or may not be written. Only one batch
   * of a recording may be under way.
   */
  append(batch: FrameAppend): Promise<CommittedState | null> {
    if (batch.frames.length === 0 || batch.frames.length > LARGE_BATCH) return this.frames.append(batch);
    return new Promise((done) => {
      this.waiting.push({ batch, done });
      this.next();
    });
  }

  private next(): void {
    while (this.busyLanes < LANES && this.waiting.length > 0) {
      this.busyLanes += 1;
      void this.commit(this.nextGroup()).then(() => {
        this.busyLanes -= 1;
        this.next();
      });
    }
  }

  private nextGroup(): Waiting[] {
    let frames = 0;
    const end = this.waiting.findIndex(({ batch }) => (frames += batch.frames.length) > MOST_FRAMES);
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  /** Never throws: what fails is told to those whose batch it was. */
  private async commit(group: readonly Waiting[]): Promise<void> {
    let states: (CommittedState | null)[];
    try {
      states = await this.frames.appendTogether(group.map(({ batch }) => batch));
    } catch (error) {
      const [only, second] = group;
      if (only && !second) only.done(Promise.reject(error as Error));
      else for (const { batch, done } of group) done(this.frames.append(batch));
      return;
    }
    for (const [index, { batch, done }] of group.entries()) {
      const state = states[index];
      // Left out: its row is locked, or it does not stand there. By itself it waits, and learns which.
      done(state ? Promise.resolve(state) : this.frames.append(batch));
    }
  }
}
