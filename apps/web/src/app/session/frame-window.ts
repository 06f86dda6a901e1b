import type { Session } from '@reclimb/contracts';
import { KEYPOINT_COUNT } from '@reclimb/contracts';
import { FrameTrack, toColumns } from '@reclimb/replay';
import type { SessionsApi } from '../api/sessions-api';

/** Seconds fetched at once, a little of them before the time looked at: 1200 frames at 60 a second. */
const WINDOW_SECONDS = 20;
const BEHIND_SECONDS = 1;
/** Seconds before the end of what is there at which the next stretch is fetched. */
const AHEAD_SECONDS = 6;
/** Frames kept: some ten minutes, 2.5 MB. */
const MAX_FRAMES = 20_000;
/** Wait after a failure, so that a server in trouble is not asked for every picture. */
const RETRY_MS = 4000;

/**
 * The frames around the time that is looked at. An hour's frames are too many to fetch for a look at one moment, so they
 * come in stretches, as the video is played or sought.
 */
export class FrameWindow {
  readonly track: FrameTrack;
  readonly #abort = new AbortController();
  #fetching = false;
  #notBefore = 0;

  /** @param arrived called whenever frames have come in: what is shown may be drawn anew */
  constructor(
    private readonly api: SessionsApi,
    private readonly session: Pick<Session, 'id' | 'skeleton' | 'frameCount' | 'duration'>,
    private readonly arrived: () => void,
  ) {
    this.track = new FrameTrack(KEYPOINT_COUNT[session.skeleton], MAX_FRAMES);
  }

  /** Makes sure that the frames about `time` (seconds) are there, or on their way. Cheap enough for every picture. */
  look(time: number): void {
    const { frameCount, duration } = this.session;
    if (this.#fetching || frameCount === 0 || Date.now() < this.#notBefore) return;
    const known = this.track.coveredUntil(time, frameCount);
    if (known !== undefined && known >= Math.min(time + AHEAD_SECONDS, duration)) return;
    void this.#fetch(Math.max(0, (known ?? time) - BEHIND_SECONDS));
  }

  /** Cancels what is on its way. */
  close(): void {
    this.#abort.abort();
    this.#fetching = true;
  }

  async #fetch(from: number): Promise<void> {
    this.#fetching = true;
    const { signal } = this.#abort;
    try {
      for await (const frames of this.api.frames(
        this.session.id,
        { from, to: from + WINDOW_SECONDS },
        signal,
      )) {
        if (frames.length > 0) this.track.insert(toColumns(frames, this.track.keypointCount));
        this.arrived();
      }
      // Nothing came for this stretch, or it ends before the time looked at: asking again at once would not change that.
      this.#notBefore = Date.now() + 200;
    } catch (error) {
      // The video goes on without its skeleton, and the stretch is asked for again.
      if (!signal.aborted) console.warn('Frames could not be loaded; they are asked for again.', error);
      this.#notBefore = Date.now() + RETRY_MS;
    } finally {
      this.#fetching = signal.aborted;
    }
  }
}
