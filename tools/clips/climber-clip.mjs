import { demoSession } from '../../libs/pose/dist/index.js';
import { drawClimber } from './climber-drawing.mjs';
import { writeMjpeg } from './mjpeg.mjs';

/** Writes the synthetic climber with coloured joints as MJPEG at 30 fps; answers its frames, one a picture. */
export async function writeClimberClip(file, seconds = Infinity) {
  const { imageWidth: width, imageHeight: height, holds, frames } = demoSession();
  const all = [...frames()].filter(({ timestamp }) => timestamp < seconds);
  await writeMjpeg(file, all.length, (i) => ({
    svg: drawClimber(all[i].poses[0], { width, height, holds, markers: true }),
  }));
  return all;
}
