// Turns a video into what Chromium's fake camera plays: node tools/clips/video-to-mjpeg.mjs in.mp4 out.mjpeg
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { inChromium } from './in-chromium.mjs';

/** Pictures a second of the fake camera, whatever the video has. */
const RATE = 30;
/** Longer sides are scaled down: webcams on small machines deliver this. */
const LONGEST_SIDE = 640;
/** Pictures handed over at a time. */
const AT_ONCE = 30;

/** Decodes the video in Chromium and writes it as JPEGs at 30 a second; answers how many and how large. */
export async function videoToMjpeg(video, file, seconds = Infinity) {
  const files = { '/video.mp4': await readFile(video) };
  return inChromium(async (page) => {
    const info = await page.evaluate(async (longest) => {
      const { ALL_FORMATS, Input, UrlSource, VideoSampleSink } = globalThis.mediabunny;
      const input = new Input({ formats: ALL_FORMATS, source: new UrlSource('/video.mp4') });
      const track = await input.getPrimaryVideoTrack();
      const scale = Math.min(1, longest / Math.max(track.displayWidth, track.displayHeight));
      const even = (size) => 2 * Math.round((size * scale) / 2);
      const canvas = new OffscreenCanvas(even(track.displayWidth), even(track.displayHeight));
      Object.assign(globalThis, {
        sink: new VideoSampleSink(track),
        canvas,
        begin: await track.getFirstTimestamp(),
      });
      const duration = (await track.computeDuration()) - globalThis.begin;
      return { duration, width: canvas.width, height: canvas.height };
    }, LONGEST_SIDE);
    const count = Math.floor(Math.min(seconds, info.duration) * RATE + 0.5);
    const out = createWriteStream(file);
    for (let first = 0; first < count; first += AT_ONCE) {
      const size = Math.min(AT_ONCE, count - first);
      const jpegs = await page.evaluate(
        async ({ first, size, rate }) => {
          const { sink, canvas, begin } = globalThis;
          // Half a picture later, so that rounding never yields the one before.
          const times = Array.from({ length: size }, (_, i) => begin + (first + i + 0.5) / rate);
          const pictures = [];
          for await (const sample of sink.samplesAtTimestamps(times)) {
            if (sample) {
              sample.draw(canvas.getContext('2d'), 0, 0, canvas.width, canvas.height);
              sample.close();
            }
            const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
            const bytes = new Uint8Array(await blob.arrayBuffer());
            let text = '';
            for (let i = 0; i < bytes.length; i += 32768) {
              text += String.fromCharCode(...bytes.subarray(i, i + 32768));
            }
            pictures.push(btoa(text));
          }
          return pictures;
        },
        { first, size, rate: RATE },
      );
      for (const jpeg of jpegs) if (!out.write(Buffer.from(jpeg, 'base64'))) await once(out, 'drain');
    }
    out.end();
    await once(out, 'finish');
    return { count, width: info.width, height: info.height };
  }, files);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [from, to] = process.argv.slice(2);
  if (!from || !to) throw new Error('Give a video and the MJPEG file to write');
  console.log(await videoToMjpeg(from, to));
}
