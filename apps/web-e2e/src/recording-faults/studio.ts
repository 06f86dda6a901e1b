import { createHash } from 'node:crypto';
import { link, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Frame, Session } from '@reclimb/contracts';
import { expect, fetchFrames, fetchSession } from '../fixtures.js';
import { expectSoundRecording } from '../recorded-session.js';
import type { Tape } from './tape.js';

/** Over when everything has been sent, on a busy machine. */
const SENT_MS = 30_000;

/** The studio in one page, and what becomes of the recording that is made there: how a climber would tell it. */
export class Studio {
  private upload: Promise<() => Promise<Buffer>> | undefined;

  constructor(
    readonly page: Page,
    private readonly tape: Tape,
    private readonly dataFolder: string,
  ) {}

  /** The session that is recorded. */
  get sessionId(): string {
    return this.tape.id;
  }

  /** Where the recording is, in words. */
  get state(): Locator {
    return this.page.getByTestId('upload-state');
  }

  /** What became of the recording that was stopped. */
  get after(): Locator {
    return this.page.getByTestId('after-recording');
  }

  /** A warning that stands. */
  warning(code: string): Locator {
    return this.page.locator(`[data-testid="recorder-warning"][data-code="${code}"]`);
  }

  /** Opens the studio, ready to record without a countdown. */
  async open(timeout = 45_000): Promise<void> {
    await this.page.addInitScript(() =>
      localStorage.setItem('reclimb.studio', JSON.stringify({ countdown: 0 })),
    );
    await this.page.goto('/studio');
    await expect(this.page.getByTestId('start')).toBeEnabled({ timeout });
  }

  /** Starts a recording and lets it run for so many seconds. */
  async start(seconds: number): Promise<void> {
    await this.page.getByTestId('start').click();
    await expect(this.page.getByTestId('recording-light')).toBeVisible();
    await this.recordUntil(seconds);
  }

  /** Opens the studio and records for so many seconds, with the server. */
  async record(seconds: number, loading?: number): Promise<void> {
    await this.open(loading);
    await this.start(seconds);
    await this.keepUpload();
  }

  /**
   * Holds on to the bytes that the server gets: it removes them once the seekable video is made. They are readable here
   * until the server's data folder goes. Resolves when the first have come.
   */
  async keepUpload(): Promise<void> {
    this.upload ??= keep(this.dataFolder, this.tape.id);
    await this.upload;
  }

  /** Waits until so many seconds are recorded. */
  async recordUntil(seconds: number): Promise<void> {
    const shown = async () => {
      const text = (await this.page.getByTestId('timer').textContent()) ?? '';
      const [minutes = 0, rest = 0] = text.split(':').map(Number);
      return minutes * 60 + rest;
    };
    await expect.poll(shown, { timeout: (seconds + 20) * 1000 }).toBeGreaterThanOrEqual(seconds);
  }

  /** Waits until so many more pictures were looked at. */
  async recordMoreFrames(count: number, timeout = 45_000): Promise<void> {
    const standing = this.tape.frames.length;
    await expect.poll(() => this.tape.frames.length, { timeout }).toBeGreaterThan(standing + count);
  }

  /** Stops, and waits until the server has all of it. */
  async stop(): Promise<void> {
    await this.page.getByTestId('stop').click();
    await this.expectSent();
  }

  /** Waits until the server has all of a recording that was stopped. */
  async expectSent(timeout = SENT_MS): Promise<void> {
    await expect(this.page.getByTestId('to-detail')).toBeVisible({ timeout });
  }

  /** The same recording, looked at from another page. */
  from(page: Page): Studio {
    const studio = new Studio(page, this.tape, this.dataFolder);
    studio.upload = this.upload;
    return studio;
  }

  /** Opens the studio after the page died: it finds the recording, says so, and sends the rest. */
  async expectFinishedHere(): Promise<void> {
    if (!this.page.url().endsWith('/studio')) await this.page.goto('/studio');
    const finished = this.page.getByTestId('finished');
    await expect(finished).toHaveAttribute('data-session', this.sessionId, { timeout: SENT_MS });
    await expect.poll(async () => (await this.session()).interrupted).toBe(false);
  }

  session(): Promise<Session> {
    return fetchSession(this.page, this.sessionId);
  }

  frames(): Promise<Frame[]> {
    return fetchFrames(this.page, this.sessionId);
  }

  /** Waits for the session to be ready and answers it. */
  async completed(): Promise<Session> {
    await expect.poll(async () => (await this.session()).status, { timeout: SENT_MS }).toBe('completed');
    return this.session();
  }

  /**
   * Waits for the session to be ready, and holds it to what the studio had recorded: every frame with its timestamp, every
   * byte of the video. `cutOff`: the page may have died before it could tell the tape of its last records, so the server
   * may have more. `sound`: video and poses also agree picture by picture.
   */
  async expectWhole({ cutOff = false, sound = false } = {}): Promise<Session> {
    const session = await this.completed();
    const { tape } = this;
    const frames = await this.frames();
    expect(tape.frames.length).toBeGreaterThan(0);
    expect(frames.length).toBeGreaterThanOrEqual(tape.frames.length);
    if (!cutOff) expect(frames.length).toBe(tape.frames.length);
    expect(frames.findIndex(({ frameNumber }, i) => frameNumber !== i)).toBe(-1);
    expect(frames.findIndex(({ timestamp }, i) => timestamp <= (frames[i - 1]?.timestamp ?? -1))).toBe(-1);
    // Packed for the wire and for the disk alike: a timestamp may be rounded to a microsecond, no more.
    const other = tape.frames.findIndex(
      ({ timestamp, poses }, i) =>
        Math.abs(timestamp - (frames[i]?.timestamp ?? NaN)) > 1e-6 ||
        poses.length !== frames[i]?.poses.length,
    );
    expect(other).toBe(-1);
    await this.expectVideoWhole(cutOff);
    if (sound) await expectSoundRecording(this.page, frames, tape);
    return session;
  }

  private async expectVideoWhole(cutOff: boolean): Promise<void> {
    if (!this.upload) throw new Error('The upload was not kept');
    const upload = await (await this.upload)();
    const { bytes } = this.tape;
    expect(bytes).toBeGreaterThan(0);
    if (!cutOff) expect(upload.length).toBe(bytes);
    const sum = createHash('sha256').update(upload.subarray(0, bytes)).digest('hex');
    expect(sum).toBe(this.tape.sha256());
  }
}

async function keep(dataFolder: string, id: string): Promise<() => Promise<Buffer>> {
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
