// Draws the demo session's video, apps/api/assets/demo.mp4: the synthetic climber on a wall, H.264 with a key frame every
// second, the picture of every frame at exactly its timestamp.   node tools/clips/make-demo.mjs   (after building libs/pose)
import { mkdir, writeFile } from 'node:fs/promises';
import { demoSession } from '../../libs/pose/dist/index.js';
import { drawClimber } from './climber-drawing.mjs';
import { inChromium } from './in-chromium.mjs';

/** It is part of the repository and of every installation. */
const MOST_BYTES = 400_000;
const BITRATE = 130_000;

const { imageWidth: width, imageHeight: height, holds, frames, framesPerSecond } = demoSession();

const base64 = await inChromium(async (page) => {
  await page.evaluate(
    async ({ width, height, bitrate }) => {
      const { BufferTarget, Mp4OutputFormat, Output, VideoSampleSource } = globalThis.mediabunny;
      const target = new BufferTarget();
      const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
      const source = new VideoSampleSource({ codec: 'avc', bitrate, keyFrameInterval: 1 });
      output.addVideoTrack(source, { frameRate: undefined });
      await output.start();
      const canvas = new OffscreenCanvas(width, height);
      Object.assign(globalThis, { target, output, source, canvas, context: canvas.getContext('2d') });
    },
    { width, height, bitrate: BITRATE },
  );
  for (const { timestamp, poses } of frames()) {
    await page.evaluate(
      async ({ svg, timestamp, duration }) => {
        const image = new Image();
        image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
        await image.decode();
        globalThis.context.drawImage(image, 0, 0);
        const sample = new globalThis.mediabunny.VideoSample(globalThis.canvas, { timestamp, duration });
        await globalThis.source.add(sample);
        sample.close();
      },
      { svg: drawClimber(poses[0], { width, height, holds }), timestamp, duration: 1 / framesPerSecond },
    );
  }
  return page.evaluate(async () => {
    await globalThis.output.finalize();
    const bytes = new Uint8Array(globalThis.target.buffer);
    let text = '';
    for (let i = 0; i < bytes.length; i += 32768)
      text += String.fromCharCode(...bytes.subarray(i, i + 32768));
    return btoa(text);
  });
});

const video = Buffer.from(base64, 'base64');
if (video.length > MOST_BYTES)
  throw new Error(`The video has ${video.length} bytes, more than ${MOST_BYTES}`);
const folder = new URL('../../apps/api/assets/', import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL('demo.mp4', folder), video);
console.log(`apps/api/assets/demo.mp4: ${video.length} bytes`);
