/**
 * The camera's pictures where the browser has no MediaStreamTrackProcessor: one VideoFrame for every picture that the
 * video element presents, with the time at which the camera took it.
 */
export class PictureFeed {
  private handle: number;

  /** Begins at once; `deliver` takes over each picture (and closes it). */
  constructor(
    private readonly video: HTMLVideoElement,
    private readonly deliver: (picture: VideoFrame) => void,
  ) {
    this.handle = video.requestVideoFrameCallback(this.next);
  }

  /** No picture is delivered afterwards. */
  stop(): void {
    this.video.cancelVideoFrameCallback(this.handle);
  }

  private readonly next = (_now: number, metadata: VideoFrameCallbackMetadata): void => {
    this.handle = this.video.requestVideoFrameCallback(this.next);
    // captureTime runs parallel to the camera's own timestamps; where it is missing, mediaTime does. `now` would jitter
    // with the screen's refresh.
    const seconds = metadata.captureTime === undefined ? metadata.mediaTime : metadata.captureTime / 1000;
    this.deliver(new VideoFrame(this.video, { timestamp: Math.round(seconds * 1e6) }));
  };
}
