import type { Point, Size } from '@reclimb/pose';
import type * as mediabunny from 'mediabunny';
import { inChromium } from '../../../tools/clips/in-chromium.mjs';

/** A picture of a decoded video. */
export interface DecodedPicture {
  /** When it is shown, in seconds. */
  readonly timestamp: number;
  readonly size: Size;
  /** Red, green, blue and alpha at the places asked for. */
  readonly colours: readonly (readonly number[])[];
}

/**
 * Decodes a video in Chromium and looks at every picture's colours.
 * @param places in fractions of the picture: a list for each picture; the last list serves for all that follow
 * @param scaledTo pictures are looked at in this size; as they are when absent
 */
export function coloursInVideo(
  video: Buffer,
  places: readonly (readonly Point[])[],
  scaledTo?: Size,
): Promise<DecodedPicture[]> {
  return inChromium(
    (page) =>
      page.evaluate(
        async ({ places, scaledTo }) => {
          const { ALL_FORMATS, Input, UrlSource, VideoSampleSink } = (
            globalThis as unknown as { mediabunny: typeof mediabunny }
          ).mediabunny;
          const input = new Input({ formats: ALL_FORMATS, source: new UrlSource('/video.mp4') });
          const track = await input.getPrimaryVideoTrack();
          if (!track) throw new Error('There is no video track');
          const pictures: DecodedPicture[] = [];
          for await (const sample of new VideoSampleSink(track).samples()) {
            const size = { width: sample.displayWidth, height: sample.displayHeight };
            const { width, height } = scaledTo ?? size;
            const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
            if (!context) throw new Error('The video cannot be read');
            sample.draw(context, 0, 0, width, height);
            const colours = (places[Math.min(pictures.length, places.length - 1)] ?? []).map(({ x, y }) => [
              ...context.getImageData(Math.round(x * width), Math.round(y * height), 1, 1).data,
            ]);
            pictures.push({ timestamp: sample.timestamp, size, colours });
            sample.close();
          }
          return pictures;
        },
        { places, scaledTo },
      ),
    { '/video.mp4': video },
  );
}
