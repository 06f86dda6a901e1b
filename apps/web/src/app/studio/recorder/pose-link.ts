import type { FromPoseWorker, PictureMessage, PosesMessage } from '../pipeline-messages';

/**
 * The capture worker's end of the channel to the pose worker: at most one picture is under way, so that a slow detector
 * skips pictures instead of falling behind.
 */
export class PoseLink {
  private sentAt: number | null = null;

  /** @param now milliseconds, for {@link waitingSince}. */
  constructor(
    private readonly port: MessagePort,
    private readonly answered: (poses: PosesMessage) => void,
    private readonly now: () => number,
  ) {
    port.onmessage = ({ data }: MessageEvent<FromPoseWorker>) => {
      this.sentAt = null;
      if (data.type === 'poses') this.answered(data);
    };
  }

  /** Whether the detector waits for a picture. */
  get idle(): boolean {
    return this.sentAt === null;
  }

  /** When the picture that is under way was sent; null when none is. */
  get waitingSince(): number | null {
    return this.sentAt;
  }

  /** Sends a picture when the detector is idle, else closes it. Takes the picture over either way. */
  offer(picture: VideoFrame): boolean {
    if (this.sentAt !== null) {
      picture.close();
      return false;
    }
    this.sentAt = this.now();
    const message: PictureMessage = { type: 'picture', picture, timestamp: picture.timestamp };
    this.port.postMessage(message, [picture]);
    return true;
  }

  close(): void {
    this.port.onmessage = null;
    this.port.close();
  }
}
