import type { Frame } from '@reclimb/contracts';
import { SKELETON_DEFINITIONS } from '@reclimb/pose';
import { FrameTrack, momentAt, type Moment, PICTURE_TOLERANCE, toColumns } from '@reclimb/replay/frames';
import { type GhostSession, LOOKED_AROUND } from '../ghost/ghost-layers';
import type { SavedSession } from './saving-messages';

/** Frames taken in at once. */
const BATCH = 500;

/** A session's frames between two times, and what is to be seen of them. */
export class SavedFrames implements GhostSession {
  readonly skeleton;
  readonly start;
  readonly end;
  readonly #track: FrameTrack;

  private constructor({ skeleton, start, end }: SavedSession) {
    this.skeleton = skeleton;
    this.start = start;
    this.end = end;
    this.#track = new FrameTrack(SKELETON_DEFINITIONS[skeleton].keypointNames.length);
  }

  /**
   * Reads the frames of a stretch, and those around it that its pictures look at.
   * @throws Error when the server does not hand them out
   */
  static async read(session: SavedSession, from: number, to: number): Promise<SavedFrames> {
    const frames = new SavedFrames(session);
    const url = new URL(session.framesUrl, location.href);
    url.searchParams.set('from', String(Math.max(0, from - LOOKED_AROUND)));
    url.searchParams.set('to', String(to + LOOKED_AROUND));
    const answer = await fetch(url, { headers: { accept: 'application/x-ndjson' } });
    if (!answer.ok || !answer.body) throw new Error(`The frames could not be read (${answer.status}).`);
    let batch: Frame[] = [];
    for await (const line of linesOf(answer.body)) {
      batch.push(JSON.parse(line) as Frame);
      if (batch.length === BATCH) {
        frames.#take(batch);
        batch = [];
      }
    }
    frames.#take(batch);
    return frames;
  }

  /** What is to be seen at a time: the very poses of a frame that lies there. */
  momentAt(time: number): Moment {
    return momentAt(this.#track, time, PICTURE_TOLERANCE);
  }

  /** The times of the frames from one time to before another. */
  timesBetween(from: number, to: number): number[] {
    const times: number[] = [];
    for (let frame = Math.max(this.#first, this.#track.frameAt(from)); ; frame++) {
      const time = this.#track.timestamp(frame);
      if (time === undefined || time >= to) return times;
      if (time >= from) times.push(time);
    }
  }

  get #first(): number {
    return this.#track.ranges[0]?.firstFrame ?? 0;
  }

  #take(frames: readonly Frame[]): void {
    if (frames.length > 0) this.#track.insert(toColumns(frames, this.#track.keypointCount));
  }
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? '')).split('\n');
    rest = done ? '' : (lines.pop() ?? '');
    yield* lines.filter((line) => line !== '');
    if (done) return;
  }
}
