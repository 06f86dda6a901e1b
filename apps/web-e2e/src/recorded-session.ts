import type { Page } from '@playwright/test';
import type { Frame } from '@reclimb/contracts';
import { expect, fetchSession, type Recorded } from './fixtures.js';

/** Length of one picture of the fake camera, seconds, and what clocks may round. */
export const PICTURE = 1 / 30;
const ROUNDING = 0.002;

/** Holds what REST gives back against what every recording promises. */
export async function expectSoundRecording(
  page: Page,
  frames: Frame[],
  { id }: Pick<Recorded, 'id'>,
): Promise<void> {
  expect(frames.length).toBeGreaterThan(30);
  frames.forEach((frame, i) => {
    expect(frame.frameNumber).toBe(i);
    const before = frames[i - 1];
    if (before) expect(frame.timestamp).toBeGreaterThan(before.timestamp);
  });
  // Zero is the first picture of the video; the detector may have been busy with an earlier one.
  expect(frames[0]?.timestamp).toBeLessThan(0.5);
  const found = frames.filter(({ poses }) => poses.length > 0).length / frames.length;
  expect(found).toBeGreaterThanOrEqual(0.8);

  const session = await fetchSession(page, id);
  expect(session.status).toBe('completed');
  expect(session.frameCount).toBe(frames.length);
  const last = frames.at(-1)?.timestamp ?? NaN;
  const duration = await page.evaluate(async (url) => {
    const video = document.createElement('video');
    video.preload = 'auto';
    video.muted = true;
    video.src = url;
    Object.assign(globalThis, { probe: video });
    await new Promise((resolve, reject) => {
      video.onloadeddata = resolve;
      video.onerror = () => reject(new Error(video.error?.message));
    });
    return video.duration;
  }, session.video?.url ?? '');
  expect(Math.abs(duration - last)).toBeLessThanOrEqual(PICTURE + ROUNDING);

  // Ten places all over the video: the picture shown is the frame's own, or its neighbour.
  const wanted = Array.from({ length: 10 }, (_, i) => frames[Math.floor(((i + 0.5) * frames.length) / 10)]);
  for (const frame of wanted) {
    const timestamp = frame?.timestamp ?? NaN;
    const shown = await page.evaluate(
      (time) =>
        new Promise<number>((resolve) => {
          const { probe } = globalThis as unknown as { probe: HTMLVideoElement };
          probe.requestVideoFrameCallback((_, { mediaTime }) => resolve(mediaTime));
          probe.currentTime = time;
        }),
      timestamp + PICTURE / 2,
    );
    expect(Math.abs(shown - timestamp)).toBeLessThanOrEqual(PICTURE + ROUNDING);
  }
}
