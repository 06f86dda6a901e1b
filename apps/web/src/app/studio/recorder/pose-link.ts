import type { FromPoseWorker, PictureMessage, PosesMessage } from '../pipeline-messages';

/**
 * The capture worker's end of the channel to the pose worker: at most one picture is under way, so that a slow detector
 * skips pictures instead of falling behind. The newest one waits meanwhile and is sent with the answer: a detector that
 * takes 45 ms would otherwise stand idle until the camera's next picture and reach 15 a second instead of 21.
 */
export class PoseLink {
  /** Told the timestamp of a picture that the detector could not look at. */
  skipped: ((timestamp: number) => void) | null = null;
  private sentAt: number | null = null;
  private waiting: VideoFrame | null = null;

  /** @param now milliseconds, for {@link waitingSince}. */
  constructor(
    private readonly port: MessagePort,
    private readonly answered: (poses: PosesMessage) => void,
    private readonly now: () => number,
  ) {
    port.onmessage = ({ data }: MessageEvent<FromPoseWorker>) => {
      this.sentAt = null;
      if (this.waiting) this.send(this.waiting);
      if (data.type === 'poses') this.answered(data);
      else this.skipped?.(data.timestamp);
    };
  }

  /** When the picture that is under way was sent; null when none is. */
  get waitingSince(): number | null {
    return this.sentAt;
  }

  /**
   * Sends a picture, or keeps it until the detector has answered or a newer one comes. Takes the picture over.
   *
   * @returns whether it was sent at once.
   */
  offer(picture: VideoFrame): boolean {
    if (this.sentAt !== null) {
      this.waiting?.close();
      this.waiting = picture;
      return false;
    }
    this.send(picture);
    return true;
  }

  private send(picture: VideoFrame): void {
    this.waiting = null;
    this.sentAt = this.now();
    const message: PictureMessage = { type: 'picture', picture, timestamp: picture.timestamp };
    this.port.postMessage(message, [picture]);
  }

  close(): void {
    this.waiting?.close();
    this.waiting = null;
    this.port.onmessage = null;
    this.port.close();
  }
}
