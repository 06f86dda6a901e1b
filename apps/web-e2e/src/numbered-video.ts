import type * as mediabunny from 'mediabunny';
import { inChromium } from '../../../tools/clips/in-chromium.mjs';
import { blockAt, fromGray, NUMBERED } from '../../../tools/clips/numbered-clip.mjs';

/** A picture of the stored video: when it is shown and which number it carries. */
export interface NumberedPicture {
  readonly timestamp: number;
  readonly number: number;
}

/** Decodes a recording of the numbered clip in Chromium and reads every picture's number. */
export async function numbersInVideo(video: Buffer): Promise<NumberedPicture[]> {
  const blocks = Array.from({ length: NUMBERED.bits }, (_, bit) => blockAt(bit));
  const read = await inChromium(
    (page) =>
      page.evaluate(async (places) => {
        const { ALL_FORMATS, Input, UrlSource, VideoSampleSink } = (
          globalThis as unknown as { mediabunny: typeof mediabunny }
        ).mediabunny;
        const input = new Input({ formats: ALL_FORMATS, source: new UrlSource('/video.mp4') });
        const track = await input.getPrimaryVideoTrack();
        const context = new OffscreenCanvas(100, 100).getContext('2d', { willReadFrequently: true });
        if (!track || !context) throw new Error('The video cannot be read');
        const pictures: { timestamp: number; code: number }[] = [];
        for await (const sample of new VideoSampleSink(track).samples()) {
          sample.draw(context, 0, 0, 100, 100);
          const { data } = context.getImageData(0, 0, 100, 100);
          const code = places.reduce((sum, { left, top, width, height }, bit) => {
            const x = Math.round((left + width / 2) * 100);
            const y = Math.round((top + height / 2) * 100);
            return sum + ((data[4 * (y * 100 + x)] ?? 0) > 128 ? 1 << bit : 0);
          }, 0);
          pictures.push({ timestamp: sample.timestamp, code });
          sample.close();
        }
        return pictures;
      }, blocks),
    { '/video.mp4': video },
  );
  return read.map(({ timestamp, code }) => ({ timestamp, number: fromGray(code) }));
}
