import { expect, type Page } from '@playwright/test';
import type { Frame } from '@reclimb/contracts';
import type * as mediabunny from 'mediabunny';
import { inChromium } from '../../../tools/clips/in-chromium.mjs';
import { blockAt, fromGray, NUMBERED } from '../../../tools/clips/numbered-clip.mjs';
import { BIT_KEYPOINTS } from '../../../tools/clips/number-reader.mjs';

const BLOCKS = Array.from({ length: NUMBERED.bits }, (_, bit) => blockAt(bit));

/** A picture of the stored video: when it is shown and which number it carries. */
export interface NumberedPicture {
  readonly timestamp: number;
  readonly number: number;
}

/** Decodes a recording of the numbered clip in Chromium and reads every picture's number. */
export async function numbersInVideo(video: Buffer): Promise<NumberedPicture[]> {
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
      }, BLOCKS),
    { '/video.mp4': video },
  );
  return read.map(({ timestamp, code }) => ({ timestamp, number: fromGray(code) }));
}

/** The number of the picture that a frame's poses were found in; NaN when nobody was found. */
export function numberOf({ poses }: Frame): number {
  const scores = poses[0]?.keypoints.map(([, , score]) => score);
  if (!scores) return NaN;
  return fromGray(BIT_KEYPOINTS.reduce((code, k, bit) => code + ((scores[k] ?? 0) > 0.5 ? 1 << bit : 0), 0));
}

/** The number of the picture that the stage's video shows, once it stands still. */
export async function numberOnStage(page: Page): Promise<number> {
  const video = page.locator('rc-replay-stage video');
  await expect.poll(() => video.evaluate((element) => (element as HTMLVideoElement).seeking)).toBe(false);
  const code = await video.evaluate((element, places) => {
    const context = new OffscreenCanvas(100, 100).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('The video cannot be read');
    context.drawImage(element as HTMLVideoElement, 0, 0, 100, 100);
    const { data } = context.getImageData(0, 0, 100, 100);
    return places.reduce((sum, { left, top, width, height }, bit) => {
      const x = Math.round((left + width / 2) * 100);
      const y = Math.round((top + height / 2) * 100);
      return sum + ((data[4 * (y * 100 + x)] ?? 0) > 128 ? 1 << bit : 0);
    }, 0);
  }, BLOCKS);
  return fromGray(code);
}
