/** The longer side of a keyframe image: a strip of stage pictures shows them smaller. */
const LONGER_SIDE = 320;

/** Draws the small image of a picture now (some milliseconds) and encodes it as JPEG when asked for. */
export function keyframeImage(picture: VideoFrame): () => Promise<Uint8Array> {
  const { displayWidth, displayHeight } = picture;
  const scale = Math.min(1, LONGER_SIDE / Math.max(displayWidth, displayHeight));
  const canvas = new OffscreenCanvas(Math.round(displayWidth * scale), Math.round(displayHeight * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas to draw on');
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return async () => {
    // JPEG at 0.8 takes a third of WebP's time at the same size.
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
    return new Uint8Array(await blob.arrayBuffer());
  };
}
