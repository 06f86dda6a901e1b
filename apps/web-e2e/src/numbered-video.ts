import type { Page } from '@playwright/test';
import type { Frame } from '@reclimb/contracts';
import { blockAt, fromGray, NUMBERED } from '../../../tools/clips/numbered-clip.mjs';
import { BIT_KEYPOINTS } from '../../../tools/clips/number-reader.mjs';
import { coloursInVideo } from './decoded-video.js';

const BLOCKS = Array.from({ length: NUMBERED.bits }, (_, bit) => blockAt(bit));

/** A picture of the stored video: when it is shown and which number it carries. */
export interface NumberedPicture {
  readonly timestamp: number;
  readonly number: number;
}

/** Decodes a recording of the numbered clip in Chromium and reads every picture's number. */
export async function numbersInVideo(video: Buffer): Promise<NumberedPicture[]> {
  const centres = BLOCKS.map(({ left, top, width, height }) => ({
    x: left + width / 2,
    y: top + height / 2,
  }));
  const pictures = await coloursInVideo(video, [centres], { width: 100, height: 100 });
  return pictures.map(({ timestamp, colours }) => {
    const code = colours.reduce((sum, [red = 0], bit) => sum + (red > 128 ? 1 << bit : 0), 0);
    return { timestamp, number: fromGray(code) };
  });
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
  await video.evaluate(async (element) => {
    while ((element as HTMLVideoElement).seeking) await new Promise(requestAnimationFrame);
  });
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
