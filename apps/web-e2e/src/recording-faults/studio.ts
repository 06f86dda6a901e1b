import { createHash } from 'node:crypto';
import { link, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Session } from '@reclimb/contracts';
import { expect, fetchFrames, fetchSession } from '../fixtures.js';
import type { Tape } from './tape.js';

/** Opens the studio, ready to record without a countdown. */
export async function openStudio(page: Page, timeout = 45_000): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('reclimb.studio', JSON.stringify({ countdown: 0 })));
  await page.goto('/studio');
  await expect(page.getByTestId('start')).toBeEnabled({ timeout });
}

/** Waits until so many seconds are recorded. */
export async function recordUntil(page: Page, seconds: number): Promise<void> {
  const shown = async () => {
    const [minutes = 0, rest = 0] = ((await page.getByTestId('timer').textContent()) ?? '')
      .split(':')
      .map(Number);
    return minutes * 60 + rest;
  };
  await expect.poll(shown, { timeout: (seconds + 20) * 1000 }).toBeGreaterThanOrEqual(seconds);
}

/** Starts a recording and lets it run for so many seconds. */
export async function startRecording(page: Page, seconds: number): Promise<void> {
  await page.getByTestId('start').click();
  await expect(page.getByTestId('recording-light')).toBeVisible();
  await recordUntil(page, seconds);
}

/** Stops, and waits until the server has all of it. */
export async function stopAndSave(page: Page, timeout = 30_000): Promise<void> {
  await page.getByTestId('stop').click();
  await expect(page.getByTestId('to-detail')).toBeVisible({ timeout });
}

/**
 * Holds on to the bytes that the server gets for a session: it removes them once the seekable video is made. They are
 * readable here until the server's data folder goes.
 */
export async function keepUpload(dataFolder: string, { id }: Tape): Promise<() => Promise<Buffer>> {
  const kept = path.join(dataFolder, `kept-${id}`);
  const upload = path.join(dataFolder, 'media/sessions', id, 'upload');
  const hold = () =>
    link(upload, kept).then(
      () => 'kept',
      ({ code }: NodeJS.ErrnoException) => code,
    );
  // A short recording's upload is there for some hundred milliseconds only.
  await expect.poll(hold, { intervals: [10] }).toBe('kept');
  return () => readFile(kept);
}

/** Waits for the session to be completed and answers it. */
export async function completed(page: Page, { id }: Tape): Promise<Session> {
  await expect.poll(async () => (await fetchSession(page, id)).status, { timeout: 30_000 }).toBe('completed');
  return fetchSession(page, id);
}

/**
 * Holds the stored session to what the studio had recorded: every frame with its timestamp, every byte of the video.
 * `cutOff`: the page may have died before it could tell the tape of its last records, so the server may have more.
 */
export async function expectNothingLost(
  page: Page,
  tape: Tape,
  upload: Buffer,
  { cutOff = false } = {},
): Promise<void> {
  const frames = await fetchFrames(page, tape.id);
  expect(tape.frames.length).toBeGreaterThan(0);
  expect(frames.length).toBeGreaterThanOrEqual(tape.frames.length);
  if (!cutOff) expect(frames.length).toBe(tape.frames.length);
  expect(frames.findIndex(({ frameNumber }, i) => frameNumber !== i)).toBe(-1);
  expect(frames.findIndex(({ timestamp }, i) => timestamp <= (frames[i - 1]?.timestamp ?? -1))).toBe(-1);
  // Packed for the wire and for the disk alike: a timestamp may be rounded to a microsecond, no more.
  const other = tape.frames.findIndex(
    ({ timestamp, poses }, i) =>
      Math.abs(timestamp - (frames[i]?.timestamp ?? NaN)) > 1e-6 || poses.length !== frames[i]?.poses.length,
  );
  expect(other).toBe(-1);
  expect(tape.bytes).toBeGreaterThan(0);
  if (!cutOff) expect(upload.length).toBe(tape.bytes);
  const sum = createHash('sha256').update(upload.subarray(0, tape.bytes)).digest('hex');
  expect(sum).toBe(tape.sha256());
}
