import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { findChromium } from '../../../../tools/chromium.mjs';
import type { FakeCamera } from '../fake-camera.js';
import { logIn } from '../fixtures.js';

/** A browser with a profile on the disk: it can be killed and opened again, and its room on the disk is real. */
export class LastingBrowser {
  private context: BrowserContext | undefined;

  private constructor(
    private readonly profile: string,
    private readonly camera: FakeCamera,
    private readonly baseURL: string,
  ) {}

  /** @param at a folder (of a small disk, say) for the profile. */
  static async withCamera(camera: FakeCamera, baseURL: string, at = tmpdir()): Promise<LastingBrowser> {
    return new LastingBrowser(await mkdtemp(path.join(at, 'reclimb-profile-')), camera, baseURL);
  }

  /** Opens it, logged in. */
  async open(): Promise<BrowserContext> {
    const executablePath = await findChromium();
    this.context = await chromium.launchPersistentContext(this.profile, {
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-dev-shm-usage', ...this.camera.chromiumArguments],
      baseURL: this.baseURL,
      permissions: ['camera', 'local-network-access'],
      viewport: { width: 1280, height: 800 },
    });
    await logIn(this.context);
    return this.context;
  }

  /** Kills it as a crash or the system would: nobody in it hears of it. */
  async kill(): Promise<void> {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    for (const pid of pids) {
      // Processes come and go while they are looked at.
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (command.includes(`--user-data-dir=${this.profile}`) && !command.includes('--type=')) {
        process.kill(Number(pid), 'SIGKILL');
      }
    }
  }

  /** Closes it for good. */
  async remove(): Promise<void> {
    await this.context?.close();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
