import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from '@playwright/test';

/**
 * The camera of a browser: Chromium plays a file as if a camera saw it. What breaks here breaks as with a real one: the
 * device disappears, or the browser's own capture process stops or dies.
 */
export class FakeCamera {
  private constructor(
    private readonly clip: string,
    private readonly folder: string,
  ) {}

  /** A camera that sees this clip over and over, plugged in. */
  static async plugged(clip: string): Promise<FakeCamera> {
    const camera = new FakeCamera(clip, await mkdtemp(path.join(tmpdir(), 'reclimb-camera-')));
    await camera.plugIn();
    return camera;
  }

  /** What the browser has to be started with. It still asks whether the page may have the camera. */
  get chromiumArguments(): string[] {
    return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${this.file}`];
  }

  async plugIn(): Promise<void> {
    await symlink(this.clip, this.file);
  }

  /** Pulls the camera out; a page that shows it sees its track end. */
  async unplug(browser: Browser): Promise<void> {
    await rm(this.file, { force: true });
    const service = await captureService(browser);
    if (service !== undefined) process.kill(service, 'SIGKILL');
  }

  /** The camera stays on and sends nothing more until {@link thaw}. */
  async freeze(browser: Browser): Promise<void> {
    process.kill(await runningService(browser), 'SIGSTOP');
  }

  async thaw(browser: Browser): Promise<void> {
    process.kill(await runningService(browser), 'SIGCONT');
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private get file(): string {
    return path.join(this.folder, 'camera.mjpeg');
  }
}

/** The process in which Chromium reads cameras; none runs while none is on. */
async function captureService(browser: Browser): Promise<number | undefined> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  return processInfo.find(({ type }) => type.startsWith('video_capture'))?.id;
}

async function runningService(browser: Browser): Promise<number> {
  const service = await captureService(browser);
  if (service === undefined) throw new Error('No camera is on in this browser');
  return service;
}
