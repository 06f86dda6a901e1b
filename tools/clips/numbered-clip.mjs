import { writeMjpeg } from './mjpeg.mjs';

/** Size of the pictures and of the grid of blocks on them: ten bits, five across, two down. */
export const NUMBERED = { width: 640, height: 480, columns: 5, rows: 2, bits: 10, count: 1024 };

/** The Gray code of a number: neighbours differ in one bit, so a blend of two pictures still reads as one of them. */
export const toGray = (number) => number ^ (number >> 1);

/** The number of a Gray code. */
export function fromGray(code) {
  let number = code;
  for (let shift = 1; shift < NUMBERED.bits; shift *= 2) number ^= number >> shift;
  return number;
}

/** Where block i lies, in fractions of the picture. Bit i is white for a 1. */
export function blockAt(i) {
  const { columns, rows } = NUMBERED;
  return {
    left: (i % columns) / columns,
    top: Math.floor(i / columns) / rows,
    width: 1 / columns,
    height: 1 / rows,
  };
}

/** Writes a clip whose pictures 0 … 1023 carry their own number, as MJPEG at 30 fps: 34 s, then it starts over. */
export async function writeNumberedClip(file) {
  const { width, height, bits, count } = NUMBERED;
  await writeMjpeg(file, count, (number) => {
    const pixels = Buffer.alloc(width * height * 3, 24);
    for (let bit = 0; bit < bits; bit++) {
      if (!((toGray(number) >> bit) & 1)) continue;
      const { left, top, width: across, height: down } = blockAt(bit);
      const x0 = Math.round(left * width);
      const x1 = Math.round((left + across) * width);
      for (let y = Math.round(top * height); y < Math.round((top + down) * height); y++) {
        pixels.fill(232, (y * width + x0) * 3, (y * width + x1) * 3);
      }
    }
    return { pixels, raw: { width, height, channels: 3 } };
  });
}
