/**
 * What the capture worker takes its pictures from. Chromium has MediaStreamTrackProcessor, on the page only, which is
 * why it is made here and its stream handed over; elsewhere pictures are taken from the preview as it shows them.
 */
export function pictureSource(
  track: MediaStreamTrack,
  preview: HTMLVideoElement,
): ReadableStream<VideoFrame> | HTMLVideoElement {
  if (typeof MediaStreamTrackProcessor !== 'function') return preview;
  return new MediaStreamTrackProcessor({ track: track as MediaStreamVideoTrack }).readable;
}
