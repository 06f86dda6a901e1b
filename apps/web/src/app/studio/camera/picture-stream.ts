/**
 * The camera's pictures as a stream that can be handed to a worker. Chromium has MediaStreamTrackProcessor on the page
 * only, which is why it is made here; elsewhere pictures are taken from the preview as it shows them.
 */
export function pictureStream(track: MediaStreamVideoTrack, preview: HTMLVideoElement): ReadableStream<VideoFrame> {
  if (typeof MediaStreamTrackProcessor === 'function') {
    return new MediaStreamTrackProcessor({ track }).readable;
  }
  return previewStream(track, preview);
}

/** Pictures wait here while the worker is busy; more would only be older. */
const WAITING_PICTURES = 2;

function previewStream(track: MediaStreamTrack, preview: HTMLVideoElement): ReadableStream<VideoFrame> {
  let handle = 0;
  let over = false;
  return new ReadableStream<VideoFrame>(
    {
      start(controller) {
        const show = (now: number, metadata: VideoFrameCallbackMetadata) => {
          if (over) return;
          if ((controller.desiredSize ?? 0) > 0) {
            // The moment the camera took it, else the moment it was shown, which shakes by some milliseconds.
            const timestamp = Math.round((metadata.captureTime ?? now) * 1000);
            controller.enqueue(new VideoFrame(preview, { timestamp }));
          }
          handle = preview.requestVideoFrameCallback(show);
        };
        handle = preview.requestVideoFrameCallback(show);
        track.addEventListener('ended', () => {
          if (over) return;
          over = true;
          preview.cancelVideoFrameCallback(handle);
          controller.close();
        });
      },
      cancel() {
        over = true;
        preview.cancelVideoFrameCallback(handle);
      },
    },
    { highWaterMark: WAITING_PICTURES },
  );
}
