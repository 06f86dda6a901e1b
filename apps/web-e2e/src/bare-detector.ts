import type { Page } from '@playwright/test';
import type { Session } from '@reclimb/contracts';
import { expect } from './fixtures.js';

/**
 * How many pictures a second the studio's detector looks at when it has the machine for itself: the same worker with
 * the same model, given a picture of the session over and over as soon as it has answered, on a page that does nothing
 * else. No camera, no encoder, no drawing, no upload.
 */
export async function bareDetectorRate(page: Page, session: Session, seconds: number): Promise<number> {
  await page.goto('/studio');
  await expect(page.getByTestId('start')).toBeEnabled({ timeout: 45_000 });
  const names = await Promise.all(
    page
      .workers()
      .map(async (worker) => ({ url: worker.url(), name: await worker.evaluate(() => self.name) })),
  );
  const address = names.find(({ name }) => name === 'pose')?.url;
  if (!address) throw new Error('The studio has no pose worker');
  await page.goto('/settings');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return page.evaluate(
    async ({ address, picture, width, height, seconds }) => {
      const canvas = new OffscreenCanvas(width, height);
      const image = await createImageBitmap(await (await fetch(picture)).blob());
      canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
      const worker = new Worker(address, { type: 'module', name: 'pose' });
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ type: 'port', port: port2 }, [port2]);
      await new Promise<void>((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<{ type: string; reason?: string }>) => {
          if (data.type === 'ready') resolve();
          else if (data.type !== 'loading') reject(new Error(data.reason));
        };
        worker.postMessage({ type: 'load-model', model: 'movenet-lightning' });
      });
      let looked = 0;
      const offer = (): void => {
        const frame = new VideoFrame(canvas, { timestamp: Math.round(performance.now() * 1000) });
        port1.postMessage({ type: 'picture', picture: frame, timestamp: frame.timestamp }, [frame]);
      };
      const until = performance.now() + seconds * 1000;
      await new Promise<void>((resolve, reject) => {
        port1.onmessage = ({ data }: MessageEvent<{ type: string }>) => {
          if (data.type !== 'poses') return reject(new Error('The detector could not look'));
          looked++;
          if (performance.now() < until) offer();
          else resolve();
        };
        offer();
      });
      worker.terminate();
      return looked / seconds;
    },
    {
      address,
      picture: session.thumbnailUrl ?? '',
      width: session.imageWidth,
      height: session.imageHeight,
      seconds,
    },
  );
}
