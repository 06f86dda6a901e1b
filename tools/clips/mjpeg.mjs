import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import sharp from 'sharp';

/**
 * Baseline JPEG with halved colour: what Chromium's fake camera decodes, and all that is left of a picture behind it.
 */
export const toJpeg = (image, quality = 90) =>
  sharp(image.svg ? Buffer.from(image.svg) : image.pixels, image.raw && { raw: image.raw })
    .flatten({ background: '#000' })
    .jpeg({ quality, chromaSubsampling: '4:2:0', progressive: false })
    .toBuffer();

/** Pictures encoded at the same time: libvips works in threads of its own. */
const AT_ONCE = 4;

/** Writes pictures one after the other as JPEGs into one file, as `--use-file-for-fake-video-capture` plays it. */
export async function writeMjpeg(file, count, picture) {
  const out = createWriteStream(file);
  for (let begin = 0; begin < count; begin += AT_ONCE) {
    const size = Math.min(AT_ONCE, count - begin);
    const jpegs = await Promise.all(
      Array.from({ length: size }, (_, i) =>
        Promise.resolve(picture(begin + i)).then((image) => toJpeg(image)),
      ),
    );
    for (const jpeg of jpegs) if (!out.write(jpeg)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
