/**
 * Reads every picture of the camera's stream. A picture that is no newer than the one before it (some cameras repeat
 * one when they wake up) is closed and skipped, so that timestamps rise strictly from here on.
 */
export class PictureReader {
  private reader: ReadableStreamDefaultReader<VideoFrame> | null = null;
  private newest = Number.NEGATIVE_INFINITY;

  /**
   * @param deliver takes over each picture and closes it; must not wait, or the browser drops pictures behind its back.
   * @param ended called when the stream ends or fails by itself, not after {@link close}.
   */
  constructor(
    private readonly deliver: (picture: VideoFrame) => void,
    private readonly ended: (reason: string) => void,
  ) {}

  /** Reads `pictures` until it ends or {@link close} is called. */
  async read(pictures: ReadableStream<VideoFrame>): Promise<void> {
    const reader = pictures.getReader();
    this.reader = reader;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (this.reader !== reader) {
          value?.close();
          return;
        }
        if (done) return this.ended('The camera stopped');
        this.take(value);
      }
    } catch (error) {
      if (this.reader === reader) this.ended(error instanceof Error ? error.message : String(error));
    }
  }

  /** Takes one picture that came by another way than the stream. */
  take(picture: VideoFrame): void {
    if (picture.timestamp > this.newest) {
      this.newest = picture.timestamp;
      this.deliver(picture);
    } else {
      picture.close();
    }
  }

  /**
   * Takes pictures of any time again: another camera's clock, or this one's when it is turned on anew, may count from zero
   * (Firefox). Only between recordings.
   */
  startOver(): void {
    this.newest = Number.NEGATIVE_INFINITY;
  }

  /** Lets go of the stream; no picture and no end is told afterwards. */
  close(): void {
    const reader = this.reader;
    this.reader = null;
    // A stream that has failed already rejects the cancellation: there is nothing left to let go of.
    reader?.cancel().catch(() => undefined);
  }
}
