import type { Frame } from '@reclimb/contracts';
import { SKELETON_DEFINITIONS } from '@reclimb/pose';
import { FrameTrack, momentAt, type Moment, PICTURE_TOLERANCE, toColumns } from '@reclimb/replay/frames';
import { type GhostSession, LOOKED_AROUND } from '../ghost/ghost-layers';
import type { SavedSession } from './saving-messages';

/** Frames taken in at once. */
const BATCH = 500;
/** Seconds of the session that are read at once. */
const WINDOW = 60;
/** Frames that are kept: two windows of a fast camera, however long the session is. */
const MOST_FRAMES = 16_384;

/** A session's frames on the way from one time onwards, and what is to be seen of them. */
export class SavedFrames implements GhostSession {
  readonly skeleton;
  readonly start;
  readonly end;
  readonly #track: FrameTrack;
  /** Up to where the frames have been read, in seconds. */
  #read: number;

  /** @param from nothing before this time will be looked at, but for what its picture looks back to */
  constructor(
    private readonly session: SavedSession,
    from: number,
  ) {
    const { skeleton, start, end } = session;
    this.skeleton = skeleton;
    this.start = start;
    this.end = end;
    this.#track = new FrameTrack(SKELETON_DEFINITIONS[skeleton].keypointNames.length, MOST_FRAMES);
    this.#read = Math.max(0, from - LOOKED_AROUND);
  }

  /**
   * Reads on until all is here that the pictures up to a time look at. What lies long before it is forgotten.
   * @throws Error when the server does not hand the frames out
   */
  async reach(time: number): Promise<void> {
    while (this.#read < Math.min(time + LOOKED_AROUND, this.end + WINDOW)) {
      await this.#readBetween(this.#read, this.#read + WINDOW);
      this.#read += WINDOW;
    }
  }

  /** What is to be seen at a time: the very poses of a frame that lies there. */
  momentAt(time: number): Moment {
    return momentAt(this.#track, time, PICTURE_TOLERANCE);
  }

  /** The times of the frames from one time to before another, which has been reached, each with the next one's. */
  timesBetween(from: number, to: number): { time: number; next: number | undefined }[] {
    const times: { time: number; next: number | undefined }[] = [];
    for (let frame = Math.max(this.#first, this.#track.frameAt(from)); ; frame++) {
      const time = this.#track.timestamp(frame);
      if (time === undefined || time >= to) return times;
      if (time >= from) times.push({ time, next: this.#track.timestamp(frame + 1) });
    }
  }

  get #first(): number {
    return this.#track.ranges[0]?.firstFrame ?? 0;
  }

  async #readBetween(from: number, to: number): Promise<void> {
    const url = new URL(this.session.framesUrl, location.href);
    url.searchParams.set('from', String(from));
    url.searchParams.set('to', String(to));
    const answer = await fetch(url, { headers: { accept: 'application/x-ndjson' } });
    if (!answer.ok || !answer.body) throw new Error(`The frames could not be read (${answer.status}).`);
    let batch: Frame[] = [];
    for await (const line of linesOf(answer.body)) {
      batch.push(JSON.parse(line) as Frame);
      if (batch.length === BATCH) {
        this.#take(batch);
        batch = [];
      }
    }
    this.#take(batch);
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
